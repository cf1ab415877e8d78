"""The stages of the loop. Each has `run`, which gives its findings as lines, and `figures` for the record."""

import json
import subprocess
import sys
import threading
import time
from datetime import datetime, timezone

from weirlab import blockyaml, enforce, expected, inventory, network, plan, servers, truth, weir
from weirlab import scenario as s
from weirlab.tenants import Tenants
from weirlab.watchers import Pmacctd, Ulogd

COLLECTOR_PORT = 4739  # IANA's for IPFIX
HEALTH_PORT = 9464


def say(line):
    print(f"loop: {line}", file=sys.stderr, flush=True)


def run_clients(here, hosts, rounds, interval, seed):
    """Runs them all and names those that failed; a client fails with its first failed connection."""
    def start(host):
        command = [sys.executable, "-B", "-m", "weirlab.client", host.name, str(rounds), str(interval), seed]
        return subprocess.Popen(network.inside(network.netns(host), *command), cwd=here, text=True, stderr=subprocess.PIPE)
    clients = [(host, start(host)) for host in hosts]
    ended = [(host, client.communicate()[1], client.returncode) for host, client in clients]
    return [f"client {host.name} failed: {error.strip().splitlines()[-1]}" for host, error, code in ended if code]


class Observation:
    """The scenario's traffic, told by every exporter at once."""

    def __init__(self, here, folder, options):
        self.here, self.folder, self.options = here, folder, options
        self.inventory, self.figures = folder / "inventory.yaml", {}

    def run(self, running):
        weir.build()
        network.build()
        servers.Servers(self.fresh("servers")).start()
        servers.wait_until_ready()
        broker = weir.Background(self.folder / "broker.log", "broker", "--data", self.fresh("broker"), "--topic", "pmacct")
        running.callback(broker.stop)
        self.kafka = broker.first_line()
        collector = weir.Background(self.folder / "collector.log", "collect", "udp", "--udp", f"127.0.0.1:{COLLECTOR_PORT}",
                                    "--listen", f"127.0.0.1:{HEALTH_PORT}", "--cluster", s.CLUSTER, "--bootstrap", self.kafka)
        running.callback(collector.stop)
        weir.wait_until_ready(HEALTH_PORT, collector)
        self.ulogd = Ulogd(self.fresh("ulogd"), self.here / "ulogd.conf")
        pmacctd = Pmacctd(self.fresh("pmacct"), self.here / "pmacctd-live.conf", self.kafka.rpartition(":")[2], COLLECTOR_PORT)
        network.track_connections()
        self.ulogd.start()
        pmacctd.start()
        self._traffic()
        pmacctd.stop()
        self.ulogd.stop()
        time.sleep(5)  # the collector's own batches

    def _traffic(self):
        o, tenants = self.options, Tenants()
        say(f"observing {o.rounds} rounds of {o.interval:g} s")
        started = datetime.now(timezone.utc)
        letting = threading.Thread(target=tenants.run, args=(max(1, o.rounds // 2), o.interval, o.seed, self.here))
        letting.start()
        failed = run_clients(self.here, plan.PODS + plan.NODES + plan.EXTERNALS, o.rounds, o.interval, o.seed)
        letting.join()
        if failed or len(tenants.spans) != len(plan.TENANTS):
            raise RuntimeError("the unhindered scenario failed: " + "; ".join(failed))
        self.inventory.write_text(inventory.render(started, tenants.objects()))
        (self.folder / "truth.json").write_text(json.dumps(truth.truth(expected.EDGES), indent=1) + "\n")
        self.figures = {"edges meant": len(truth.truth(expected.EDGES)["edges"])}

    def fresh(self, name):
        folder = self.folder / name
        subprocess.run(["rm", "-rf", str(folder)], check=True)
        folder.mkdir(parents=True)
        folder.chmod(0o755)
        return folder


class Recommendation:
    """Policies from each exporter's words, through Kafka and Flink."""

    def __init__(self, observation):
        self.observation, self.figures = observation, {}
        self.folder = observation.folder
        self.tongues = {
            "json": ("--kafka", observation.kafka, "--topic", "pmacct=pmacct-json"),
            "ipfix": ("--kafka", observation.kafka, "--topic", "weir.flows=weir"),
            "conntrack": ("--replay", observation.ulogd.connections, "--format", "ulogd-json"),
        }
        self.policies = {tongue: self.folder / tongue / s.CLUSTER for tongue in self.tongues}

    def run(self):
        for tongue, source in self.tongues.items():
            say(f"recommending from {tongue}")
            subprocess.run(["rm", "-rf", str(self.folder / tongue)], check=True)
            weir.run("up", *source, "--inventory", self.observation.inventory, "--cluster", s.CLUSTER, "--include-protected",
                     "--out", self.folder / tongue)
        findings = [f for tongue in self.tongues for f in self._against_truth(tongue)]
        return findings + list(self._agreement("json", "ipfix"))

    def _agreement(self, one, other):
        def specs(tongue):
            return {(p["metadata"]["namespace"], p["metadata"]["name"]): p["spec"] for p in enforce.read(self.policies[tongue])}
        first, second = specs(one), specs(other)
        self.figures["policies"] = len(first)
        for key in sorted(first.keys() | second.keys()):
            if first.get(key) != second.get(key):
                yield f"{'/'.join(key)}: {one} and {other} give different policies"

    def _against_truth(self, tongue):
        asked = list(expected.questions(expected.PORTS, "TCP")) + list(expected.questions(expected.UDP_PORTS, "UDP"))
        probes = [{"from": _end(c, f), "to": _end(d, f), "port": port, "protocol": protocol} for c, d, protocol, port, f in asked]
        answers = weir.verdicts(self.observation.inventory, self.policies[tongue], probes, self.folder)
        self.figures["probes"] = len(probes)
        for question, allowed in zip(asked, answers, strict=True):
            if allowed != expected.may(*question) and not (tongue == "conntrack" and self._picked_up(question)):
                yield f"{tongue}: {_words(question)}: {'allowed' if allowed else 'denied'}, meant otherwise"


    @staticmethod
    def _picked_up(question):
        """Connection tracking meets the replica's link midway and may take either end for its opener; Weir holds it then."""
        client, server, *_ = question
        return client.key == server.key == "data/cache"


class Enforcement:
    """The policies as nftables, the same clients, and a scan."""

    def __init__(self, observation, recommendation):
        self.observation, self.recommendation, self.figures = observation, recommendation, {}

    def run(self):
        o = self.observation
        self.before = self._scan()
        objects = blockyaml.load(o.inventory.read_text())["items"]
        rules = enforce.Ruleset(enforce.Cluster(objects), enforce.read(self.recommendation.policies["json"])).render()
        (o.folder / "rules.nft").write_text(rules)
        o.ulogd = Ulogd(o.fresh("denials"), o.here / "ulogd.conf")
        o.ulogd.start()
        network.open_denied_pairs()
        network.run(*network.inside(network.ROUTER, "nft", "-f", "-"), input=rules)
        say("the policies are in force; the same clients go on")
        hosts = plan.PODS + plan.TENANTS[1:] + plan.NODES + plan.EXTERNALS
        findings = run_clients(o.here, hosts, 1, o.options.interval, o.options.seed + " enforced")
        findings += list(self._unhindered())
        self.after = self._scan()
        findings += self._closed()
        o.ulogd.stop()
        return findings

    def _unhindered(self):
        """A datagram nobody answers fails silently, so the denials are asked too."""
        denied = {(d["src_ip"], d["dest_ip"], d["ip.protocol"], d["dest_port"]) for d in denials(self.observation.ulogd)}
        numbers = {"TCP": 6, "UDP": 17}
        for protocol, ports in (("TCP", expected.PORTS), ("UDP", expected.UDP_PORTS)):
            for c, d, _, port, f in expected.questions(ports, protocol):
                hit = (c.addresses[f], d.addresses[f], numbers[protocol], port) in denied
                if hit and expected.may(c, d, protocol, port, f):
                    yield f"denied, though meant: {_words((c, d, protocol, port, f))}"

    def _scan(self):
        say("scanning every pod and port")
        tasks = {}
        for c, d, _, port, f in expected.questions(expected.PORTS, "TCP"):
            tasks.setdefault(c, {})[c.addresses[f], d.addresses[f], port] = (c, d, "TCP", port, f)
        found = set()
        for client, questions in tasks.items():
            command = network.inside(network.netns(client), sys.executable, "-B", "-m", "weirlab.scan")
            answer = network.run(*command, cwd=self.observation.here, input=json.dumps(list(questions)))
            found |= {questions[tuple(task)] for task in json.loads(answer)}
        self.tried = [q for questions in tasks.values() for q in questions.values()]
        return found

    def _closed(self):
        self.figures = {"connects scanned": len(self.tried), "open before": len(self.before), "open after": len(self.after)}
        for question in self.tried:
            client, server, protocol, port, family = question
            wanted = expected.may(*question) and expected.listens(server, port)
            if (question in self.after) != wanted:
                yield f"scan: {_words(question)}: {'closed' if wanted else 'open'}, meant otherwise"


class Denials:
    """What was denied, told by ulogd2, as evidence that Weir holds and never allows."""

    def __init__(self, observation, enforcement):
        self.observation, self.enforcement = observation, enforcement

    def run(self):
        o = self.observation
        logged = {(d["src_ip"], d["dest_ip"], d["dest_port"]) for d in denials(o.ulogd) if d["ip.protocol"] == 6}
        wanted = {(c.addresses[f], d.addresses[f], port): (c, d, protocol, port, f)
                  for c, d, protocol, port, f in self.enforcement.tried if not expected.may(c, d, protocol, port, f)}
        findings = [f"denied without a trace: {_words(q)}" for key, q in wanted.items() if key not in logged]
        answer = json.loads(weir.run("recommend", o.ulogd.denials, "--format", "ulogd-json", "--inventory", o.inventory,
                                     "--cluster", s.CLUSTER, "--include-protected", "-o", "json"))
        held = {(_party(h["edge"]["client"]), _party(h["edge"]["server"]), h["edge"]["port"])
                for item in answer["items"] for h in item["held"] if "DENIED" in h["reasons"]}
        allowed = answer["report"]["clusters"][0]["edges"]["accepted"]
        if allowed:
            findings.append(f"{allowed} denied edges were taken for wanted ones")
        findings += [f"denied, and not among Weir's evidence: {_words(q)}" for q in wanted.values()
                     if not any((c, d, q[3]) in held for c in _parties(q[0], q[4]) for d in _parties(q[1], q[4]))]
        self.enforcement.figures["denied packets"] = len(logged)
        self.enforcement.figures["denied edges held as evidence"] = len(held)
        return findings


def _parties(host, family):
    """How Weir may call a host."""
    if expected.is_pod(host):
        w = host.workload
        return [f"{w.namespace}/{w.kind}/{w.name}"]
    return [host.name, host.addresses[family]] + (["api-server"] if host.name == s.API_SERVER_NODE else [])


def _party(end):
    if end["type"] == "workload":
        return f"{end['namespace']}/{end['kind']}/{end['name']}"
    return end.get("name") or end.get("address") or end["type"]


def denials(ulogd):
    return [json.loads(line) for line in ulogd.denials.read_text().splitlines() if line]


def _end(host, family):
    if expected.is_pod(host):
        return f"{host.workload.namespace}/{host.name}"
    if host in plan.NODES:
        return f"node:{host.name}" if host.key == expected.OWN_NODE else f"ip:{host.addresses[family]}"
    return f"ip:{host.addresses[family]}"


def _words(question):
    client, server, protocol, port, family = question
    return f"{client.name} -> {server.name} {protocol} {port} {family}"
