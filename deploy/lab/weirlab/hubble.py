"""The scenario as Hubble's exporter would tell it. Synthetic: made from the tables, not observed by Cilium.

One `ExportEvent` a line, in the protojson form of the exporter: enum names, original field names, zero values left
out. A Cilium agent on worker-1 with monitor aggregation "medium" and socket load balancing is imagined, so addresses
are those of backends and both ends of a pod-to-pod connection are local.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from weirlab import plan
from weirlab import scenario as s

OBSERVER = f"{s.CLUSTER}/worker-1"
HOST, WORLD, API_SERVER = 1, 2, 7
TRACE, DROP, L7 = 4, 1, 129
TO_STACK, POLICY_DENIED = 3, 133
# Medium aggregation reports the first packet and then each new flag of a direction; data (PSH) is left out for size.
EXCHANGE = {"TCP": ((("SYN",), ("SYN", "ACK")), (("FIN", "ACK"), ("FIN", "ACK"))), "UDP": (((), ()),)}


@dataclass(frozen=True)
class End:
    host: plan.Host
    address: str
    port: int


class Narrator:
    def __init__(self, started, seed):
        self.started, self.random, self.events = started, random.Random(f"hubble {seed}"), []

    def tell(self, rounds, interval):
        """Two rounds show every edge, pod and family twice, from distinct ports; more would only repeat it."""
        for number in range(rounds):
            begin = self.started + timedelta(seconds=number * interval)
            for edge in s.EDGES + s.PROBES:
                self._each_connection(edge, begin, interval, lookups=number == 0)
        for attempt in s.ATTEMPTS:
            self._each_attempt(attempt, self.started, rounds * interval)
        for client, server, family in s.PINGS:
            self._ping(plan.hosts(client)[0], plan.hosts(server)[0], family)
        # An exporter writes in order of time; the sort is stable for events of the same instant.
        return [line for _, line in sorted(self.events, key=lambda event: event[0])]

    def _each_connection(self, edge, begin, interval, lookups):
        for client in plan.hosts(edge.client):
            for family in (f for f in edge.families if f in client.addresses):
                targets = plan.targets(edge, client, family)
                for target in self.random.sample(targets, 1) if edge.dial and targets else targets:
                    moment = begin + timedelta(seconds=self.random.uniform(0.1, interval - 1))
                    if edge.dial and lookups:
                        self._lookup(client, edge.dial, family, moment - timedelta(milliseconds=4))
                    self._connection(edge, client, target, family, moment)

    def _connection(self, edge, client, server, family, moment):
        ends = self._ends(client, server, family, edge.port)
        names = [edge.dial] if edge.server.startswith("external:") and edge.dial else []
        for step, (there, back) in enumerate(EXCHANGE[edge.protocol]):
            at = moment + timedelta(microseconds=900 * step)
            self._trace(edge.protocol, *ends, there, False, at, names)
            if edge.answered:
                self._trace(edge.protocol, *ends, back, True, at + timedelta(microseconds=400), names)

    def _each_attempt(self, attempt, begin, interval):
        for client in plan.hosts(attempt.client):
            for server in plan.hosts(attempt.server):
                for family in attempt.families:
                    for port in attempt.ports:
                        moment = begin + timedelta(seconds=self.random.uniform(0.1, interval - 1))
                        self._attempt(attempt, self._ends(client, server, family, port), moment)

    def _attempt(self, attempt, ends, moment):
        if attempt.outcome == "dropped":
            self._drop(attempt.protocol, *ends, moment)
            return
        self._trace(attempt.protocol, *ends, ("SYN",), False, moment)
        later = moment + timedelta(microseconds=300)
        if attempt.protocol == "UDP":
            self._port_unreachable(*ends, later)
        elif attempt.outcome != "unanswered":
            flags = ("RST", "ACK") if attempt.outcome == "refused" else ("SYN", "ACK")
            self._trace(attempt.protocol, *ends, flags, True, later)
        if attempt.outcome == "answered":
            self._trace(attempt.protocol, *ends, ("RST",), False, later + timedelta(microseconds=300))

    def _ends(self, client, server, family, port):
        source = self.random.randint(32768, 60999)
        return End(client, client.addresses[family], source), End(server, server.addresses[family], port)

    def _trace(self, protocol, client, server, flags, reply, moment, names=()):
        """Seen where the packet is handed over: to the local pod it is for, else to the stack on its way out."""
        source, destination = (server, client) if reply else (client, server)
        inward = destination.host.workload is not None
        flow = {"event_type": {"type": TRACE} if inward else {"type": TRACE, "sub_type": TO_STACK},
                "traffic_direction": "INGRESS" if inward != reply else "EGRESS",
                "trace_observation_point": "TO_ENDPOINT" if inward else "TO_STACK",
                "trace_reason": "REPLY" if reply else "NEW" if flags in ((), ("SYN",)) else "ESTABLISHED",
                "is_reply": reply, "Summary": _summary(protocol, flags)}
        if names:
            flow["source_names" if reply else "destination_names"] = list(names)
        self._emit(moment, "FORWARDED", source, destination, _l4(protocol, source, destination, flags), flow)

    def _drop(self, protocol, client, server, moment):
        flow = {"event_type": {"type": DROP, "sub_type": POLICY_DENIED}, "drop_reason": POLICY_DENIED,
                "drop_reason_desc": "POLICY_DENIED", "traffic_direction": "INGRESS",
                "Summary": _summary(protocol, ("SYN",))}
        self._emit(moment, "DROPPED", client, server, _l4(protocol, client, server, ("SYN",)), flow)

    def _port_unreachable(self, client, server, moment):
        flow = {"event_type": {"type": TRACE}, "traffic_direction": "EGRESS", "trace_observation_point": "TO_ENDPOINT",
                "trace_reason": "RELATED", "is_reply": False, "Summary": "ICMPv4 DestinationUnreachable(Port)"}
        self._emit(moment, "FORWARDED", server, client, {"ICMPv4": {"type": 3, "code": 3}}, flow)

    def _ping(self, client, server, family):
        name, types = ("ICMPv4", (8, 0)) if family == s.IPV4 else ("ICMPv6", (128, 129))
        for reply, number in zip((False, True), types):
            source, destination = (server, client) if reply else (client, server)
            inward = destination.workload is not None
            flow = {"event_type": {"type": TRACE} if inward else {"type": TRACE, "sub_type": TO_STACK},
                    "traffic_direction": "INGRESS" if inward != reply else "EGRESS",
                    "trace_observation_point": "TO_ENDPOINT" if inward else "TO_STACK",
                    "trace_reason": "REPLY" if reply else "NEW", "is_reply": reply,
                    "Summary": f"{name} Echo{'Reply' if reply else 'Request'}"}
            ends = (End(h, h.addresses[family], 0) for h in (source, destination))
            # Zero is protojson's absence, so an echo reply of ICMPv4 (type 0) is an empty message.
            self._emit(self.started + timedelta(seconds=5, microseconds=200 * reply), "FORWARDED", *ends,
                       {name: {"type": number} if number else {}}, flow)

    def _lookup(self, client, name, family, moment):
        """The C library's search list makes names that do not exist; the last query is the one with an answer."""
        resolver = next(e for e in s.EDGES if e.via == "resolver" and e.client == client.key)
        server = self.random.choice(plan.hosts(resolver.server))
        search = [f"{client.workload.namespace}.svc.cluster.local", "svc.cluster.local", "cluster.local", ""]
        for domain in search:
            query = f"{name}.{domain}." if domain else f"{name}."
            ips = _answer(query, family)
            ends = self._ends(client, server, resolver.families[0], 53)
            dns = {"query": query, "observation_source": "proxy", "qtypes": ["A" if family == s.IPV4 else "AAAA"]}
            self._dns(resolver.protocol, *ends, "REQUEST", dns, moment)
            found = {"ips": ips, "ttl": 30, "rrtypes": dns["qtypes"]} if ips else {"ttl": 4294967295, "rcode": 3}
            moment += timedelta(microseconds=600)
            self._dns(resolver.protocol, *ends, "RESPONSE", {**dns, **found}, moment)
            if ips:
                return

    def _dns(self, protocol, client, server, kind, dns, moment):
        reply = kind == "RESPONSE"
        source, destination = (server, client) if reply else (client, server)
        flow = {"event_type": {"type": L7}, "traffic_direction": "EGRESS", "is_reply": reply,
                "l7": {"type": kind, "dns": dns},
                "Summary": f"DNS {'Answer' if reply else 'Query'} {dns['query']} {dns['qtypes'][0]}"}
        if reply:
            flow["reply"] = True
        self._emit(moment, "FORWARDED", source, destination, _l4(protocol, source, destination, ()), flow, "L7")

    def _emit(self, moment, verdict, source, destination, l4, rest, kind="L3_L4"):
        time = f"{moment:%Y-%m-%dT%H:%M:%S.%f}{self.random.randint(0, 999):03d}Z"
        flow = {"time": time, "uuid": plan.uid("flow", str(len(self.events))), "verdict": verdict,
                "IP": {"source": source.address, "destination": destination.address,
                       "ipVersion": plan.family_of(source.address)},
                "l4": l4, "source": _endpoint(source.host), "destination": _endpoint(destination.host),
                "Type": kind, "node_name": OBSERVER, **rest}
        self.events.append((moment, {"flow": flow, "node_name": OBSERVER, "time": time}))


