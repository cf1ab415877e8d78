package dev.weir.formats.hubble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.formats.BadRecord.Reason;
import dev.weir.v1.DnsBinding;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Granularity;
import dev.weir.v1.L7;
import dev.weir.v1.LossNotice;
import dev.weir.v1.MaskedField;
import dev.weir.v1.Observation;
import dev.weir.v1.SourceFormat;
import dev.weir.v1.UnusableReason;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportEventTest {

    @Test
    void envelopeSaysWhoWhenAndWhere() {
        FlowEvent event = Flows.event("'time':'2026-01-02T03:04:05.000000006Z','uuid':'u-1',"
                + "'emitter':{'name':'Hubble','version':'1.19.4'},'node_name':'prod/node-1'," + Flows.TCP);

        assertThat(event.getSchemaVersion()).isOne();
        assertThat(event.getSourceFormat()).isEqualTo(SourceFormat.HUBBLE_JSON);
        assertThat(event.getProducer()).isEqualTo("Hubble 1.19.4");
        assertThat(event.getCluster()).isEqualTo("prod");
        assertThat(event.getObserverNode()).isEqualTo("node-1");
        assertThat(event.getRecordId()).isEqualTo("u-1");
        assertThat(event.getEventTimeNs()).isEqualTo(nanos("2026-01-02T03:04:05Z") + 6);
        assertThat(event.getTimeResolutionMs()).isZero();
        assertThat(event.getObservation().getStartNs()).isEqualTo(event.getEventTimeNs());
        assertThat(event.getObservation().getEndNs()).isEqualTo(event.getEventTimeNs());
    }

    @Test
    void envelopeStandsInForWhatAFieldMaskTook() {
        FlowEvent event = Flows.event(Flows.TCP);

        assertThat(event.getObserverNode()).isEqualTo("node-1");
        assertThat(event.getEventTimeNs()).isEqualTo(nanos("2026-01-02T03:04:05Z"));
    }

    @Test
    void flowWithoutAnEnvelopeIsReadAsWell() {
        FlowEvent wrapped = Flows.event("'verdict':'FORWARDED','is_reply':true," + Flows.TCP);

        FlowEvent alone = Flows.decode("{'flow':{'verdict':'FORWARDED','is_reply':true," + Flows.TCP + "}}")
                .only();
        FlowEvent bare = Flows.decode("{'node_name':'n','verdict':'FORWARDED','is_reply':true," + Flows.TCP + "}")
                .only();

        assertThat(alone.getObservation().getOrientation())
                .isEqualTo(wrapped.getObservation().getOrientation());
        assertThat(bare.getObservation().toBuilder().build())
                .isEqualTo(alone.getObservation().toBuilder().build());
        assertThat(bare.getObserverNode()).isEqualTo("n");
    }

    @Test
    void tailersOwnTimeIsNoReasonToLoseARecord() {
        FlowEvent event = Flows.decode(
                        "{'time':1700000000.5,'time':'yesterday','flow':{" + Flows.TCP + "},'kubernetes':{'a':[1]}}")
                .only();

        assertThat(event.getEventTimeNs()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'source':'HUBBLE_RING_BUFFER','num_events_lost':'12'} | HUBBLE_RING_BUFFER | 12",
                "{'source':1,'num_events_lost':3,'cpu':4} | PERF_EVENT_RING_BUFFER | 3",
                "{'source':'OBSERVER_EVENTS_QUEUE'} | OBSERVER_EVENTS_QUEUE | 0",
                "{'num_events_lost':'18446744073709551615'} |  | -1",
                "42 |  | 42",
            })
    void lostEventsAreAGap(String lost, String where, long count) {
        FlowEvent event = Flows.decode(
                        "{'lost_events':" + lost + ",'node_name':'prod/node-1','time':'2026-01-02T03:04:05Z'}")
                .only();

        LossNotice loss = event.getLoss();
        assertThat(loss.getWhere()).isEqualTo(where == null ? "" : where);
        assertThat(loss.getCount()).isEqualTo(count);
        assertThat(event.getObserverNode()).isEqualTo("node-1");
        assertThat(event.getEventTimeNs()).isEqualTo(nanos("2026-01-02T03:04:05Z"));
    }

    @Test
    void lossMayHaveAnInterval() {
        LossNotice loss = Flows.decode("{'lost_events':{'first':'2026-01-02T03:04:05Z','last':'2026-01-02T03:04:06Z'}}")
                .only()
                .getLoss();

        assertThat(loss.getFirstNs()).isEqualTo(nanos("2026-01-02T03:04:05Z"));
        assertThat(loss.getLastNs()).isEqualTo(nanos("2026-01-02T03:04:06Z"));
    }

    @ParameterizedTest
    @CsvSource({"node_status, NODE_STATUS", "agent_event, AGENT_EVENT", "debug_event, DEBUG_EVENT"})
    void whatIsNoTrafficIsAccountedFor(String body, UnusableReason reason) {
        FlowEvent event = Flows.decode(
                        "{'" + body + "':{'state_change':'NODE_GONE','node_names':['a']},'node_name':'prod/node-1'}")
                .only();

        assertThat(event.getUnusable().getReason()).isEqualTo(reason);
        assertThat(event.getUnusable().getDetail()).isEqualTo("NODE_GONE");
    }

    @Test
    void frameWithoutIpIsNoEvidence() {
        FlowEvent event = Flows.event("'ethernet':{'source':'a','destination':'b'},'verdict':'DROPPED'");

        assertThat(event.getUnusable().getReason()).isEqualTo(UnusableReason.NOT_IP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'verdict':'FORWARDED'",
                "'IP':{'source':'10.0.0.1'}",
                "'IP':{'source':'10.0.0.1','destination':''},'destination':{}"
            })
    void endThatNothingIsKnownOfIsNoEvidence(String members) {
        assertThat(Flows.event(members).getUnusable().getReason()).isEqualTo(UnusableReason.NO_ADDRESS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'TCP':{'source_port':1,'destination_port':65535} | 6",
                "'UDP':{} | 17",
                "'SCTP':{'destination_port':3868} | 132",
                "'ICMPv4':{} | 1",
                "'ICMPv6':{'type':128} | 58",
                "'VRRP':{'type':1,'vrid':2} | 112",
                "'IGMP':{'type':22,'group_address':'224.0.0.1'} | 2",
                "'INVENTED_LATER':{'x':1} | 0",
            })
    void protocolIsTheMembersName(String l4, int protocol) {
        Observation seen = Flows.observation("'IP':{'source':'10.0.0.1','destination':'10.0.0.2'},'l4':{" + l4 + "}");

        assertThat(seen.getIpProtocol()).isEqualTo(protocol);
    }

    @Test
    void portThatIsNotThereIsUnknownAndIcmpTypeZeroIsZero() {
        Observation tcp = Flows.observation(
                "'IP':{'source':'10.0.0.1','destination':'10.0.0.2'},'l4':{'TCP':{'destination_port':80}}");
        Observation icmp = Flows.observation("'IP':{'source':'10.0.0.1','destination':'10.0.0.2'},'l4':{'ICMPv4':{}}");

        assertThat(tcp.getSource().hasPort()).isFalse();
        assertThat(tcp.getDestination().getPort()).isEqualTo(80);
        assertThat(tcp.hasTcpFlags()).isFalse();
        assertThat(icmp.hasIcmpType()).isTrue();
        assertThat(icmp.getIcmpType()).isZero();
        assertThat(icmp.hasIcmpCode()).isTrue();
    }

    @Test
    void synAndAckInOnePacketAreMarked() {
        assertThat(Flows.observation(Flows.SYN_ACK).getTcpFlags()).isEqualTo(0x112);
        assertThat(Flows.observation(Flows.SYN).getTcpFlags()).isEqualTo(0x02);
        assertThat(Flows.observation(Flows.tcp("'NS':true,'CWR':true,'FIN':false"))
                        .getTcpFlags())
                .isEqualTo(0x80);
    }

    @Test
    void aggregateWithoutLayer4HasMaskedPorts() {
        FlowEvent event = Flows.event("'source':{'namespace':'a'},'destination':{'namespace':'b'},"
                + "'aggregate':{'egress_flow_count':7,'ingress_flow_count':'9'}");

        Observation seen = event.getObservation();
        assertThat(seen.getGranularity()).isEqualTo(Granularity.GRANULARITY_AGGREGATE);
        assertThat(seen.getMaskedList())
                .containsExactly(
                        MaskedField.MASKED_SOURCE_PORT,
                        MaskedField.MASKED_DESTINATION_PORT,
                        MaskedField.MASKED_SOURCE_IP,
                        MaskedField.MASKED_DESTINATION_IP);
        assertThat(event.getExtrasMap())
                .containsEntry("aggregate.egress_flow_count", "7")
                .containsEntry("aggregate.ingress_flow_count", "9");
    }

    @Test
    void dnsAnswerIsABindingAndTraffic() {
        FlowEvent event =
                Flows.event(dns("'type':'RESPONSE'", "'ips':['10.1.0.1','fd00::1'],'ttl':30,'rrtypes':['A']"));

        DnsBinding binding = event.getDns();
        assertThat(binding.getQuestion()).isEqualTo("a.example");
        assertThat(binding.getIpsCount()).isEqualTo(2);
        assertThat(binding.getTtl()).isEqualTo(30);
        assertThat(binding.getIsResponse()).isTrue();
        assertThat(binding.getQtypesList()).containsExactly("A");
        assertThat(binding.getClient()).isEqualTo(binding.getObservation().getDestination());
        assertThat(binding.getObservation().getReply()).isTrue();
        assertThat(binding.getObservation().getL7().getQuestion()).isEqualTo("a.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'RESPONSE' | 'rcode':3,'ttl':4294967295",
                "'type':'RESPONSE' | 'rcode':2,'ips':['10.1.0.1']",
                "'type':'REQUEST' | 'ips':['10.1.0.1']",
            })
    void dnsMessageThatBindsNothingIsTrafficOnly(String type, String members) {
        FlowEvent event = Flows.event(dns(type, members));

        assertThat(event.getObservation().getL7().getProtocol()).isEqualTo("dns");
    }

    @Test
    void httpIsMethodAndPathWithoutTheQuery() {
        L7 l7 = Flows.observation(
                        Flows.TCP,
                        "'l7':{'type':'REQUEST','latency_ns':'5','http':{'method':'GET',"
                                + "'url':'http://user@shop:9080/cart/1?token=secret#x','headers':[{'key':'a','value':'b'}]}}")
                .getL7();

        assertThat(l7.getProtocol()).isEqualTo("http");
        assertThat(l7.getMethod()).isEqualTo("GET");
        assertThat(l7.getPath()).isEqualTo("/cart/1");
    }

    @ParameterizedTest
    @CsvSource({"/a?b, /a", "http://h, /", "http://h/, /", "*, *", "'', ''"})
    void pathIsWhatIsLeftOfTheUrl(String url, String path) {
        assertThat(Names.pathOf(url)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'IP':{'source':'10.0.0.300','destination':'10.0.0.2'}",
                "'IP':{'source':'10.0.0.1/24','destination':'10.0.0.2'}",
                "'IP':'10.0.0.1'",
                "'l4':{'TCP':{'source_port':65536}}",
                "'l4':{'TCP':{'source_port':-1}}",
                "'l4':{'TCP':{'source_port':'http'}}",
                "'l4':{'TCP':{'source_port':1e9}}",
                "'l4':{'TCP':{'source_port':99999999999999999999999}}",
                "'l4':{'TCP':{},'UDP':{}}",
                "'l4':[]",
                "'verdict':true",
                "'is_reply':'true'",
                "'time':'yesterday'",
                "'time':'2262-01-01T00:00:00Z'",
                "'source':{'labels':'k8s:a=b'}",
                "'source':{'labels':[{}]}",
                "'verdict':'FORWARDED','verdict':'DROPPED'",
                "'is_reply':true,'is_reply':false",
                "'source':{'pod_name':'a','pod_name':'b'}",
                "'l7':{'dns':{'ips':['nowhere']}}",
                "'egress_allowed_by':{}",
            })
    void memberThatCannotBeMakesABadPiece(String members) {
        assertThat(Flows.decode("{'flow':{" + members + "}}").onlyBad().reason())
                .isEqualTo(Reason.BAD_FIELD);
    }

    @Test
    void badFieldIsNamed() {
        assertThat(Flows.decode("{'flow':{'l4':{'TCP':{'source_port':70000}}}}")
                        .onlyBad()
                        .detail())
                .contains("source_port");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{'flow':{}}", "{'flow':7}", "{'flow':{'x':1}}", "{'verdict':'FORWARDED'}", "[{}]", "7"})
    void whatIsNotHubblesIsSaidToBeOfAnotherFormat(String json) {
        assertThat(Flows.decode(json).onlyBad().reason()).isEqualTo(Reason.WRONG_FORMAT);
    }

    @Test
    void timeOfAClockThatWasNeverSetIsNone() {
        assertThat(Flows.decode("{'flow':{'time':'0001-01-01T00:00:00Z'," + Flows.TCP + "}}")
                        .only()
                        .getEventTimeNs())
                .isZero();
    }

    private static String dns(String type, String members) {
        return Flows.UDP + ",'Type':'L7','verdict':'FORWARDED','event_type':{'type':129},'l7':{" + type
                + ",'dns':{'query':'a.example.','qtypes':['A']," + members + "}}";
    }

    private static long nanos(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000_000L;
    }
}
