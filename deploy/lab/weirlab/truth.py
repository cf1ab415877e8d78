"""`truth.json`: what the scenario meant, at the level of workloads. It never looks at the recording."""

from weirlab import plan
from weirlab import scenario as s


def party(key):
    if key == s.API_SERVER:
        return {"apiserver": True}
    kind, _, name = key.partition(":")
    if kind == "node":
        return {"node": name}
    if kind == "address":
        return {"address": name}
    if kind == "external":
        return {"external": sorted(s.EXTERNALS[name].values(), key=lambda a: (":" in a, a))}
    workload = s.workload(key)
    return {"namespace": workload.namespace, "kind": workload.kind, "name": workload.name}


def _edges_between(key_client, key_server, families, rest):
    """External parties are addresses, so an edge with one becomes an edge for each of its addresses."""
    for family in families:
        client, server = party(key_client), party(key_server)
        split = False
        for end, key in ((client, key_client), (server, key_server)):
            if "external" in end:
                end["external"], split = plan.hosts(key)[0].addresses[family], True
        yield {"client": client, "server": server, **rest, "families": [family] if split else list(families)}
        if not split:
            return


def edge(e):
    rest = {"protocol": e.protocol, "port": e.port, "answered": e.answered, "via": e.via}
    return _edges_between(e.client, e.server, e.families, rest)


def attempt(a):
    for port in a.ports:
        rest = {"protocol": a.protocol, "port": port, "outcome": a.outcome, "why": a.why}
        yield from _edges_between(a.client, a.server, a.families, rest)


def truth(edges=s.EDGES):
    return {
        "cluster": s.CLUSTER,
        "edges": [t for e in edges for t in edge(e)],
        "probes": [t for e in s.PROBES for t in edge(e)],
        "mustNotAllow": [t for a in s.ATTEMPTS for t in attempt(a)],
        "pings": [{"client": party(c), "server": party(d), "families": [f]} for c, d, f in s.PINGS],
    }
