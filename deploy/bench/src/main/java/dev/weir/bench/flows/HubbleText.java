package dev.weir.bench.flows;

import dev.weir.bench.flows.Flow.Pod;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes a flow as Hubble's exporter does: an L3/L4 trace record of Cilium 1.16 with all its labels, about 1.5 KB. */
public final class HubbleText {
    private final StringBuilder out = new StringBuilder(2_048);

    /** One record, without a line end. */
    public byte[] bytes(Flow flow) {
        out.setLength(0);
        String time = Instant.ofEpochSecond(0, flow.timeNs()).toString();
        Pod source = flow.reply() ? flow.server() : flow.client();
        Pod destination = flow.reply() ? flow.client() : flow.server();
        int sourcePort = flow.reply() ? flow.serverPort() : flow.clientPort();
        int destinationPort = flow.reply() ? flow.clientPort() : flow.serverPort();
        out.append("{\"flow\":{\"time\":\"").append(time);
        out.append("\",\"uuid\":\"").append(uuid(flow.number()));
        out.append("\",\"verdict\":\"FORWARDED\",\"ethernet\":{\"source\":\"d2:d9:76:de:f4:90\",");
        out.append("\"destination\":\"6e:3c:ce:d3:9e:a6\"},\"IP\":{\"source\":\"")
                .append(source.address());
        out.append("\",\"destination\":\"").append(destination.address());
        out.append("\",\"ipVersion\":\"IPv4\"},\"l4\":{\"TCP\":{\"source_port\":")
                .append(sourcePort);
        out.append(",\"destination_port\":").append(destinationPort).append(",\"flags\":{\"ACK\":true}}},\"source\":");
        end(source);
        out.append(",\"destination\":");
        end(destination);
        out.append(",\"Type\":\"L3_L4\",\"node_name\":\"").append(destination.node());
        out.append("\",\"event_type\":{\"type\":4},\"traffic_direction\":\"INGRESS\",");
        out.append("\"trace_observation_point\":\"TO_ENDPOINT\",\"trace_reason\":\"");
        out.append(flow.reply() ? "REPLY" : "ESTABLISHED");
        out.append("\",\"is_reply\":").append(flow.reply());
        out.append(",\"Summary\":\"TCP Flags: ACK\"},\"node_name\":\"").append(destination.node());
        out.append("\",\"time\":\"").append(time).append("\"}");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void end(Pod pod) {
        out.append("{\"ID\":").append(1_000 + pod.replica());
        out.append(",\"identity\":").append(10_000 + pod.workload());
        out.append(",\"cluster_name\":\"bench\",\"namespace\":\"").append(pod.namespace());
        out.append("\",\"labels\":[\"k8s:app.kubernetes.io/name=").append(pod.app());
        out.append("\",\"k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name=")
                .append(pod.namespace());
        out.append("\",\"k8s:io.cilium.k8s.policy.cluster=bench\",\"k8s:io.cilium.k8s.policy.serviceaccount=");
        out.append(pod.app());
        out.append("\",\"k8s:io.kubernetes.pod.namespace=").append(pod.namespace());
        out.append("\",\"k8s:version=v1\"],\"pod_name\":\"").append(pod.name());
        out.append("\",\"workloads\":[{\"name\":\"").append(pod.app()).append("\",\"kind\":\"Deployment\"}]}");
    }

    private static String uuid(long number) {
        String digits = Long.toHexString(0x100000000000L + number);
        return "5f3c1a2e-8d4b-4c6f-9a7e-" + digits;
    }
}
