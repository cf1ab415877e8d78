"""What the scenario means for one connection: may it be, or not? Derived from the scenario's tables alone."""

from weirlab import plan
from weirlab import scenario as s

OWN_NODE = "node:worker-1"
EDGES = s.EDGES + s.TENANT_EDGES
LIVE_PODS = plan.PODS + plan.TENANTS[1:]
HOSTS = LIVE_PODS + plan.NODES + plan.EXTERNALS

PORTS = sorted({p.number for w in s.WORKLOADS for p in w.ports} | {p for p, _ in s.EXTERNAL_PORTS.values()}
               | set(s.SCANNED) | {s.API_SERVER_PORT, s.KUBELET_PORT, 6380, 9999})
UDP_PORTS = (53, 161, 8125)


def is_pod(host):
    return host.workload is not None


def may(client, server, protocol, port, family):
    """A pod's policies are made of selectors, which know no family; towards anything else, of the addresses that were used."""
    if not is_pod(client) and not is_pod(server):
        return True
    if OWN_NODE in (client.key, server.key):  # the API: traffic with the node that a pod runs on is always allowed
        return True
    return any(_is(e.client, client) and _is(e.server, server) and protocol in _protocols(e) and port == e.port
               and (is_pod(client) and is_pod(server) or family in e.families)
               for e in EDGES)


def _protocols(edge):
    """A resolver goes over to TCP when an answer is long (RFC 7766), so that a name server is meant over both."""
    return ("TCP", "UDP") if edge.via == "resolver" else (edge.protocol,)


def _is(key, host):
    return host.name in (h.name for h in plan.hosts(key))


def listens(host, port):
    """Whether a TCP server is behind the port, so that a connection would come through if nothing forbade it."""
    if is_pod(host):
        return host.workload.port(port, "TCP") is not None
    if host in plan.NODES:
        return port == s.KUBELET_PORT or host.name == s.API_SERVER_NODE and port == s.API_SERVER_PORT
    return port == 443 or host.name == "resolver" and port == 53


def questions(ports, protocol):
    """Every (client, server, port, family) of two hosts that are not the same address."""
    for client in HOSTS:
        for server in HOSTS:
            if client.netns == server.netns:
                continue
            for family in sorted(client.addresses.keys() & server.addresses.keys()):
                yield from ((client, server, protocol, port, family) for port in ports)
