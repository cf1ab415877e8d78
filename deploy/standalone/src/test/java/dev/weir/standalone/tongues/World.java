package dev.weir.standalone.tongues;

import com.google.protobuf.ByteString;
import dev.weir.standalone.tongues.Conversation.Outcome;
import dev.weir.standalone.tongues.Party.Kind;
import dev.weir.v1.ContainerPort;
import dev.weir.v1.EndpointSlice;
import dev.weir.v1.InventoryEvent;
import dev.weir.v1.Namespace;
import dev.weir.v1.Node;
import dev.weir.v1.OwnerRef;
import dev.weir.v1.Pod;
import dev.weir.v1.Selector;
import dev.weir.v1.SliceEndpoint;
import dev.weir.v1.SlicePort;
import dev.weir.v1.SnapshotComplete;
import dev.weir.v1.Workload;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A small cluster in which everything happens that exporters tell differently, drawn anew from a seed. */
final class World {
    static final String CLUSTER = "tongues";
    static final String API_SERVER = address("node-1");
    private static final long START_MS = 1_790_000_000_000L;
    private static final int TIMES = 5;

    private final Random random;
    private final List<Conversation> conversations = new ArrayList<>();
    private final SortedSet<String> meant = new TreeSet<>();
    private final List<Party> pods = new ArrayList<>();

    World(long seed) {
        random = new Random(seed);
        List<Party> web = deployment("shop", "web", 2, 10);
        List<Party> api = deployment("shop", "api", 2, 20);
        List<Party> worker = deployment("shop", "worker", 1, 30);
        List<Party> db = deployment("data", "db", 1, 40);
        List<Party> telemetry = deployment("ops", "telemetry", 1, 50);
        List<Party> signal = deployment("voice", "signal", 1, 60);
        List<Party> hss = deployment("voice", "hss", 1, 70);
        List<Party> dns = deployment("infra", "dns", 2, 80);
        Party node = new Party(Kind.NODE, "", "node-3", "", "node-3", address("node-3"));
        Party apiServer = new Party(Kind.API_SERVER, "", "", "", "node-1", API_SERVER);
        Party customer = new Party(Kind.OUTSIDE, "", "", "", "", "198.51.100.23");
        Party payments = new Party(Kind.OUTSIDE, "", "", "", "", "203.0.113.10");

        wanted(only(web, false), only(api, false), Conversation.TCP, 8080, Outcome.ANSWERED);
        wanted(only(web, true), only(api, true), Conversation.TCP, 8080, Outcome.ANSWERED);
        wanted(only(api, false), only(db, false), Conversation.TCP, 5432, Outcome.ANSWERED);
        wanted(only(worker, true), only(db, true), Conversation.TCP, 5432, Outcome.ANSWERED);
        wanted(only(api, false), only(dns, false), Conversation.UDP, 53, Outcome.ANSWERED);
        wanted(only(web, true), only(dns, true), Conversation.UDP, 53, Outcome.ANSWERED);
        wanted(only(web, false), only(telemetry, false), Conversation.UDP, 8125, Outcome.ONE_WAY);
        wanted(only(worker, false), only(telemetry, false), Conversation.UDP, 7946, Outcome.ANSWERED);
        wanted(only(signal, false), only(hss, false), Conversation.SCTP, 3868, Outcome.ANSWERED);
        wanted(List.of(customer), only(web, false), Conversation.TCP, 8080, Outcome.ANSWERED);
        wanted(only(api, false), List.of(payments), Conversation.TCP, 443, Outcome.ANSWERED);
        wanted(List.of(node), only(worker, false), Conversation.TCP, 9090, Outcome.ANSWERED);
        wanted(only(worker, false), List.of(apiServer), Conversation.TCP, 6443, Outcome.ANSWERED);

        happen(only(worker, false), only(db, false), Conversation.TCP, 9999, Outcome.REFUSED);
        happen(only(web, false), only(api, false), Conversation.ICMP, 0, Outcome.ANSWERED);
    }

    List<Conversation> conversations() {
        return conversations;
    }

    /** The edges that policies have to let pass, in words. */
    SortedSet<String> meant() {
        return meant;
    }

