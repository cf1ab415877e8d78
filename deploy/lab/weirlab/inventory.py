"""`inventory.yaml`: what `kubectl get namespaces,nodes,…,endpointslices -A -o yaml` would print of this cluster."""

from datetime import timedelta

from weirlab import blockyaml, plan
from weirlab import scenario as s

# Everything existed well before the recording, so that no flow comes from an address without an owner.
AGE = {"cluster": timedelta(days=30), "workloads": timedelta(days=7), "pods": timedelta(hours=6)}


class Inventory:
    def __init__(self, recorded_at, age=None):
        self.recorded_at = recorded_at.replace(microsecond=0)
        self.age = age or AGE

    def objects(self):
        yield from (self._namespace(n) for n in sorted({w.namespace for w in s.WORKLOADS} | {"default"}))
        yield from (self._node(n) for n in plan.NODES)
        yield from (self._controller(w) for w in s.WORKLOADS)
        yield from (self._replica_set(w) for w in s.WORKLOADS if w.kind == "Deployment")
        yield from (self._pod(p) for p in plan.PODS)
        yield self._api_server_pod()
        yield self._api_server_service()
        yield self._slice("default", "kubernetes", s.IPV4, [_api_endpoint()], [_endpoint_port("https", s.API_SERVER_PORT)], {})
        for workload in (w for w in s.WORKLOADS if w.service):
            yield self._service(workload)
            yield from (self._workload_slice(workload, family) for family in s.BOTH)

    def _time(self, age):
        return (self.recorded_at - self.age[age]).isoformat().replace("+00:00", "Z")

    def _object(self, api, kind, namespace, name, age, labels=None, owner=None, **rest):
        metadata = {"creationTimestamp": self._time(age), "name": name, "resourceVersion": str(_version(kind, namespace, name)),
                    "uid": plan.uid(kind, namespace, name)}
        if namespace:
            metadata["namespace"] = namespace
        if labels:
            metadata["labels"] = labels
        if owner:
            metadata["ownerReferences"] = [owner]
        return {"apiVersion": api, "kind": kind, "metadata": metadata, **rest}

    def _namespace(self, name):
        return self._object("v1", "Namespace", "", name, "cluster", {"kubernetes.io/metadata.name": name},
                            spec={"finalizers": ["kubernetes"]}, status={"phase": "Active"})

    def _node(self, node):
        cidrs = list(s.POD_CIDRS[node.name].values())
        role = {"node-role.kubernetes.io/control-plane": ""} if node.name == s.API_SERVER_NODE else {}
        labels = {"kubernetes.io/hostname": node.name, "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64", **role}
        addresses = [{"address": a, "type": "InternalIP"} for a in node.addresses.values()]
        return self._object("v1", "Node", "", node.name, "cluster", labels,
                            spec={"podCIDR": cidrs[0], "podCIDRs": cidrs},
                            status={"addresses": addresses + [{"address": node.name, "type": "Hostname"}],
                                    "conditions": [{"type": "Ready", "status": "True", "reason": "KubeletReady"}],
                                    "daemonEndpoints": {"kubeletEndpoint": {"Port": s.KUBELET_PORT}}})

    def _controller(self, workload):
        spec = {"selector": {"matchLabels": workload.labels}, "template": _template(workload, {})}
        if workload.kind != "DaemonSet":
            spec["replicas"] = workload.replicas
        if workload.kind == "StatefulSet":
            spec["serviceName"] = workload.service
        return self._object("apps/v1", workload.kind, workload.namespace, workload.name, "workloads", labels_of(workload),
                            spec=spec, status=_controller_status(workload))

    def _replica_set(self, workload):
        hashed = {"pod-template-hash": plan.template_hash(workload)}
        labels = {**workload.labels, **hashed}
        return self._object("apps/v1", "ReplicaSet", workload.namespace, _replica_set_name(workload), "workloads",
                            {**labels_of(workload), **hashed}, owner_of("apps/v1", workload.kind, workload.namespace, workload.name),
                            spec={"replicas": workload.replicas, "selector": {"matchLabels": labels},
                                  "template": _template(workload, hashed)},
                            status={"replicas": workload.replicas, "readyReplicas": workload.replicas})

    def _pod(self, pod):
        workload = pod.workload
        node = s.NODES["worker-1"]
        spec = {"containers": [container_of(workload)], "dnsPolicy": "ClusterFirst", "nodeName": "worker-1",
                "restartPolicy": "Always", "serviceAccount": workload.name, "serviceAccountName": workload.name}
        return self._object("v1", "Pod", workload.namespace, pod.name, "pods", _pod_labels(pod), _pod_owner(pod),
                            spec=spec, status=self._pod_status(pod.addresses, node))

    def _pod_status(self, addresses, node):
        return {"conditions": [{"type": "Ready", "status": "True"}], "phase": "Running", "startTime": self._time("pods"),
                "podIP": addresses[s.IPV4], "podIPs": [{"ip": a} for a in addresses.values()],
                "hostIP": node[s.IPV4], "hostIPs": [{"ip": a} for a in node.values()]}

    def _api_server_pod(self):
        node = s.NODES[s.API_SERVER_NODE]
        port = {"containerPort": s.API_SERVER_PORT, "hostPort": s.API_SERVER_PORT, "name": "https", "protocol": "TCP"}
        container = {"image": "registry.example.com/kube-apiserver:1", "name": "kube-apiserver", "ports": [port]}
        return self._object("v1", "Pod", "kube-system", "kube-apiserver-" + s.API_SERVER_NODE, "cluster",
                            {"component": "kube-apiserver", "tier": "control-plane"},
                            owner_of("v1", "Node", "", s.API_SERVER_NODE),
                            spec={"containers": [container], "hostNetwork": True, "nodeName": s.API_SERVER_NODE},
                            status=self._pod_status(node, node))

    def _api_server_service(self):
        port = {"name": "https", "port": 443, "protocol": "TCP", "targetPort": s.API_SERVER_PORT}
        spec = {"clusterIP": "10.96.0.1", "clusterIPs": ["10.96.0.1"], "ipFamilies": [s.IPV4],
                "ipFamilyPolicy": "SingleStack", "ports": [port], "type": "ClusterIP"}
        return self._object("v1", "Service", "default", "kubernetes", "cluster",
                            {"component": "apiserver", "provider": "kubernetes"}, spec=spec, status={"loadBalancer": {}})

    def _service(self, workload):
        ips = plan.cluster_ips(workload)
        ports = [{"name": p.name, "port": p.service, "protocol": p.protocol, "targetPort": p.name}
                 for p in workload.ports if p.service]
        spec = {"clusterIP": ips[0], "clusterIPs": ips, "ipFamilies": list(s.BOTH), "ipFamilyPolicy": "RequireDualStack",
                "ports": ports, "selector": workload.labels, "type": "ClusterIP"}
        return self._object("v1", "Service", workload.namespace, workload.service, "workloads", labels_of(workload),
                            spec=spec, status={"loadBalancer": {}})

    def _workload_slice(self, workload, family):
        endpoints = [{"addresses": [pod.addresses[family]], "conditions": _READY, "nodeName": "worker-1",
                      "targetRef": {"kind": "Pod", "name": pod.name, "namespace": workload.namespace,
                                    "uid": plan.uid("Pod", workload.namespace, pod.name)}}
                     for pod in plan.hosts(workload.key)]
        ports = [_endpoint_port(p.name, p.number, p.protocol) for p in workload.ports if p.service]
        managed = {"endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io"}
        return self._slice(workload.namespace, workload.service, family, endpoints, ports, {**labels_of(workload), **managed})

    def _slice(self, namespace, service, family, endpoints, ports, labels):
        name, owner = service, None
        if service != "kubernetes":
            name = f"{service}-{plan.suffix(f'slice {namespace} {service} {family}', 5)}"
            owner = owner_of("v1", "Service", namespace, service)
        return self._object("discovery.k8s.io/v1", "EndpointSlice", namespace, name, "workloads",
                            {**labels, "kubernetes.io/service-name": service}, owner,
                            addressType=family, endpoints=endpoints, ports=ports)


