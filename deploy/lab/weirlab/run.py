"""What `record` and `loop` have in common: the packages of the scenario, and an orderly end."""

import signal
import sys

SCENARIO_PACKAGES = ("pmacct", "nginx-light", "redis-server", "postgresql", "beanstalkd", "dnsmasq-base", "socat", "curl",
                     "nmap", "iproute2", "iputils-ping", "openssl", "procps")
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)


def end_within(command, seconds):
    """Whatever hangs or whoever ends the command: it leaves by way of its clean-up."""

    def end(received, _frame):
        # A second signal (`timeout` sends two) must not interrupt the clean-up.
        for number in _ENDING:
            signal.signal(number, signal.SIG_IGN)
        sys.exit(f"{command}: ended by {signal.Signals(received).name}")

    for number in _ENDING:
        signal.signal(number, end)
    signal.alarm(seconds)
