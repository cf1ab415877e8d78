"""Who watches the routing namespace while the loop runs: pmacctd on the wire, ulogd2 on the packet filter."""

import glob
import signal
import subprocess
import time
from pathlib import Path

from weirlab import enforce, network


def spawn(log, *command):
    """Starts a program in the routing namespace."""
    return subprocess.Popen(network.inside(network.ROUTER, *command), stdout=open(log, "w"), stderr=subprocess.STDOUT,
                            stdin=subprocess.DEVNULL)


class Pmacctd:
    """Tells each flow twice: as JSON to Kafka, as IPFIX to a collector."""

    def __init__(self, folder, template, kafka_port, collector_port):
        self.log = Path(folder) / "pmacctd.log"
        interfaces = Path(folder) / "interfaces.map"
        interfaces.write_text(network.watch_list())
        self.configuration = Path(folder) / "pmacctd.conf"
        self.configuration.write_text(Path(template).read_text().replace("@INTERFACES@", str(interfaces))
                                      .replace("@KAFKA@", str(kafka_port)).replace("@COLLECTOR@", str(collector_port)))

    def start(self):
        self.process = spawn(self.log, "pmacctd", "-f", str(self.configuration))
        time.sleep(3)
        if self.process.poll() is not None:
            raise RuntimeError("pmacctd ended at once: " + self.log.read_text())

    def stop(self, patience_seconds=60):
        """Waits for its writers too: they are children that send the last purge."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=patience_seconds)
        deadline = time.monotonic() + patience_seconds
        while any(b"pmacctd" in Path(f"/proc/{p}/cmdline").read_bytes() for p in _pids()):
            if time.monotonic() > deadline:
                raise TimeoutError("pmacctd's writers do not end")
            time.sleep(0.5)


def _pids():
    pids = network.run("ip", "netns", "pids", network.ROUTER).split()
    return [p for p in pids if Path(f"/proc/{p}/cmdline").exists()]


class Ulogd:
    def __init__(self, folder, template):
        folder = Path(folder)
        plugins = Path(glob.glob("/usr/lib/*/ulogd/ulogd_output_JSON.so")[0]).parent
        self.denials, self.connections = folder / "denials.jsonl", folder / "connections.jsonl"
        self.configuration = folder / "ulogd.conf"
        self.configuration.write_text(Path(template).read_text().replace("@FOLDER@", str(folder))
                                      .replace("@PLUGINS@", str(plugins)).replace("@GROUP@", str(enforce.LOG_GROUP)))
        self.log = folder / "ulogd.out"

    def start(self):
        self.process = spawn(self.log, "ulogd", "-c", str(self.configuration))
        time.sleep(1)
        if self.process.poll() is not None:
            raise RuntimeError("ulogd ended at once: " + self.log.read_text())

    def stop(self):
        """Emptying the table ends every connection, so that each has its line."""
        network.run(*network.inside(network.ROUTER, "conntrack", "-F"))
        time.sleep(2)
        self.process.terminate()
        self.process.wait(timeout=20)
