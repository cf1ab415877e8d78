"""NetworkPolicies as an nftables ruleset for the routing namespace, so that the lab's packets meet them.

Written from the text of the NetworkPolicy API alone and knowing nothing of Weir's evaluators: what it lets through is a
second opinion on what a policy means. Only what the lab needs is there; anything else is an error, not a guess.
"""

import ipaddress
from dataclasses import dataclass

LOG_GROUP = 7
PROTOCOLS = {"TCP": "tcp", "UDP": "udp", "SCTP": "sctp"}


@dataclass(frozen=True)
class Pod:
    namespace: str
    name: str
    labels: tuple
    addresses: tuple
    ports: tuple  # (name, protocol, number)

    @property
    def key(self):
        return f"{self.namespace}/{self.name}"


class Cluster:
    """The pods that live and have an address of their own, the namespaces' labels, the nodes' addresses."""

    def __init__(self, objects):
        self.namespaces = {o["metadata"]["name"]: o["metadata"].get("labels", {}) for o in objects if o["kind"] == "Namespace"}
        self.pods = tuple(_pod(o) for o in objects if o["kind"] == "Pod" and _lives(o) and not o["spec"].get("hostNetwork"))
        nodes = {o["metadata"]["name"]: o for o in objects if o["kind"] == "Node"}
        used = {o["spec"]["nodeName"] for o in objects if o["kind"] == "Pod" and not o["spec"].get("hostNetwork")}
        self.own_nodes = tuple(a["address"] for name in sorted(used) for a in nodes[name]["status"]["addresses"]
                               if a["type"] == "InternalIP")


def _lives(pod):
    return pod["status"].get("phase") not in ("Succeeded", "Failed") and pod["status"].get("podIPs")


def _pod(pod):
    ports = [(p.get("name"), p.get("protocol", "TCP"), p["containerPort"])
             for c in pod["spec"]["containers"] for p in c.get("ports", [])]
    meta = pod["metadata"]
    return Pod(meta["namespace"], meta["name"], tuple(sorted(meta.get("labels", {}).items())),
               tuple(a["ip"] for a in pod["status"]["podIPs"]), tuple(ports))


def read(folder):
    """Every NetworkPolicy in the YAML files below a folder."""
    import yaml  # a package that `loop` installs, and may have to install first

    documents = [d for f in sorted(folder.rglob("*.yaml")) for d in yaml.safe_load_all(f.read_text()) if d]
    kinds = {d["kind"] for d in documents}
    if kinds - {"NetworkPolicy"}:
        raise ValueError(f"only NetworkPolicy is understood, not {sorted(kinds)}")
    return documents


def selects(selector, labels):
    """metav1.LabelSelector: every requirement must hold; an empty selector selects all."""
    wanted = selector.get("matchLabels") or {}
    return all(labels.get(k) == v for k, v in wanted.items()) and all(
        _requirement(r, labels) for r in selector.get("matchExpressions") or [])


def _requirement(r, labels):
    match r["operator"]:
        case "In":
            return labels.get(r["key"]) in r["values"]
        case "NotIn":
            return labels.get(r["key"]) not in r["values"]
        case "Exists":
            return r["key"] in labels
        case "DoesNotExist":
            return r["key"] not in labels
    raise ValueError(f'operator "{r["operator"]}"')


