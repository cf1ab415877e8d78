"""The scenario: who exists, who is meant to talk to whom, and what else happens.

This is the only definition. The namespaces, the servers, the clients, `inventory.yaml`, `truth.json` and the
synthetic Hubble flows are all derived from the tables below; none of them is derived from the recording.
"""

from dataclasses import dataclass, field

CLUSTER = "lab"
IPV4, IPV6 = "IPv4", "IPv6"
BOTH = (IPV4, IPV6)


@dataclass(frozen=True)
class Port:
    """A listening port: `server` names the program behind it, `service` the Service port that leads to it (None: none)."""

    name: str
    number: int
    server: str
    protocol: str = "TCP"
    service: int | None = None


@dataclass(frozen=True)
class Workload:
    namespace: str
    kind: str
    name: str
    replicas: int
    labels: dict
    ports: tuple = ()
    extra_labels: dict = field(default_factory=dict)
    service: str | None = None
    headless: bool = False
    image: str = "registry.example.com/shop:1"

    @property
    def key(self):
        return f"{self.namespace}/{self.name}"

    def port(self, number, protocol):
        return next((p for p in self.ports if (p.number, p.protocol) == (number, protocol)), None)


@dataclass(frozen=True)
class Edge:
    """An intended connection. `dial` is what the client looks up: a DNS name, or None when it knows the address."""

    client: str
    server: str
    port: int
    via: str
    protocol: str = "TCP"
    dial: str | None = None
    families: tuple = BOTH
    answered: bool = True


@dataclass(frozen=True)
class Attempt:
    """Traffic that happens but that nobody wants allowed. `outcome` is refused, unanswered, dropped or answered."""

    client: str
    server: str
    ports: tuple
    outcome: str
    why: str
    via: str = "tcp"
    protocol: str = "TCP"
    families: tuple = (IPV4,)


NODES = {
    "control-plane-1": {IPV4: "10.0.0.10", IPV6: "fd00:10::10"},
    "worker-1": {IPV4: "10.0.0.11", IPV6: "fd00:10::11"},
}
POD_CIDRS = {
    "control-plane-1": {IPV4: "10.244.0.0/24", IPV6: "fd00:10:244::/64"},
    "worker-1": {IPV4: "10.244.1.0/24", IPV6: "fd00:10:244:1::/64"},
}
API_SERVER_NODE, API_SERVER_PORT = "control-plane-1", 6443
KUBELET_PORT = 10250
# Nobody ever had this address: packets to it meet the blackhole route of the node's pod range.
DEAD_ADDRESS = "10.244.1.250"

# RFC 5737 and RFC 3849 documentation addresses stand for the internet.
EXTERNALS = {
    "customer-a": {IPV4: "198.51.100.23", IPV6: "2001:db8:c11e::23"},
    "customer-b": {IPV4: "198.51.100.24"},
    "stranger": {IPV4: "198.51.100.66"},
    "payments": {IPV4: "203.0.113.10", IPV6: "2001:db8:feed::10"},
    "mail": {IPV4: "203.0.113.20"},
    "resolver": {IPV4: "203.0.113.53"},
}
EXTERNAL_NAMES = {"payments": "payments.example.com", "mail": "mail.example.com"}
EXTERNAL_PORTS = {"payments": (443, "https"), "mail": (443, "https"), "resolver": (53, "dns")}

METRICS = dict(name="metrics", server="http")