def _l4(protocol, source, destination, flags):
    message = {"source_port": source.port, "destination_port": destination.port}
    if protocol == "TCP" and flags:
        message["flags"] = {flag: True for flag in flags}
    return {protocol: message}


def _summary(protocol, flags):
    return "UDP" if protocol == "UDP" else "TCP Flags: " + ", ".join(flags)


def _answer(query, family):
    """The addresses a cluster's DNS gives: the ClusterIP, or the pods of a headless Service; none if no such name."""
    for workload in (w for w in s.WORKLOADS if w.service and plan.service_name(w) + "." == query):
        if workload.headless:
            return [pod.addresses[family] for pod in plan.hosts(workload.key)]
        return [ip for ip in plan.cluster_ips(workload) if plan.family_of(ip) == family]
    return [s.EXTERNALS[name][family] for name, dns in s.EXTERNAL_NAMES.items()
            if dns + "." == query and family in s.EXTERNALS[name]]


def _endpoint(host):
    if host.workload is None:
        identity, labels = _reserved(host)
        return {"identity": identity, "labels": labels}
    workload, namespace = host.workload, host.workload.namespace
    labels = {**workload.labels, **workload.extra_labels, "app.kubernetes.io/part-of": namespace,
              "io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name": namespace,
              "io.cilium.k8s.policy.cluster": s.CLUSTER, "io.cilium.k8s.policy.serviceaccount": workload.name,
              "io.kubernetes.pod.namespace": namespace}
    # Numeric identities are per label set, endpoint ids per pod; both are opaque, so any stable number does.
    return {"ID": 100 + plan.PODS.index(host), "identity": 20000 + s.WORKLOADS.index(workload),
            "cluster_name": s.CLUSTER, "namespace": namespace,
            "labels": sorted(f"k8s:{key}={value}" for key, value in labels.items()), "pod_name": host.name,
            "workloads": [{"name": workload.name, "kind": workload.kind}]}


def _reserved(host):
    if host.name == s.API_SERVER_NODE:
        return API_SERVER, ["reserved:kube-apiserver", "reserved:remote-node"]
    if host.key.startswith("node:"):
        return HOST, ["reserved:host"]
    return WORLD, ["reserved:world"]


def lines(started, seed, rounds=2, interval=20.0):
    return Narrator(datetime.fromisoformat(started.replace("Z", "+00:00")), seed).tell(rounds, interval)
