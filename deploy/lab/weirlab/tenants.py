"""The address that changes owner: a Job's pod has it, completes and stays on record, then a Deployment's pod gets it."""

import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone

from weirlab import inventory, network, plan
from weirlab import scenario as s

# Kubernetes gives an address again as soon as it is free; nothing promises a pause.
PAUSE_SECONDS = 2


class Tenants:
    """Runs both, one after the other, and remembers when each had the address."""

    def __init__(self):
        self.spans = []

    def run(self, rounds, interval, seed, cwd):
        for host in plan.TENANTS:
            began = datetime.now(timezone.utc)
            time.sleep(PAUSE_SECONDS)
            command = [sys.executable, "-B", "-m", "weirlab.client", host.name, str(rounds), str(interval), seed]
            subprocess.run(network.inside(network.netns(host), *command), cwd=cwd, check=True)
            self.spans.append((began, datetime.now(timezone.utc)))

    def objects(self):
        """What the API says of them afterwards."""
        (report, reindex), ((began, ended), (second_began, _)) = plan.TENANTS, self.spans
        yield from _Made(began).completed(report, ended)
        yield from _Made(second_began).running(reindex)


class _Made(inventory.Inventory):
    """Objects that came into being at one moment."""

    def __init__(self, moment):
        super().__init__(moment, dict.fromkeys(inventory.AGE, timedelta(0)))

    def completed(self, host, ended):
        """A Job and its pod, which still shows the address that it had."""
        namespace, name = host.workload.namespace, host.workload.name
        uid = plan.uid("Job", namespace, name)
        controlled = {"batch.kubernetes.io/controller-uid": uid, "batch.kubernetes.io/job-name": name, "job-name": name}
        labels = {**inventory.labels_of(host.workload), **controlled}
        containers = [inventory.container_of(host.workload)]
        selector = {"matchLabels": {"batch.kubernetes.io/controller-uid": uid}}
        span = {"startedAt": self._time("pods"), "finishedAt": _text(ended)}
        terminated = {"terminated": {"exitCode": 0, "reason": "Completed", **span}}
        yield self._object("batch/v1", "Job", namespace, name, "workloads", inventory.labels_of(host.workload),
                           spec={"completions": 1, "selector": selector,
                                 "template": {"metadata": {"labels": labels},
                                              "spec": {"containers": containers, "restartPolicy": "Never"}}},
                           status={"succeeded": 1, "startTime": span["startedAt"], "completionTime": span["finishedAt"]})
        yield self._object("v1", "Pod", namespace, host.name, "pods", labels, inventory.owner_of("batch/v1", "Job", namespace, name),
                           spec={"containers": containers, "nodeName": "worker-1", "restartPolicy": "Never"},
                           status={**self._pod_status(host.addresses, s.NODES["worker-1"]), "phase": "Succeeded",
                                   "containerStatuses": [{"name": name, "state": terminated}]})

    def running(self, host):
        yield self._controller(host.workload)
        yield self._replica_set(host.workload)
        yield self._pod(host)


def _text(moment):
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")
