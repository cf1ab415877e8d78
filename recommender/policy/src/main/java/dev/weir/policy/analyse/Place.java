package dev.weir.policy.analyse;

import dev.weir.policy.model.AddressRange;
import dev.weir.policy.model.Pod;
import dev.weir.policy.model.Workload;
import java.util.Comparator;

/** An end of a listed connection. Places sort by their kind, then by name. */
public sealed interface Place extends Comparable<Place> {

    /** All pods of a workload: policies treat them alike. */
    record OfWorkload(Workload workload) implements Place {
        @Override
        public String toString() {
            return workload.toString();
        }
    }

    /** One pod of a workload whose pods are not treated alike. */
    record OfPod(String namespace, String name) implements Place {
        static OfPod of(Pod pod) {
            return new OfPod(pod.namespace(), pod.name());
        }

        @Override
        public String toString() {
            return namespace + "/" + name + "[" + Workload.LONE_POD + "]";
        }
    }

    /** A node, and with it every host-network pod on it, as pods on other nodes see it. */
    record OfNode(String name) implements Place {
        @Override
        public String toString() {
            return "node:" + name;
        }
    }

    /** Every node: policies treat them alike. */
    record AllNodes() implements Place {
        @Override
        public String toString() {
            return "node:*";
        }
    }

    /** Addresses outside the cluster. */
    record Outside(AddressRange range) implements Place {
        @Override
        public String toString() {
            return range.toString();
        }
    }

    @Override
    default int compareTo(Place other) {
        return Order.ORDER.compare(this, other);
    }

    /** The text of pods and workloads as other tools print it ({@code namespace/name[Kind]}), or a range of addresses. */
    @Override
    String toString();

    /** How places sort. */
    final class Order {

        private static final Comparator<Place> ORDER =
                Comparator.comparingInt(Order::rank).thenComparing(Order::compareAlike);

        private Order() {}

        private static int rank(Place place) {
            if (place instanceof Outside) {
                return 2;
            }
            return place instanceof OfNode || place instanceof AllNodes ? 1 : 0;
        }

        private static int compareAlike(Place one, Place other) {
            return one instanceof Outside first && other instanceof Outside second
                    ? first.range().compareTo(second.range())
                    : one.toString().compareTo(other.toString());
        }
    }
}
