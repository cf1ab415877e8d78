"""Debian's packages: which are there, and bringing those that are not, without starting what they contain."""

import os
import subprocess
from pathlib import Path

_POLICY = Path("/usr/sbin/policy-rc.d")


def installed(package):
    """The version, or None."""
    query = ["dpkg-query", "-W", "-f=${db:Status-Status} ${Version}", package]
    status, _, version = subprocess.run(query, capture_output=True, text=True).stdout.partition(" ")
    return version if status == "installed" else None


def install(packages):
    missing = [p for p in packages if not installed(p)]
    if not missing:
        return
    print("installing", *missing)
    # Debian's packages start their services on installation; the lab must leave none running.
    ours = not _POLICY.exists()
    if ours:
        _POLICY.write_text("#!/bin/sh\nexit 101\n")
        _POLICY.chmod(0o755)
    try:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *missing]
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    finally:
        if ours:
            _POLICY.unlink()
