package dev.weir.traffic.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.traffic.Clusters;
import dev.weir.traffic.Flows;
import dev.weir.traffic.identity.Inventory;
import dev.weir.traffic.identity.Strangers;
import dev.weir.traffic.identity.WaitingRoom;
import dev.weir.traffic.sighting.SightingTable;
import dev.weir.v1.DnsBinding;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.NamesOfAddress;
import dev.weir.v1.ObservedEdge;
import dev.weir.v1.Tally;
import dev.weir.v1.TallyKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a name server's answer to the name of an edge. */
class ToldNamesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;
    private static final String WEB = "10.244.0.5";
    private static final String API = "10.244.0.6";
    private static final String OUTSIDE = "203.0.113.9";

    @Test
    void edgeHasTheNameThatItsClientWasTold() {
        assertThat(names(answer(WEB, "api.example.com.", 30, 0, OUTSIDE), flow(WEB, OUTSIDE, 10)))
                .containsExactly("api.example.com");
    }

    @Test
    void answerThatIsReadAfterTheFlowNamesItToo() {
        assertThat(names(flow(WEB, OUTSIDE, 10), answer(WEB, "api.example.com.", 30, 0, OUTSIDE)))
                .containsExactly("api.example.com");
    }

    @Test
    void severalNamesOfOneAddressStaySeveral() {
        assertThat(names(
                        answer(WEB, "B.example.com.", 30, 0, OUTSIDE, "203.0.113.10"),
                        answer(WEB, "a.example.com.", 30, 5, OUTSIDE),
                        flow(WEB, OUTSIDE, 10)))
                .containsExactly("a.example.com", "b.example.com");
    }

    @Test
    void nameToldToAnotherClientIsNotItsName() {
        assertThat(names(answer(API, "api.example.com.", 30, 0, OUTSIDE), flow(WEB, OUTSIDE, 10)))
                .isEmpty();
    }

    @Test
    void nameThatHeldAtAnotherTimeIsNotItsName() {
        assertThat(names(answer(WEB, "api.example.com.", 30, 0, OUTSIDE), flow(WEB, OUTSIDE, 5 * 3_600)))
                .isEmpty();
        assertThat(names(answer(WEB, "api.example.com.", 6 * 3_600, 0, OUTSIDE), flow(WEB, OUTSIDE, 5 * 3_600)))
                .containsExactly("api.example.com");
    }

    @Test
    void namesInTheChainAreNotWhatWasAskedFor() {
        FlowEvent chain = answer(WEB, "www.example.com.", 30, 0, OUTSIDE);
        DnsBinding.Builder dns = chain.getDns().toBuilder().addCnames("edge.cdn.example.net.");

        assertThat(names(chain.toBuilder().setDns(dns).build(), flow(WEB, OUTSIDE, 10)))
                .containsExactly("www.example.com");
    }

    @Test
    void failedAnswersQuestionsAndTextThatIsNoHostNameBindNothing() {
        FlowEvent answer = answer(WEB, "api.example.com.", 30, 0, OUTSIDE);

        assertThat(names(with(answer, answer.getDns().toBuilder().setRcode(3)), flow(WEB, OUTSIDE, 10)))
                .isEmpty();
        assertThat(names(with(answer, answer.getDns().toBuilder().setIsResponse(false)), flow(WEB, OUTSIDE, 10)))
                .isEmpty();
        assertThat(names(with(answer, answer.getDns().toBuilder().setQuestion("*.a b.")), flow(WEB, OUTSIDE, 10)))
                .isEmpty();
        assertThat(names(with(answer, answer.getDns().toBuilder().setQuestion("localhost.")), flow(WEB, OUTSIDE, 10)))
                .isEmpty();
    }

    @Test
    void anAnswerIsNoTrafficOfItsOwn() {
        Run run = new Run(List.of(answer(WEB, "api.example.com.", 30, 0, OUTSIDE)));

        assertThat(run.edges).isEmpty();
        assertThat(run.tallies.stream()
                        .filter(tally -> tally.getKind() == TallyKind.NO_EVIDENCE)
                        .mapToLong(Tally::getCount)
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void anyOrderGivesTheSameNames() {
        List<FlowEvent> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(answer(WEB, "host-" + i % 20 + ".example.com", 60, i * 900, OUTSIDE));
            events.add(flow(WEB, OUTSIDE, i * 700));
        }
        List<String> names = new Run(events).names();

        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(events, new java.util.Random(seed));
            assertThat(new Run(events).names()).isEqualTo(names);
        }
        assertThat(names).hasSize(ToldNames.NAMES);
    }

    private static FlowEvent with(FlowEvent event, DnsBinding.Builder dns) {
        return event.toBuilder().setDns(dns).build();
    }

    private static FlowEvent answer(String client, String question, int ttl, long second, String... ips) {
        DnsBinding.Builder dns = DnsBinding.newBuilder()
                .setClient(Flows.address(client, 40_000))
                .setQuestion(question)
                .setTtl(ttl)
                .setIsResponse(true);
        for (String ip : ips) {
            dns.addIps(Flows.ip(ip));
        }
        return FlowEvent.newBuilder()
                .setEventTimeNs(start() + second * SECOND)
                .setDns(dns)
                .build();
    }

    private static FlowEvent flow(String client, String server, long second) {
        return Flows.event(
                Flows.request(Flows.address(client, 40_001), Flows.address(server, 443), 0x18),
                start() + second * SECOND);
    }

    private static long start() {
        return Flows.NOON_NS - Flows.NOON_NS % HOUR + 60 * SECOND;
    }

    private static List<String> names(FlowEvent... events) {
        return new Run(List.of(events)).names();
    }

    private static final class Run implements WaitingRoom.Output {
        private final Map<Object, ObservedEdge> edges = new HashMap<>();
        private final Map<Object, NamesOfAddress> names = new HashMap<>();
        private final List<Tally> tallies = new ArrayList<>();

        Run(List<FlowEvent> events) {
            Inventory inventory = new Inventory(5 * SECOND);
            inventory.apply(Clusters.node("node-1", "172.18.0.2", "10.244.0.0/24"));
            inventory.apply(Clusters.pod("shop", "web-1", "u1", "web", WEB, 0, 0));
            inventory.apply(Clusters.pod("shop", "api-1", "u2", "api", API, 0, 0));
            WaitingRoom room = new WaitingRoom(inventory, false, 0, 100, new Strangers(100));
            SightingTable table = new SightingTable("test", 100);
            for (FlowEvent event : events) {
                table.add(event);
                table.flush(sighting -> room.enter(sighting, 0, this), this::tally);
            }
        }

        List<String> names() {
            assertThat(edges).hasSize(1);
            ObservedEdge edge = edges.values().iterator().next();
            ByteString address = ToldNames.addressOf(edge.getKey());
            NamesOfAddress told = names.get(List.of(edge.getKey().getClient(), address));
            return ToldNames.named(edge, told).getEvidence().getFqdnsList();
        }

        @Override
        public void edge(ObservedEdge delta) {
            if (ToldNames.isName(delta.getKey())) {
                names.compute(
                        List.of(
                                delta.getKey().getClient(),
                                delta.getKey().getServer().getIp()),
                        (key, known) -> ToldNames.merge(known, delta));
                return;
            }
            edges.compute(delta.getKey(), (key, state) -> EdgeReducer.reduce(state, delta));
        }

        @Override
        public void tally(Tally tally) {
            tallies.add(tally);
        }
    }
}