    private List<Party> deployment(String namespace, String name, int replicas, int host) {
        List<Party> made = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            String node = "node-" + (1 + (host / 10 + i) % 2);
            String pod = name + "-6b746f74dc-x" + i + "c7k";
            made.add(new Party(Kind.POD, namespace, name, pod, node, "10.244.0." + (host + i)));
            made.add(new Party(Kind.POD, namespace, name, pod, node, "fd00:244::" + Integer.toHexString(host + i)));
        }
        pods.addAll(made);
        return made;
    }

    private static List<Party> only(List<Party> all, boolean ipv6) {
        return all.stream().filter(party -> party.isIpv6() == ipv6).toList();
    }

    private void wanted(List<Party> clients, List<Party> servers, int protocol, int port, Outcome outcome) {
        meant.add(new Conversation(clients.get(0), servers.get(0), protocol, 0, port, outcome, 0).edge());
        happen(clients, servers, protocol, port, outcome);
    }

    private void happen(List<Party> clients, List<Party> servers, int protocol, int port, Outcome outcome) {
        for (Party client : clients) {
            for (Party server : servers) {
                for (int i = 0; i < TIMES; i++) {
                    int clientPort = protocol == Conversation.ICMP ? 0 : 33_000 + random.nextInt(27_000);
                    long start = START_MS + random.nextInt(1_800_000);
                    conversations.add(new Conversation(client, server, protocol, clientPort, port, outcome, start));
                }
            }
        }
    }

    /** What the API would say of it. */
    List<InventoryEvent> inventory() {
        List<InventoryEvent> events = new ArrayList<>();
        pods.stream()
                .map(Party::namespace)
                .distinct()
                .forEach(name -> events.add(event(
                        "Namespace",
                        "",
                        name,
                        e -> e.setNamespaceObject(
                                Namespace.newBuilder().putLabels("kubernetes.io/metadata.name", name)))));
        for (int number = 1; number <= 3; number++) {
            int last = 10 + number;
            events.add(event(
                    "Node",
                    "",
                    "node-" + number,
                    e -> e.setNode(Node.newBuilder()
                            .addIps(bytes("10.0.0." + last))
                            .addPodCidrs("10.244.0.0/16")
                            .addPodCidrs("fd00:244::/64"))));
        }
        pods.stream().collect(Collectors.groupingBy(Party::pod)).values().forEach(same -> events.add(pod(same)));
        pods.stream()
                .collect(Collectors.groupingBy(Party::entity))
                .values()
                .forEach(same -> events.add(workload(same.get(0))));
        events.add(apiServer());
        events.add(event(
                "Snapshot",
                "",
                "",
                e -> e.setSnapshotComplete(SnapshotComplete.newBuilder().setObjects(events.size()))));
        return events;
    }

    private InventoryEvent pod(List<Party> addresses) {
        Party party = addresses.get(0);
        Pod.Builder pod = Pod.newBuilder()
                .putAllLabels(party.labels())
                .setNodeName(party.node())
                .setPhase("Running")
                .addOwners(OwnerRef.newBuilder()
                        .setKind("Deployment")
                        .setName(party.workload())
                        .setController(true))
                .addAllPorts(ports(party))
                .setWorkloadKind("Deployment")
                .setWorkloadName(party.workload());
        addresses.forEach(address -> pod.addIps(bytes(address.ip())));
        return event("Pod", party.namespace(), party.pod(), e -> e.setPod(pod));
    }

    private InventoryEvent workload(Party party) {
        Workload.Builder workload = Workload.newBuilder()
                .setWorkloadKind("Deployment")
                .setSelector(Selector.newBuilder().putAllMatchLabels(party.labels()))
                .putAllTemplateLabels(party.labels())
                .addAllPorts(ports(party));
        return event("Workload", party.namespace(), party.workload(), e -> e.setWorkload(workload));
    }

    /** A container declares what it is wanted for. */
    private List<ContainerPort> ports(Party party) {
        return conversations.stream()
                .filter(c -> c.server().entity().equals(party.entity()) && meant.contains(c.edge()))
                .map(c -> ContainerPort.newBuilder()
                        .setPort(c.port())
                        .setIpProtocol(c.protocol())
                        .build())
                .distinct()
                .toList();
    }

    private static InventoryEvent apiServer() {
        return event(
                "EndpointSlice",
                "default",
                "kubernetes",
                e -> e.setEndpointSlice(EndpointSlice.newBuilder()
                        .setServiceName("kubernetes")
                        .addEndpoints(SliceEndpoint.newBuilder()
                                .addIps(bytes(API_SERVER))
                                .setReady(true))
                        .addPorts(SlicePort.newBuilder()
                                .setName("https")
                                .setPort(6443)
                                .setIpProtocol(Conversation.TCP))));
    }

    private static InventoryEvent event(
            String kind, String namespace, String name, Consumer<InventoryEvent.Builder> body) {
        InventoryEvent.Builder event = InventoryEvent.newBuilder()
                .setSchemaVersion(1)
                .setCluster(CLUSTER)
                .setKind(kind)
                .setNamespace(namespace)
                .setName(name)
                .setUid(kind + " " + namespace + " " + name)
                .setResourceVersion("1")
                .setValidFromNs((START_MS - 3_600_000) * 1_000_000);
        body.accept(event);
        return event.build();
    }

    /** A node's. */
    static String address(String node) {
        return "10.0.0.1" + node.substring(node.length() - 1);
    }

    static ByteString bytes(String ip) {
        try {
            return ByteString.copyFrom(InetAddress.getByName(ip).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(ip, e);
        }
    }
}