WORKLOADS = (
    Workload("shop", "Deployment", "web", 2, {"app": "web"}, (
        Port("http", 8080, "http", service=80), Port(number=9113, **METRICS)), {"tier": "frontend"}, "web"),
    Workload("shop", "Deployment", "api", 2, {"app": "api"}, (
        Port("http", 8080, "http", service=80), Port(number=9090, **METRICS)), {"tier": "backend"}, "api"),
    Workload("shop", "Deployment", "cart", 1, {"app": "cart"}, (
        Port("http", 8081, "http", service=80), Port(number=9090, **METRICS)), {"tier": "backend"}, "cart"),
    Workload("shop", "Deployment", "worker", 1, {"app": "worker"}, (
        Port(number=9090, **METRICS),), {"tier": "backend"}),
    Workload("shop", "Deployment", "toolbox", 1, {"app": "toolbox"}),
    Workload("data", "StatefulSet", "db", 1, {"app.kubernetes.io/name": "postgresql"}, (
        Port("postgres", 5432, "postgres", service=5432),), {}, "db"),
    Workload("data", "StatefulSet", "cache", 2, {"app.kubernetes.io/name": "redis"}, (
        Port("redis", 6379, "redis", service=6379),), {}, "cache", headless=True),
    Workload("data", "StatefulSet", "queue", 1, {"app.kubernetes.io/name": "beanstalkd"}, (
        Port("beanstalk", 11300, "beanstalk", service=11300),), {}, "queue"),
    Workload("monitoring", "Deployment", "prometheus", 1, {"app.kubernetes.io/name": "prometheus"}),
    Workload("monitoring", "DaemonSet", "telemetry", 1, {"app.kubernetes.io/name": "telemetry"}, (
        Port("statsd", 8125, "statsd", "UDP", service=8125), Port(number=9102, **METRICS)), {}, "telemetry"),
    Workload("kube-system", "Deployment", "coredns", 2, {"k8s-app": "kube-dns"}, (
        Port("dns", 53, "dns", "UDP", service=53), Port("dns-tcp", 53, "dns", service=53),
        Port(number=9153, **METRICS)), {}, "kube-dns"),
    Workload("kube-system", "Deployment", "admission", 1, {"app.kubernetes.io/name": "admission"}, (
        Port("webhook", 8443, "https", service=443),), {}, "admission"),
)

# Two that have one address after each other: a Job whose pod completes and is never deleted, then a Deployment's pod.
TENANTS = (
    Workload("shop", "Job", "report", 1, {"app": "report"}),
    Workload("shop", "Deployment", "reindex", 1, {"app": "reindex"}),
)

API_SERVER = "apiserver"
CUSTOMERS = ("external:customer-a", "external:customer-b")

EDGES = (
    Edge(CUSTOMERS[0], "shop/web", 8080, "http"),
    Edge(CUSTOMERS[1], "shop/web", 8080, "http", families=(IPV4,)),
    Edge("shop/web", "shop/api", 8080, "http", dial="api"),
    Edge("shop/web", "shop/cart", 8081, "http", dial="cart", families=(IPV4,)),
    Edge("shop/api", "shop/cart", 8081, "http", dial="cart"),
    Edge("shop/api", "data/db", 5432, "postgres", dial="db.data"),
    Edge("shop/api", "data/cache", 6379, "redis", dial="cache.data"),
    Edge("shop/api", "data/queue", 11300, "beanstalk", dial="queue.data", families=(IPV4,)),
    Edge("shop/api", "external:payments", 443, "https", dial="payments.example.com"),
    Edge("shop/cart", "data/cache", 6379, "redis", dial="cache.data", families=(IPV6,)),
    Edge("shop/worker", "data/queue", 11300, "beanstalk", dial="queue.data"),
    Edge("shop/worker", "data/db", 5432, "postgres", dial="db.data", families=(IPV4,)),
    Edge("shop/worker", "external:mail", 443, "https", dial="mail.example.com", families=(IPV4,)),
    # The replica's link is opened before the recorder starts and never closed: its rows carry no SYN.
    Edge("data/cache", "data/cache", 6379, "replication", families=(IPV4,)),
    Edge("shop/web", "monitoring/telemetry", 8125, "statsd", "UDP", dial="telemetry.monitoring", answered=False),
    Edge("shop/api", "monitoring/telemetry", 8125, "statsd", "UDP", dial="telemetry.monitoring", answered=False),
    Edge("shop/cart", "monitoring/telemetry", 8125, "statsd", "UDP", dial="telemetry.monitoring", families=(IPV4,),
         answered=False),
    Edge("shop/web", "kube-system/coredns", 53, "resolver", "UDP", families=(IPV4,)),
    Edge("shop/api", "kube-system/coredns", 53, "resolver", "UDP", families=(IPV4,)),
    Edge("shop/cart", "kube-system/coredns", 53, "resolver", "UDP", families=(IPV6,)),
    Edge("shop/worker", "kube-system/coredns", 53, "resolver", "TCP", families=(IPV4,)),
    Edge("kube-system/coredns", "external:resolver", 53, "forwarding", "UDP", families=(IPV4,)),
    # A query that came over TCP is forwarded over TCP.
    Edge("kube-system/coredns", "external:resolver", 53, "forwarding", "TCP", families=(IPV4,)),
    Edge("kube-system/coredns", API_SERVER, 6443, "https", families=(IPV4,)),
    Edge("monitoring/prometheus", API_SERVER, 6443, "https", families=(IPV4,)),
    Edge("monitoring/prometheus", "node:worker-1", 10250, "https", families=(IPV4,)),
    Edge("monitoring/prometheus", "shop/web", 9113, "http"),
    Edge("monitoring/prometheus", "shop/api", 9090, "http"),
    Edge("monitoring/prometheus", "shop/cart", 9090, "http", families=(IPV4,)),
    Edge("monitoring/prometheus", "shop/worker", 9090, "http", families=(IPV4,)),
    Edge("monitoring/prometheus", "monitoring/telemetry", 9102, "http", families=(IPV4,)),
    Edge("monitoring/prometheus", "kube-system/coredns", 9153, "http", families=(IPV4,)),
    Edge(API_SERVER, "kube-system/admission", 8443, "https", families=(IPV4,)),
)

