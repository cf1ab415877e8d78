"""The clients of one host: runs inside that host's namespace and makes its connections with ordinary programs."""

import random
import socket
import subprocess
import sys
import time

from weirlab import plan, servers
from weirlab import scenario as s


def _curl(scheme):
    def call(address, port, edge, source):
        name = edge.dial or "target"
        literal = f"[{address}]" if ":" in address else address
        interface = ["--interface", source] if edge.client.startswith("external:") else []
        _quiet("curl", "-sk", "-o", "/dev/null", "-m", "5", "--noproxy", "*", *interface,
               "--resolve", f"{name}:{port}:{literal}", f"{scheme}://{name}:{port}/")
    return call


def _psql(address, port, _edge, _source):
    _quiet(servers.postgres("psql"), "-w", "-h", address, "-p", str(port), "-U", "shop", "-d", "postgres", "-c",
           "select count(*) from pg_class")


def _redis(address, port, _edge, _source):
    _quiet("redis-cli", "-h", address, "-p", str(port), "incr", "visits")


def _beanstalk(address, port, _edge, _source):
    with socket.create_connection((address, port), timeout=5) as connection:
        connection.sendall(b"put 0 0 60 5\r\nhello\r\nreserve-with-timeout 0\r\n")
        connection.recv(4096)
        connection.sendall(b"quit\r\n")


def _tcp(address, port, _edge, _source):
    with socket.create_connection((address, port), timeout=2):
        pass


def _datagram(address, port, _edge, _source):
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_DGRAM) as connection:
        connection.sendto(b"orders.placed:1|c\n", (address, port))


CALLS = {"http": _curl("http"), "https": _curl("https"), "postgres": _psql, "redis": _redis, "beanstalk": _beanstalk,
         "tcp": _tcp, "statsd": _datagram, "datagram": _datagram}


def _quiet(*command):
    """Runs a client program; a failed connection fails the recording rather than leave a gap in it."""
    result = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=20)
    if result.returncode:
        raise RuntimeError(f'"{" ".join(command)}" ended with {result.returncode}: {result.stderr.strip()}')


def resolve(name, family):
    """One address of a name, by the C library and therefore by this namespace's own resolver."""
    kind = socket.AF_INET if family == s.IPV4 else socket.AF_INET6
    return random.choice([entry[4][0] for entry in socket.getaddrinfo(name, None, kind, socket.SOCK_STREAM)])


def connect(edge, host, family, source):
    """A looked-up name reaches one server, chosen by its answer; a client that knows addresses visits them all."""
    if edge.dial:
        CALLS[edge.via](resolve(edge.dial, family), edge.port, edge, source)
        return
    for target in plan.targets(edge, host, family):
        CALLS[edge.via](target.addresses[family], edge.port, edge, source)


def attempt(a, host, family):
    for target in plan.hosts(a.server):
        address = target.addresses[family]
        if a.via == "scan":
            _scan(address, a.ports, family)
            continue
        for port in a.ports:
            try:
                call = _external_tcp(host.addresses[family]) if a.client.startswith("external:") else CALLS[a.via]
                call(address, port, a, None)
            except OSError:
                pass  # Failing is what an attempt is for: closed, dropped or nobody there.


def _external_tcp(source):
    def call(address, port, _edge, _source):
        socket.create_connection((address, port), timeout=2, source_address=(source, 0)).close()
    return call


def _scan(address, ports, family):
    six = ["-6"] if family == s.IPV6 else []
    _quiet("nmap", *six, "-sS", "--send-ip", "-n", "-Pn", "--max-retries", "0", "-p", ",".join(map(str, ports)), address)


def ping(host):
    for client, server, family in s.PINGS:
        if client == host.key:
            _quiet("ping", "-c", "2", "-i", "0.2", plan.hosts(server)[0].addresses[family])


def work(host, rounds, interval, generator):
    """Every round makes each edge once a family, in a random order spread over the round."""
    edges = [e for e in s.EDGES + s.PROBES + s.TENANT_EDGES if _host_of(e.client, host) and e.via in CALLS]
    attempts = [a for a in s.ATTEMPTS if _host_of(a.client, host)]
    for number in range(rounds):
        end = time.monotonic() + interval
        jobs = [lambda e=e, f=f: connect(e, host, f, host.addresses[f]) for e in edges for f in e.families]
        # Half the attempts fall early and half late; a scan does not come back every few seconds.
        if number in (1, rounds - 2):
            jobs += [lambda a=a, f=f: attempt(a, host, f) for a in attempts for f in a.families]
            jobs.append(lambda: ping(host))
        generator.shuffle(jobs)
        for left, job in zip(range(len(jobs), 0, -1), jobs):
            job()
            time.sleep(max(0.0, end - time.monotonic()) / left * generator.uniform(0.5, 1.0))
        time.sleep(max(0.0, end - time.monotonic()))


def _host_of(key, host):
    return host.name in (h.name for h in plan.hosts(key))


def main():
    name, rounds, interval, seed = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), sys.argv[4]
    host = next(h for h in plan.PODS + plan.TENANTS + plan.NODES + plan.EXTERNALS if h.name == name)
    work(host, rounds, interval, random.Random(f"{seed} {name}"))


if __name__ == "__main__":
    main()