_READY = {"ready": True, "serving": True, "terminating": False}


def _version(*parts):
    """A plausible, stable resource version; the API promises nothing about it but that it is opaque."""
    return 1000 + int(plan.uid("version", *parts)[:5], 16)


def labels_of(workload):
    return {**workload.labels, **workload.extra_labels, "app.kubernetes.io/part-of": workload.namespace}


def _template(workload, hashed):
    return {"metadata": {"labels": {**labels_of(workload), **hashed}},
            "spec": {"containers": [container_of(workload)], "serviceAccountName": workload.name}}


def container_of(workload):
    ports = [{"containerPort": p.number, "name": p.name, "protocol": p.protocol} for p in workload.ports]
    return {"image": workload.image, "name": workload.name, **({"ports": ports} if ports else {})}


def _controller_status(workload):
    if workload.kind == "DaemonSet":
        names = ("currentNumberScheduled", "desiredNumberScheduled", "numberAvailable", "numberReady")
        return {**{n: workload.replicas for n in names}, "numberMisscheduled": 0}
    return {n: workload.replicas for n in ("availableReplicas", "readyReplicas", "replicas", "updatedReplicas")}


def _pod_labels(pod):
    labels = labels_of(pod.workload)
    revision = plan.template_hash(pod.workload)
    if pod.workload.kind == "Deployment":
        return {**labels, "pod-template-hash": revision}
    if pod.workload.kind == "DaemonSet":
        return {**labels, "controller-revision-hash": revision, "pod-template-generation": "1"}
    return {**labels, "controller-revision-hash": f"{pod.workload.name}-{revision}",
            "statefulset.kubernetes.io/pod-name": pod.name, "apps.kubernetes.io/pod-index": str(pod.ordinal)}


def _pod_owner(pod):
    workload = pod.workload
    if workload.kind == "Deployment":
        return owner_of("apps/v1", "ReplicaSet", workload.namespace, _replica_set_name(workload))
    return owner_of("apps/v1", workload.kind, workload.namespace, workload.name)


def owner_of(api, kind, namespace, name):
    return {"apiVersion": api, "blockOwnerDeletion": True, "controller": True, "kind": kind, "name": name,
            "uid": plan.uid(kind, namespace, name)}


def _replica_set_name(workload):
    return f"{workload.name}-{plan.template_hash(workload)}"


def _api_endpoint():
    return {"addresses": [s.NODES[s.API_SERVER_NODE][s.IPV4]], "conditions": {"ready": True}}


def _endpoint_port(name, number, protocol="TCP"):
    return {"name": name, "port": number, "protocol": protocol}


def render(recorded_at, more=()):
    items = [*Inventory(recorded_at).objects(), *more]
    return blockyaml.dump({"apiVersion": "v1", "items": items, "kind": "List", "metadata": {"resourceVersion": ""}})