TENANT_EDGES = (
    Edge("shop/report", "data/db", 5432, "postgres", families=(IPV4,)),
    Edge("shop/reindex", "data/queue", 11300, "beanstalk"),
)

# Kubelet probes. They are wanted, but a NetworkPolicy need not (and cannot by selector) allow a pod's own node.
PROBES = (
    Edge("node:worker-1", "shop/web", 8080, "http", families=(IPV4,)),
    Edge("node:worker-1", "shop/api", 8080, "http", families=(IPV4,)),
    Edge("node:worker-1", "shop/cart", 8081, "http", families=(IPV4,)),
    Edge("node:worker-1", "data/db", 5432, "tcp", families=(IPV4,)),
    Edge("node:worker-1", "data/cache", 6379, "tcp", families=(IPV4,)),
)

# Where each workload's resolver sends its queries; only these workloads have a resolver at all.
RESOLVERS = {e.client: (e.families[0], e.protocol) for e in EDGES if e.via == "resolver"}

SCANNED = (21, 22, 23, 25, 80, 111, 139, 143, 443, 445, 1433, 2049, 3306, 3389, 5900, 8443, 9200, 27017)
SCAN = "port scan from one pod"

ATTEMPTS = (
    Attempt("shop/toolbox", "data/db", SCANNED, "refused", SCAN, "scan", families=BOTH),
    Attempt("shop/toolbox", "data/db", (5432,), "answered", SCAN + " that found an open port", "scan", families=BOTH),
    Attempt("shop/toolbox", "data/cache", SCANNED, "refused", SCAN, "scan"),
    Attempt("shop/toolbox", "data/cache", (6379,), "answered", SCAN + " that found an open port", "scan"),
    Attempt("shop/toolbox", "shop/web", SCANNED, "refused", SCAN, "scan"),
    Attempt("shop/toolbox", "data/queue", (11300,), "dropped", "the network drops this pair"),
    Attempt("shop/toolbox", "shop/api", (161,), "refused", "no such UDP listener", "datagram", "UDP"),
    Attempt("shop/api", "address:" + DEAD_ADDRESS, (9999,), "unanswered", "no pod has this address"),
    Attempt("shop/worker", "data/cache", (6380,), "refused", "configured with the wrong port"),
    Attempt("external:stranger", "shop/web", (22,), "refused", "background noise of the internet"),
)

# (client, server, family): echo requests. NetworkPolicy has no ICMP, so nothing follows from them.
PINGS = (
    ("shop/toolbox", "shop/api", IPV4),
    ("shop/toolbox", "shop/api", IPV6),
    ("node:worker-1", "shop/web", IPV4),
)


def workload(key):
    return next(w for w in WORKLOADS + TENANTS if w.key == key)
