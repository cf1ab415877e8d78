package dev.weir.formats.netflow;

import com.google.protobuf.ByteString;
import dev.weir.formats.ip.IpProtocols;
import dev.weir.v1.ConnState;
import dev.weir.v1.Direction;
import dev.weir.v1.DropClass;
import dev.weir.v1.Endpoint;
import dev.weir.v1.EndpointKind;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.IdentitySource;
import dev.weir.v1.L7;
import dev.weir.v1.LabelScope;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.PolicyAction;
import dev.weir.v1.PolicyHit;
import dev.weir.v1.ServiceRef;
import dev.weir.v1.Vantage;
import dev.weir.v1.Verdict;
import dev.weir.v1.VerdictSide;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Antrea's Flow Exporter and Flow Aggregator say beyond IANA's elements (registry of enterprise 56506 in
 * vmware/go-ipfix). Its source is conntrack's original source, so the client; its destination is the backend after
 * translation, with the service told apart.
 */
final class Antrea {
    private static final int ALLOW = 1;
    private static final int DROP = 2;
    private static final int REJECT = 3;
    private static final int KUBERNETES_POLICY = 1;
    private static final int TO_EXTERNAL = 3;
    private static final int FROM_EXTERNAL = 4;

    private final FlowRecord flow;
    private final PodLabels labels;

    private Antrea(FlowRecord flow, PodLabels labels) {
        this.flow = flow;
        this.labels = labels;
    }

    /** Antrea's view of the record, or null where its template is another's. */
    static @Nullable Antrea of(FlowRecord flow, PodLabels labels) {
        return flow.has(Element.SOURCE_POD_NAME) || flow.has(Element.DESTINATION_POD_NAME)
                ? new Antrea(flow, labels)
                : null;
    }

    void envelope(FlowEvent.Builder event) {
        event.setCluster(flow.text(Element.CLUSTER_ID));
        extra(event, "egressName", Element.EGRESS_NAME);
        extra(event, "egressIP", Element.EGRESS_IP);
        extra(event, "egressNodeName", Element.EGRESS_NODE_NAME);
    }

    private void extra(FlowEvent.Builder event, String name, Element element) {
        String text = flow.text(element);
        if (!text.isEmpty()) {
            event.putExtras(name, text);
        }
    }

    void observation(Endpoint.Builder source, Endpoint.Builder destination, Observation.Builder observation) {
        end(
                source,
                Element.SOURCE_POD_NAMESPACE,
                Element.SOURCE_POD_NAME,
                Element.SOURCE_NODE_NAME,
                Element.SOURCE_POD_LABELS);
        end(
                destination,
                Element.DESTINATION_POD_NAMESPACE,
                Element.DESTINATION_POD_NAME,
                Element.DESTINATION_NODE_NAME,
                Element.DESTINATION_POD_LABELS);
        outside(source, destination);
        service(destination);
        proxied(source, observation.getIpProtocol());
        observation
                .setOrientation(Orientation.SOURCE_IS_CLIENT)
                .setOrientationBasis(OrientationBasis.BASIS_CONNTRACK)
                .setReply(false)
                .setVantage(vantage(source, destination));
        state(observation);
        verdict(observation);
        String application = flow.text(Element.APP_PROTOCOL_NAME);
        if (!application.isEmpty()) {
            observation.setL7(L7.newBuilder().setProtocol(application));
        }
    }

    private void end(Endpoint.Builder end, Element namespace, Element pod, Element node, Element podLabels) {
        String name = flow.text(pod);
        end.setNodeName(flow.text(node));
        if (name.isEmpty()) {
            return;
        }
        end.setKind(EndpointKind.KIND_POD)
                .setNamespace(flow.text(namespace))
                .setPodName(name)
                .setIdentitySource(IdentitySource.IDENTITY_PRODUCER);
        Map<String, String> told = labels.of(flow.text(podLabels));
        if (told != null) {
            end.putAllLabels(told).setLabelScope(LabelScope.LABELS_FULL);
        }
    }