class Ruleset:
    def __init__(self, cluster, policies):
        self.cluster = cluster
        self.policies = [p for p in policies if p["apiVersion"] == "networking.k8s.io/v1"]

    def render(self):
        chains, jumps = [], {"saddr": [], "daddr": []}
        for number, pod in enumerate(self.cluster.pods):
            for direction, match in (("Egress", "saddr"), ("Ingress", "daddr")):
                policies = self._selecting(pod, direction)
                if policies:
                    name = f"{direction.lower()}_{number}"
                    chains.append(self._chain(name, pod, direction, policies))
                    jumps[match] += [(a, name) for a in pod.addresses]
        maps = [line for match in ("saddr", "daddr") for line in _maps(match, jumps[match])]
        own = [f"    {_family(a)} {match} {a} accept" for a in self.cluster.own_nodes for match in ("saddr", "daddr")]
        forward = ["    type filter hook forward priority filter; policy accept;",
                   "    ct state established,related accept",
                   "    meta l4proto { icmp, ipv6-icmp } accept",
                   # The API: traffic to and from the node where a pod runs is always allowed.
                   *own, *maps]
        return "table inet weir {\n" + "\n".join(chains) + "\n  chain forward {\n" + "\n".join(forward) + "\n  }\n}\n"

    def _selecting(self, pod, direction):
        return [p for p in self.policies
                if p["metadata"]["namespace"] == pod.namespace and direction in _types(p["spec"])
                and selects(p["spec"].get("podSelector") or {}, dict(pod.labels))]

    def _chain(self, name, pod, direction, policies):
        lines = [f"    {peer}{ports} return" for p in policies for rule in p["spec"].get(direction.lower()) or []
                 for peer, ports in self._rule(p, rule, pod, direction)]
        denied = [f'    log prefix "weir deny {direction.lower()} {pod.key}" group {LOG_GROUP}',
                  "    meta l4proto tcp reject with tcp reset", "    reject with icmpx admin-prohibited"]
        return f"  chain {name} {{\n" + "\n".join(dict.fromkeys(lines + denied)) + "\n  }"

    def _rule(self, policy, rule, pod, direction):
        """An absent or empty list of peers or of ports restricts nothing."""
        match = "daddr" if direction == "Egress" else "saddr"
        peers = rule.get("to" if direction == "Egress" else "from")
        ports = rule.get("ports")
        for peer in peers or [None]:
            for port in ports or [None]:
                for text in self._peer(policy, peer, match):
                    yield text, self._port(port, peer, policy, pod, direction)

    def _peer(self, policy, peer, match):
        if peer is None:
            return [""]
        if "ipBlock" in peer:
            return [_block(peer["ipBlock"], match)]
        addresses = [a for pod in self._pods(policy, peer) for a in pod.addresses]
        return [f"{family} {match} {{ {', '.join(found)} }} " for family in ("ip", "ip6")
                if (found := [a for a in addresses if _family(a) == family])]

    def _pods(self, policy, peer):
        if "namespaceSelector" in peer:
            spaces = {n for n, labels in self.cluster.namespaces.items() if selects(peer["namespaceSelector"] or {}, labels)}
        else:
            spaces = {policy["metadata"]["namespace"]}
        return [p for p in self.cluster.pods
                if p.namespace in spaces and selects(peer.get("podSelector") or {}, dict(p.labels))]

    def _port(self, port, peer, policy, pod, direction):
        if port is None:
            return ""
        protocol = PROTOCOLS[port.get("protocol", "TCP")]
        number = port.get("port")
        if number is None:
            return f"meta l4proto {protocol}"
        if isinstance(number, str):
            number = self._named(number, port.get("protocol", "TCP"), peer, policy, pod, direction)
        last = port.get("endPort")
        return f"{protocol} dport {number}" + (f"-{last}" if last else "")

    def _named(self, name, protocol, peer, policy, pod, direction):
        targets = [pod] if direction == "Ingress" else self._pods(policy, peer or {"namespaceSelector": {}})
        numbers = {n for t in targets for (named, of, n) in t.ports if (named, of) == (name, protocol)}
        if len(numbers) != 1:
            raise ValueError(f'port "{name}" stands for {sorted(numbers)}')
        return numbers.pop()


def _types(spec):
    """Ingress always, Egress where there are egress rules, unless policyTypes says otherwise."""
    return spec.get("policyTypes") or ["Ingress"] + (["Egress"] if spec.get("egress") else [])


def _block(block, match):
    family = _family(block["cidr"])
    holes = block.get("except") or []
    return f"{family} {match} {block['cidr']} " + (f"{family} {match} != {{ {', '.join(holes)} }} " if holes else "")


def _maps(match, jumps):
    for family in ("ip", "ip6"):
        found = [f"{a} : jump {chain}" for a, chain in jumps if _family(a) == family]
        if found:
            yield f"    {family} {match} vmap {{ {', '.join(found)} }}"


def _family(address):
    return "ip6" if ipaddress.ip_network(address, strict=False).version == 6 else "ip"
