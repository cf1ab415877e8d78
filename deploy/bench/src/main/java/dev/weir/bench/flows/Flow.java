package dev.weir.bench.flows;

/**
 * One packet of a connection between two pods, told at one node.
 *
 * @param client the pod that opened the connection
 * @param server the pod that it was opened to
 * @param serverPort the port that the server listens on
 * @param clientPort the client's port, of the ephemeral range
 * @param reply whether the packet goes from the server to the client
 * @param timeNs nanoseconds since the epoch
 * @param number how many flows came before
 */
public record Flow(Pod client, Pod server, int serverPort, int clientPort, boolean reply, long timeNs, long number) {

    /**
     * A pod of a made-up cluster.
     *
     * @param workload number of its workload
     * @param replica number of the pod among the workload's, from 0
     */
    public record Pod(int workload, int replica) {
        private static final int WORKLOADS_PER_NAMESPACE = 20;
        private static final int NODES = 50;

        public String namespace() {
            return "team-" + workload / WORKLOADS_PER_NAMESPACE;
        }

        public String app() {
            return "service-" + workload;
        }

        public String name() {
            return app() + "-6b746f74dc-" + Integer.toString(36 * 36 * 36 + replica, 36) + "x";
        }

        public String node() {
            return "worker-" + (workload + replica) % NODES;
        }

        /** An address of its own in 10.0.0.0/8, for up to four replicas of four million workloads. */
        String address() {
            byte[] ip = ip();
            return (ip[0] & 0xff) + "." + (ip[1] & 0xff) + "." + (ip[2] & 0xff) + "." + (ip[3] & 0xff);
        }

        /** The same address as it is on the wire. */
        public byte[] ip() {
            int number = workload * 4 + replica + 1;
            return new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
        }
    }
}
