package dev.weir.collector.inventory;

import dev.weir.v1.InventoryEvent;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.NodeSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A node: its own addresses, and the blocks that its pods get theirs from. */
final class NodeMapping {
    private static final Set<String> ADDRESS_TYPES = Set.of("InternalIP", "ExternalIP");

    private NodeMapping() {}

    static void into(InventoryEvent.Builder event, Node node, Remarks remarks) {
        NodeSpec spec = Optional.ofNullable(node.getSpec()).orElseGet(NodeSpec::new);
        dev.weir.v1.Node.Builder body = dev.weir.v1.Node.newBuilder()
                .putAllLabels(Absent.orNone(node.getMetadata().getLabels()));
        Set<String> blocks = new LinkedHashSet<>(Absent.orNone(spec.getPodCIDRs()));
        if (blocks.isEmpty() && spec.getPodCIDR() != null) {
            blocks.add(spec.getPodCIDR());
        }
        for (String block : blocks) {
            if (Addresses.isBlock(block)) {
                body.addPodCidrs(block);
            } else if (!block.isEmpty()) {
                remarks.add("spec.podCIDRs", block, "is no block of addresses and is left out", "");
            }
        }
        if (node.getStatus() != null) {
            addresses(body, Absent.orNone(node.getStatus().getAddresses()), remarks);
        }
        event.setNode(body);
    }

    private static void addresses(dev.weir.v1.Node.Builder body, List<NodeAddress> addresses, Remarks remarks) {
        for (int i = 0; i < addresses.size(); i++) {
            NodeAddress address = addresses.get(i);
            if (ADDRESS_TYPES.contains(Absent.orEmpty(address.getType()))) {
                Addresses.bytes("status.addresses[" + i + "].address", address.getAddress(), remarks)
                        .ifPresent(body::addIps);
            }
        }
    }
}