    private void outside(Endpoint.Builder source, Endpoint.Builder destination) {
        long type = flow.number(Element.FLOW_TYPE);
        if (type == TO_EXTERNAL && destination.getPodName().isEmpty()) {
            destination.setKind(EndpointKind.KIND_EXTERNAL);
        } else if (type == FROM_EXTERNAL && source.getPodName().isEmpty()) {
            source.setKind(EndpointKind.KIND_EXTERNAL);
        }
    }

    /** {@code namespace/name:port}, as the proxy names a service's port. */
    private void service(Endpoint.Builder destination) {
        String text = flow.text(Element.DESTINATION_SERVICE_PORT_NAME);
        ByteString ip = serviceAddress();
        if (text.isEmpty() && ip == null) {
            return;
        }
        ServiceRef.Builder service = ServiceRef.newBuilder();
        int slash = text.indexOf('/');
        int colon = text.lastIndexOf(':');
        if (slash > 0) {
            boolean port = colon > slash;
            service.setNamespace(text.substring(0, slash))
                    .setName(text.substring(slash + 1, port ? colon : text.length()))
                    .setPortName(port ? text.substring(colon + 1) : "");
        }
        if (ip != null) {
            service.setIp(ip);
        }
        int port = flow.small(Element.DESTINATION_SERVICE_PORT, 0xFFFF);
        if (port != 0) {
            service.setPort(port);
        }
        destination.setService(service);
    }

    private @Nullable ByteString serviceAddress() {
        return firstAddress(
                Element.DESTINATION_SERVICE_IPV4,
                Element.DESTINATION_SERVICE_IPV6,
                Element.DESTINATION_CLUSTER_IPV4,
                Element.DESTINATION_CLUSTER_IPV6);
    }

    private @Nullable ByteString firstAddress(Element... elements) {
        for (Element element : elements) {
            if (flow.isAddress(element)) {
                return flow.address(element);
            }
        }
        return null;
    }

    private void proxied(Endpoint.Builder source, int protocol) {
        ByteString ip = firstAddress(Element.PROXY_SNAT_IPV4, Element.PROXY_SNAT_IPV6);
        if (ip == null) {
            return;
        }
        source.setIpXlated(ip);
        int port = flow.small(Element.PROXY_SNAT_PORT, 0xFFFF);
        if (port != 0 && IpProtocols.hasPorts(protocol)) {
            source.setPortXlated(port);
        }
    }

    /** An agent knows its own side's pod only; the aggregator, where it joins two records, both. */
    private Vantage vantage(Endpoint.Builder source, Endpoint.Builder destination) {
        if (flow.has(Element.FLOW_DIRECTION) && flow.number(Element.FLOW_DIRECTION) <= 1) {
            return flow.number(Element.FLOW_DIRECTION) == 0
                    ? Vantage.VANTAGE_DESTINATION_NODE
                    : Vantage.VANTAGE_SOURCE_NODE;
        }
        boolean atSource = !source.getPodName().isEmpty();
        boolean atDestination = !destination.getPodName().isEmpty();
        if (atSource && atDestination) {
            return Vantage.VANTAGE_BOTH;
        }
        if (atSource || atDestination) {
            return atSource ? Vantage.VANTAGE_SOURCE_NODE : Vantage.VANTAGE_DESTINATION_NODE;
        }
        return Vantage.VANTAGE_UNKNOWN;
    }

    private void state(Observation.Builder observation) {
        switch (flow.text(Element.TCP_STATE)) {
            case "ESTABLISHED" -> observation.setState(ConnState.STATE_ESTABLISHED);
            case "SYN_SENT", "SYN_SENT2" -> observation.setState(ConnState.STATE_UNREPLIED);
            case "FIN_WAIT", "CLOSE_WAIT", "LAST_ACK", "TIME_WAIT", "CLOSE" ->
                observation.setState(ConnState.STATE_CLOSED);
            default -> {
                // flowEndReason may have told it.
            }
        }
    }

