package dev.weir.formats.hubble;

import dev.weir.v1.Endpoint;
import dev.weir.v1.EndpointKind;
import dev.weir.v1.IdentitySource;
import dev.weir.v1.LabelScope;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@code flow.Endpoint} message on its way to an {@link Endpoint}; says what it is once all of it is read. */
final class RawEndpoint {

    /** Identities from here on mean something on their node only (pkg/identity, LocalIdentityFlag). */
    private static final long FIRST_LOCAL_IDENTITY = 1L << 24;

    private static final long REMOTE_NODE_SCOPE = 2;

    final Endpoint.Builder message = Endpoint.newBuilder();

    /** The endpoint's number on the observer's node; 0 means that the endpoint is not there, or the field is masked. */
    long id;

    String labelNamespace = "";
    String labelCluster = "";
    boolean hasKubernetesLabels;
    private final Set<Reserved> reserved = EnumSet.noneOf(Reserved.class);

    void reserved(@Nullable Reserved label) {
        if (label != null) {
            reserved.add(label);
        }
    }

    /** An address outside has a label for each network that a policy names; the smallest says most. */
    void cidr(String cidr) {
        if (prefixLength(cidr) >= prefixLength(message.getCidrHint())) {
            message.setCidrHint(cidr);
        }
    }

    /** The name by which a policy let this address be looked up; a pattern is no name. */
    void fqdn(String name) {
        if (name.indexOf('*') < 0) {
            name(name);
        }
    }

    void name(String name) {
        String plain = Names.withoutFinalDot(name);
        if (!plain.isEmpty() && !message.getDnsNamesList().contains(plain)) {
            message.addDnsNames(plain);
        }
    }

    boolean isOnTheObserversNode() {
        return id != 0 || reserved.contains(Reserved.HOST);
    }

    /** Whether the record says anything about who this is. */
    boolean isKnown() {
        return !message.getIp().isEmpty()
                || !message.getPodName().isEmpty()
                || !message.getNamespace().isEmpty()
                || !labelNamespace.isEmpty()
                || !reserved.isEmpty()
                || message.getSecurityIdentity() != 0
                || message.getLabelsCount() > 0;
    }

    /** @param observer the node's plain name, or empty */
    Endpoint finish(String observer) {
        if (message.getNamespace().isEmpty()) {
            message.setNamespace(labelNamespace);
        }
        if (message.getCluster().isEmpty()) {
            message.setCluster(Names.cluster(labelCluster));
        }
        if (isOnTheObserversNode()) {
            message.setNodeName(observer);
        }
        EndpointKind kind = kind();
        message.setKind(kind);
        message.setLabelScope(hasKubernetesLabels ? LabelScope.LABELS_IDENTITY_SUBSET : LabelScope.LABELS_NONE);
        message.setIdentitySource(
                kind == EndpointKind.KIND_UNKNOWN ? IdentitySource.IDENTITY_NONE : IdentitySource.IDENTITY_PRODUCER);
        return message.build();
    }

    /**
     * An agent that has just lost a pod's identity writes its name beside {@code reserved:world}; the name is the better
     * witness. A name beside a node's identity is one of several pods on the node's own network.
     */
    private EndpointKind kind() {
        Reserved is = reserved.isEmpty()
                ? Reserved.ofIdentity(message.getSecurityIdentity())
                : reserved.iterator().next();
        boolean pod = !message.getPodName().isEmpty();
        if (is != null && is.isNode() && pod) {
            return EndpointKind.KIND_HOST_NETWORK_POD;
        }
        if (is != null && !(is.isWorld() && isNamed())) {
            return is.kind;
        }
        return isNamed() || hasKubernetesLabels ? EndpointKind.KIND_POD : byIdentity();
    }

    private boolean isNamed() {
        return !message.getPodName().isEmpty() || !message.getNamespace().isEmpty();
    }

    private EndpointKind byIdentity() {
        long identity = message.getSecurityIdentity();
        if (identity >>> 24 == REMOTE_NODE_SCOPE) {
            return EndpointKind.KIND_REMOTE_NODE;
        }
        boolean outside =
                identity >= FIRST_LOCAL_IDENTITY || !message.getCidrHint().isEmpty() || message.getDnsNamesCount() > 0;
        return outside ? EndpointKind.KIND_EXTERNAL : EndpointKind.KIND_UNKNOWN;
    }

    private static int prefixLength(String cidr) {
        int slash = cidr.lastIndexOf('/');
        if (cidr.isEmpty()) {
            return -1;
        }
        String digits = cidr.substring(slash + 1);
        boolean plain = slash >= 0 && digits.matches("[0-9]{1,3}");
        return plain ? Integer.parseInt(digits) : 0;
    }
}
