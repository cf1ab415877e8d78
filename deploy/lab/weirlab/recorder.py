"""pmacctd on the routing namespace's interfaces."""

import re
import signal
import subprocess
import time
from pathlib import Path

from weirlab import network


class Recorder:
    """Writes one JSON object a line: those that pmacct's Kafka plugin sends, written by its print plugin."""

    def __init__(self, folder, configuration):
        self.folder, self.rows = Path(folder), Path(folder) / "flows.json"
        interfaces = self.folder / "interfaces.map"
        interfaces.write_text(network.watch_list())
        self.configuration = self.folder / "pmacctd.conf"
        self.configuration.write_text(Path(configuration).read_text()
                                      .replace("@INTERFACES@", str(interfaces)).replace("@ROWS@", str(self.rows)))
        self.process = None

    def start(self):
        log = open(self.folder / "pmacctd.log", "w")
        command = network.inside(network.ROUTER, "pmacctd", "-f", str(self.configuration))
        self.process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        time.sleep(3)
        if self.process.poll() is not None:
            raise RuntimeError("pmacctd ended at once: " + (self.folder / "pmacctd.log").read_text())

    def stop(self):
        """SIGUSR1 makes pmacctd log its counters, SIGINT write what it still holds.

        The writer is a child that may outlive it for a moment.
        """
        time.sleep(2)
        self.process.send_signal(signal.SIGUSR1)
        time.sleep(1)
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=30)
        size = -1
        while size != (size := self.rows.stat().st_size):
            time.sleep(1)
        self._demand_no_loss()
        return self.rows.read_text().splitlines()

    def _demand_no_loss(self):
        """pmacctd counts what each interface dropped; a recording with gaps is no truth to compare anything with."""
        dropped = [int(n) for n in re.findall(r"dropped_packets=(\d+)", (self.folder / "pmacctd.log").read_text())]
        if len(dropped) < len(network.interfaces()) or any(dropped):
            raise RuntimeError(f"pmacctd lost packets, or did not say: {dropped}")