    private void verdict(Observation.Builder observation) {
        int ingress = flow.small(Element.INGRESS_RULE_ACTION, 0xFF);
        int egress = flow.small(Element.EGRESS_RULE_ACTION, 0xFF);
        hit(
                observation,
                Direction.DIRECTION_INGRESS,
                ingress,
                Element.INGRESS_POLICY_TYPE,
                Element.INGRESS_POLICY_NAMESPACE,
                Element.INGRESS_POLICY_NAME,
                Element.INGRESS_RULE_NAME);
        hit(
                observation,
                Direction.DIRECTION_EGRESS,
                egress,
                Element.EGRESS_POLICY_TYPE,
                Element.EGRESS_POLICY_NAMESPACE,
                Element.EGRESS_POLICY_NAME,
                Element.EGRESS_RULE_NAME);
        if (isDenial(ingress) || isDenial(egress)) {
            observation
                    .setVerdict(Verdict.VERDICT_DENIED)
                    .setVerdictSide(side(isDenial(ingress), isDenial(egress)))
                    .setDropClass(
                            isDenial(ingress)
                                    ? dropClass(Element.INGRESS_POLICY_TYPE, Element.INGRESS_POLICY_NAME)
                                    : dropClass(Element.EGRESS_POLICY_TYPE, Element.EGRESS_POLICY_NAME))
                    .setVerdictReason(reason(isDenial(ingress) ? ingress : egress));
        } else if (ingress == ALLOW || egress == ALLOW) {
            observation
                    .setVerdict(Verdict.VERDICT_ALLOWED)
                    .setVerdictSide(side(ingress == ALLOW, egress == ALLOW))
                    .setVerdictReason("allow");
        }
    }

    private void hit(
            Observation.Builder observation,
            Direction direction,
            int action,
            Element type,
            Element namespace,
            Element name,
            Element rule) {
        String policy = flow.text(name);
        if (policy.isEmpty() && action == 0) {
            return;
        }
        observation.addPolicies(PolicyHit.newBuilder()
                .setKind(kind(flow.number(type)))
                .setNamespace(flow.text(namespace))
                .setName(policy)
                .setRule(flow.text(rule))
                .setDirection(direction)
                .setAction(isDenial(action) ? PolicyAction.ACTION_DENY : allowance(action)));
    }

    private static PolicyAction allowance(int action) {
        return action == ALLOW ? PolicyAction.ACTION_ALLOW : PolicyAction.ACTION_UNSPECIFIED;
    }

    private static String kind(long type) {
        if (type == KUBERNETES_POLICY) {
            return "NetworkPolicy";
        }
        if (type == 2) {
            return "AntreaNetworkPolicy";
        }
        if (type == 3) {
            return "AntreaClusterNetworkPolicy";
        }
        return type == 4 ? "ClusterNetworkPolicy" : "";
    }

    /** A NetworkPolicy of Kubernetes has no rule that denies: what it drops, no rule allowed. */
    private DropClass dropClass(Element type, Element name) {
        boolean byDefault =
                flow.number(type) == KUBERNETES_POLICY || flow.text(name).isEmpty();
        return byDefault ? DropClass.POLICY_DEFAULT_DENY : DropClass.POLICY_EXPLICIT_DENY;
    }

    private static VerdictSide side(boolean ingress, boolean egress) {
        if (ingress && egress) {
            return VerdictSide.SIDE_BOTH;
        }
        return ingress ? VerdictSide.SIDE_INGRESS : VerdictSide.SIDE_EGRESS;
    }

    private static boolean isDenial(int action) {
        return action == DROP || action == REJECT;
    }

    private static String reason(int action) {
        return action == DROP ? "drop" : "reject";
    }
}
