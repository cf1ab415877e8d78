"""Runs the command `weir` of this checkout in the routing namespace, where the broker's loopback address is."""

import json
import select
import subprocess
import time
from pathlib import Path

from weirlab import network

COMMAND = str(Path(__file__).resolve().parents[3] / "weir")


class Failed(Exception):
    pass


def build():
    """The first call builds, for which the namespace has no way to the world."""
    subprocess.run([COMMAND, "--version"], check=True, stdout=subprocess.DEVNULL)


def run(*arguments, ok=(0,), **options):
    result = subprocess.run(network.inside(network.ROUTER, COMMAND, *map(str, arguments)), text=True, capture_output=True,
                            stdin=subprocess.DEVNULL, **options)
    if result.returncode not in ok:
        raise Failed(f"weir {' '.join(map(str, arguments))} ended with {result.returncode}: {result.stderr.strip()[-2000:]}")
    return result.stdout


def verdicts(inventory, policies, probes, folder):
    """What Weir's own evaluator says of each probe, in order."""
    file = folder / "probes.jsonl"
    file.write_text("".join(json.dumps(p) + "\n" for p in probes))
    answers = run("eval", "--cluster", inventory, "--policies", policies, "--probes", file, "-o", "json", ok=(0, 1))
    return [json.loads(line)["allowed"] for line in answers.splitlines()]


class Background:
    """A `weir` command that goes on until it is told to end, and says on one line when it is ready."""

    def __init__(self, log, *arguments):
        self.log = Path(log)
        self.process = subprocess.Popen(network.inside(network.ROUTER, COMMAND, *map(str, arguments)), text=True,
                                        stdout=subprocess.PIPE, stderr=open(log, "w"), stdin=subprocess.DEVNULL)

    def first_line(self, seconds=90):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            if select.select([self.process.stdout], [], [], 0.5)[0]:
                return self.process.stdout.readline().strip()
        raise Failed("weir did not get ready: " + self.log.read_text()[-2000:])

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)


def wait_until_ready(port, process, seconds=90):
    """Asks its health page, from inside the namespace that it listens in."""
    deadline = time.monotonic() + seconds
    ask = network.inside(network.ROUTER, "curl", "-sf", "-o", "/dev/null", f"http://127.0.0.1:{port}/readyz")
    while subprocess.run(ask, check=False).returncode:
        if time.monotonic() > deadline or process.process.poll() is not None:
            raise Failed("weir did not get ready: " + process.log.read_text()[-2000:])
        time.sleep(0.5)
