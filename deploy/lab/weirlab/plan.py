"""Names and addresses that follow from the scenario: the same on every run."""

import hashlib
import ipaddress
import uuid
from dataclasses import dataclass

from weirlab import scenario as s

# Kubernetes' own alphabet for generated names (apimachinery, util/rand): no vowels, no look-alikes.
ALPHABET = "bcdfghjklmnpqrstvwxz2456789"


def suffix(seed, length):
    digest = hashlib.sha256(seed.encode()).digest()
    return "".join(ALPHABET[b % len(ALPHABET)] for b in digest[:length])


def uid(*parts):
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, "/".join(parts) + ".lab.example.com"))


@dataclass(frozen=True, eq=False)
class Host:
    """Something with its own network namespace or address: a pod, a node, or an address of the internet."""

    key: str
    name: str
    addresses: dict
    netns: str
    workload: s.Workload | None = None
    ordinal: int = 0


def template_hash(workload):
    return suffix("template " + workload.key, 10)


def pod_name(workload, ordinal):
    if workload.kind == "StatefulSet":
        return f"{workload.name}-{ordinal}"
    tail = suffix(f"pod {workload.key} {ordinal}", 5)
    if workload.kind == "DaemonSet":
        return f"{workload.name}-{tail}"
    return f"{workload.name}-{template_hash(workload)}-{tail}"


def _pods():
    pods, number = [], 10
    for workload in s.WORKLOADS:
        for ordinal in range(workload.replicas):
            addresses = {s.IPV4: f"10.244.1.{number}", s.IPV6: f"fd00:10:244:1::{number:x}"}
            netns = f"{workload.name}-{ordinal}"
            pods.append(Host(workload.key, pod_name(workload, ordinal), addresses, netns, workload, ordinal))
            number += 1
    return tuple(pods)


def _tenants():
    addresses = {s.IPV4: "10.244.1.200", s.IPV6: "fd00:10:244:1::c8"}
    return tuple(Host(w.key, pod_name(w, 0), addresses, "tenant-0", w) for w in s.TENANTS)


PODS = _pods()
TENANTS = _tenants()
NODES = tuple(Host("node:" + name, name, addresses, name) for name, addresses in s.NODES.items())
EXTERNALS = tuple(Host("external:" + name, name, addresses, "internet") for name, addresses in s.EXTERNALS.items())


def hosts(key):
    """All hosts behind a scenario key, in a fixed order."""
    if key == s.API_SERVER:
        key = "node:" + s.API_SERVER_NODE
    if key.startswith("address:"):
        return (Host(key, key, {s.IPV4: key.removeprefix("address:")}, ""),)
    return tuple(h for h in PODS + TENANTS + NODES + EXTERNALS if h.key == key)


def targets(edge, client, family):
    """Whom one client pod may reach over this edge: every server, but never itself."""
    if edge.via == "replication":
        return tuple(h for h in hosts(edge.server) if h.ordinal == 0) if client.ordinal else ()
    return tuple(h for h in hosts(edge.server) if h != client and family in h.addresses)


def cluster_ips(workload):
    """The ClusterIPs of a workload's Service, IPv4 first."""
    if workload.headless:
        return ["None"]
    number = 10 if workload.service == "kube-dns" else 20 + s.WORKLOADS.index(workload)
    return [f"10.96.0.{number}", f"fd00:10:96::{number:x}"]


def family_of(address):
    return s.IPV6 if ipaddress.ip_address(address).version == 6 else s.IPV4


def service_name(workload):
    return f"{workload.service}.{workload.namespace}.svc.cluster.local"
