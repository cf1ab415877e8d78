"""Network namespaces: one that routes and one for each host of the plan. Nothing is linked to the main namespace.

A pod has a /32 and a /128 on one veth and a default route over link-local addresses, as Calico does it, so every
packet between pods passes the routing namespace and is seen there exactly once on its way in.
"""

import shutil
import subprocess
from pathlib import Path

from weirlab import plan
from weirlab import scenario as s

PREFIX = "weir-lab-"
ROUTER = PREFIX + "router"
GATEWAY = {s.IPV4: "169.254.1.1", s.IPV6: "fe80::1"}
ETC = Path("/etc/netns")


def netns(host):
    return PREFIX + host.netns


def run(*command, **options):
    result = subprocess.run(command, text=True, capture_output=True, **options)
    if result.returncode:
        raise RuntimeError(f'"{" ".join(command)}" ended with {result.returncode}: {result.stderr.strip()}')
    return result.stdout


def inside(namespace, *command):
    return ["ip", "netns", "exec", namespace, *command]


def namespaces():
    """One list of hosts for each namespace: the internet's namespace holds several addresses."""
    shared = {}
    for host in plan.PODS + plan.TENANTS[:1] + plan.NODES + plan.EXTERNALS:
        shared.setdefault(netns(host), []).append(host)
    return shared


def interfaces():
    """The routing namespace's interface towards each namespace."""
    return {namespace: f"veth{number:02d}" for number, namespace in enumerate(namespaces())}


def watch_list():
    """pmacct's map of interfaces. Direction "in" on each: a packet enters once, so it is counted once."""
    return "".join(f"ifindex={100 + number} ifname={name} direction=in\n"
                   for number, name in enumerate(interfaces().values()))


def build():
    run("ip", "netns", "add", ROUTER)
    _batch(ROUTER, ["link set lo up"])
    _sysctl(ROUTER, {"net.ipv4.ip_forward": 1, "net.ipv6.conf.all.forwarding": 1, "net.ipv4.conf.all.rp_filter": 0,
                     "net.ipv4.conf.default.rp_filter": 0})
    # What no route knows in the pods' range vanishes without an answer, as on a node that owns the range.
    _batch(ROUTER, [f"route add blackhole {cidr}" for cidrs in s.POD_CIDRS.values() for cidr in cidrs.values()])
    for namespace, interface in interfaces().items():
        _attach(namespace, interface, namespaces()[namespace])
    _drop_denied_pairs()


def track_connections():
    """The kernel tracks connections once a rule asks for their state; with accounting, as nobody else would tell an answer."""
    # Short times after the end, so that the lines come one by one and not in a burst that overruns a buffer.
    ends = {f"net.netfilter.nf_conntrack_{name}": 5 for name in
            ("tcp_timeout_time_wait", "tcp_timeout_close", "tcp_timeout_last_ack", "udp_timeout", "udp_timeout_stream")}
    _sysctl(ROUTER, {"net.netfilter.nf_conntrack_acct": 1, "net.netfilter.nf_conntrack_timestamp": 1, **ends})
    run(*inside(ROUTER, "nft", "-f", "-"), input="""table inet weir_watch {
      chain forward { type filter hook forward priority filter - 1; ct state new counter; }
    }""")


def _attach(namespace, interface, hosts):
    run("ip", "netns", "add", namespace)
    _name_service(namespace, hosts[0])
    run("ip", "link", "add", interface, "netns", ROUTER, "type", "veth", "peer", "name", "eth0", "netns", namespace)
    addresses = [(f, a) for host in hosts for f, a in host.addresses.items()]
    _batch(namespace, ["link set lo up", "link set eth0 up"]
           + [f"addr add {a}/{_bits(f)} dev eth0" + (" nodad" if f == s.IPV6 else "") for f, a in addresses]
           + [f"route add {GATEWAY[s.IPV4]}/32 dev eth0 scope link",
              f"route add default via {GATEWAY[s.IPV4]} dev eth0"])
    _batch(ROUTER, [f"link set {interface} up", f"addr add {GATEWAY[s.IPV4]}/32 dev {interface} scope link",
                    f"addr add {GATEWAY[s.IPV6]}/64 dev {interface} nodad"]
           + [f"route add {a}/{_bits(f)} dev {interface}" for f, a in addresses])
    _batch(namespace, [f"route add ::/0 via {GATEWAY[s.IPV6]} dev eth0"])


def _bits(family):
    return 32 if family == s.IPV4 else 128


def _drop_denied_pairs():
    """A routing rule that drops, in place of the CNI's policy that would."""
    _denied_pairs("add")


def open_denied_pairs():
    """Leaves it to the recommended policies."""
    _denied_pairs("del")


def _denied_pairs(verb):
    for attempt in (a for a in s.ATTEMPTS if a.outcome == "dropped"):
        for client in plan.hosts(attempt.client):
            for server in plan.hosts(attempt.server):
                for port in attempt.ports:
                    _batch(ROUTER, [f"rule {verb} from {client.addresses[s.IPV4]} to {server.addresses[s.IPV4]} "
                                    f"ipproto {attempt.protocol.lower()} dport {port} blackhole"])


def _batch(namespace, commands):
    run("ip", "-n", namespace, "-batch", "-", input="\n".join(commands) + "\n")


def _sysctl(namespace, settings):
    run(*inside(namespace, "sysctl", "-q", "-w", *[f"{k}={v}" for k, v in settings.items()]))


def _name_service(namespace, host):
    """Each namespace gets its own resolver, so that nothing in it asks, or waits for, the machine's."""
    folder = ETC / namespace
    folder.mkdir(parents=True)
    (folder / "nsswitch.conf").write_text("passwd: files\ngroup: files\nhosts: files dns\n")
    (folder / "hosts").write_text("127.0.0.1 localhost\n")
    (folder / "resolv.conf").write_text(_resolv_conf(host))


def _resolv_conf(host):
    if host.key not in s.RESOLVERS:
        return "# no resolver\nnameserver 127.0.0.1\n"
    family, protocol = s.RESOLVERS[host.key]
    servers = [f"nameserver {p.addresses[family]}" for p in plan.hosts("kube-system/coredns")]
    search = f"search {host.workload.namespace}.svc.cluster.local svc.cluster.local cluster.local"
    options = "options ndots:5 rotate timeout:2" + (" use-vc" if protocol == "TCP" else "")
    return "\n".join(servers + [search, options]) + "\n"


def existing():
    names = (line.split()[0] for line in run("ip", "netns", "list").splitlines() if line.strip())
    return [n for n in names if n.startswith(PREFIX)]


def remove():
    """Ends what still runs in the lab's namespaces, then removes them and their files."""
    for namespace in existing():
        pids = run("ip", "netns", "pids", namespace).split()
        if pids:
            subprocess.run(["kill", "-KILL", *pids], check=False, capture_output=True)
        run("ip", "netns", "delete", namespace)
    for folder in ETC.glob(PREFIX + "*"):
        shutil.rmtree(folder)
