"""The servers behind the scenario's ports: real programs from Debian, started inside their namespaces."""

import glob
import subprocess
import time
from pathlib import Path

from weirlab import network, plan
from weirlab import scenario as s


class Servers:
    """Starts everything under `folder`; `close` is left to the removal of the namespaces."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.certificate = self._certificate()

    def start(self):
        for pod in plan.PODS:
            self._start_web(network.netns(pod), [(p.number, p.server) for p in pod.workload.ports])
            for port in pod.workload.ports:
                starter = getattr(self, "_start_" + port.server, None)
                if starter and port.protocol == _transport(port.server):
                    starter(pod, port.number)
        self._start_nodes()
        self._start_internet()

    def _start_nodes(self):
        for node in plan.NODES:
            api_server = node.name == s.API_SERVER_NODE
            ports = [(s.KUBELET_PORT, "https")] + ([(s.API_SERVER_PORT, "https")] if api_server else [])
            self._start_web(network.netns(node), ports)

    def _start_internet(self):
        internet = network.netns(plan.EXTERNALS[0])
        self._start_web(internet, [(443, "https")])
        records = [f"host-record={dns_name},{','.join(s.EXTERNALS[name].values())}"
                   for name, dns_name in s.EXTERNAL_NAMES.items()]
        self._dnsmasq(internet, [f"listen-address={s.EXTERNALS['resolver'][s.IPV4]}", "bind-interfaces",
                                 "local=/example.com/", *records])

    def _start_web(self, namespace, ports):
        listens = [(number, kind) for number, kind in ports if kind in ("http", "https")]
        if not listens:
            return
        blocks = "\n".join(
            f"server {{ listen {number}{tls}; listen [::]:{number}{tls}; location / {{ return 200 'ok\\n'; }} }}"
            for number, kind in listens for tls in [" ssl" if kind == "https" else ""])
        folder = self._folder(namespace, "nginx")
        configuration = folder / "nginx.conf"
        temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in
                            ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        configuration.write_text(f"""user root; daemon off; worker_processes 1; pid {folder}/pid;
error_log {folder}/error.log; events {{ worker_connections 64; }}
http {{ access_log off; {temporary} ssl_certificate {self.certificate}.crt;
ssl_certificate_key {self.certificate}.key; {blocks} }}
""")
        self._spawn(namespace, "nginx", "-c", str(configuration), "-p", str(folder))

    def _start_dns(self, pod, _port):
        records = [f"host-record={plan.service_name(w)},{address}" for w in s.WORKLOADS if w.service
                   for host in plan.hosts(w.key) for address in host.addresses.values()]
        upstream = "server=" + s.EXTERNALS["resolver"][s.IPV4]
        self._dnsmasq(network.netns(pod), ["local=/cluster.local/", upstream, *records])

    def _dnsmasq(self, namespace, options):
        configuration = self._folder(namespace, "dnsmasq") / "dnsmasq.conf"
        common = ["no-resolv", "no-hosts", "cache-size=0", "user=root", "group=root", "pid-file="]
        configuration.write_text("\n".join(common + options) + "\n")
        self._spawn(namespace, "dnsmasq", "--keep-in-foreground", "--conf-file=" + str(configuration))

    def _start_redis(self, pod, port):
        replica = []
        if pod.ordinal:
            replica = ["--replicaof", plan.hosts(pod.key)[0].addresses[s.IPV4], str(port)]
        self._spawn(network.netns(pod), "redis-server", "--port", str(port), "--bind", "*", "-::*", "--protected-mode",
                    "no", "--save", "", "--dir", str(self._folder(network.netns(pod), "redis")), *replica)

    def _start_beanstalk(self, pod, port):
        self._spawn(network.netns(pod), "beanstalkd", "-l", "::", "-p", str(port))

    def _start_statsd(self, pod, port):
        self._spawn(network.netns(pod), "socat", "-u", f"UDP6-RECV:{port},ipv6only=0", "OPEN:/dev/null")

    def _start_postgres(self, pod, port):
        folder = self._folder(network.netns(pod), "postgres")
        network.run("chown", "postgres", str(folder))
        data = str(folder / "data")
        as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        network.run(*as_postgres, postgres("initdb"), "-D", data, "-A", "trust", "-U", "shop", "--no-sync",
                    "--locale=C.UTF-8", cwd=folder)
        with open(data + "/pg_hba.conf", "a") as rules:
            rules.write("host all all 0.0.0.0/0 trust\nhost all all ::/0 trust\n")
        self._spawn(network.netns(pod), *as_postgres, postgres("postgres"), "-D", data, "-p", str(port), "-c",
                    "listen_addresses=*", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off", cwd=folder)

    def _spawn(self, namespace, *command, cwd=None):
        log = open(self._folder(namespace, "log") / (Path(command[0]).name + ".log"), "a")
        subprocess.Popen(network.inside(namespace, *command), stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=cwd)

    def _folder(self, namespace, part):
        folder = self.folder / namespace / part
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _certificate(self):
        stem = self.folder / "server"
        network.run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                    "2", "-subj", "/CN=lab.example.com", "-keyout", f"{stem}.key", "-out", f"{stem}.crt")
        return stem


def postgres(program):
    """Debian keeps PostgreSQL's programs by major version; take the newest there is."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/" + program), key=lambda p: int(p.split("/")[4]))
    if not found:
        raise FileNotFoundError(f'no "{program}" below /usr/lib/postgresql: is the package "postgresql" installed?')
    return found[-1]


def _transport(server):
    return "UDP" if server in ("dns", "statsd") else "TCP"


def wait_until_ready(timeout_seconds=30):
    """Waits on the listening sockets themselves (/proc/net of each namespace), so that no probe packet is recorded."""
    deadline = time.monotonic() + timeout_seconds
    for pod in plan.PODS:
        wanted = {(p.protocol, p.number) for p in pod.workload.ports}
        while not wanted <= (open_now := _listening(network.netns(pod))):
            if time.monotonic() > deadline:
                raise TimeoutError(f'"{pod.name}" does not listen on {sorted(wanted - open_now)}')
            time.sleep(0.2)


def _listening(namespace):
    sockets = network.run("ss", "-N", namespace, "-Hlntu").splitlines()
    return {(row.split()[0].upper(), int(row.split()[4].rpartition(":")[2])) for row in sockets if row.strip()}
