package dev.weir.formats.netflow;

import static dev.weir.formats.netflow.Wire.CLIENT;
import static dev.weir.formats.netflow.Wire.NOW;
import static dev.weir.formats.netflow.Wire.ROUTER;
import static dev.weir.formats.netflow.Wire.SECOND_NS;
import static dev.weir.formats.netflow.Wire.SERVER;
import static dev.weir.formats.netflow.Wire.address;
import static dev.weir.formats.netflow.Wire.ipfix;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.exporters.netflow.Field;
import dev.weir.exporters.netflow.Layout;
import dev.weir.v1.ConnState;
import dev.weir.v1.CounterKind;
import dev.weir.v1.Direction;
import dev.weir.v1.DropClass;
import dev.weir.v1.EndpointKind;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.IdentitySource;
import dev.weir.v1.LabelScope;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import dev.weir.v1.OrientationBasis;
import dev.weir.v1.PolicyAction;
import dev.weir.v1.Vantage;
import dev.weir.v1.Verdict;
import dev.weir.v1.VerdictSide;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records as Antrea's aggregator exports them, encoded by the registry of enterprise 56506; no recording is public. */
class AntreaTest {
    private static final int TEXT = Field.VARIABLE;

    /** A pod's connection to a service's backend on another node, allowed at both ends. */
    private final Map<Field, Object> record = new LinkedHashMap<>();

    AntreaTest() {
        record.put(Field.of(150, 4), NOW - 60);
        record.put(Field.of(151, 4), NOW);
        record.put(Field.of(8, 4), CLIENT);
        record.put(Field.of(12, 4), SERVER);
        record.put(Field.of(7, 2), 40000);
        record.put(Field.of(11, 2), 8080);
        record.put(Field.of(4, 1), 6);
        record.put(Field.of(86, 8), 1000);
        record.put(Field.of(85, 8), 90000);
        record.put(Field.of(2, 8), 10);
        record.put(Field.of(1, 8), 900);
        record.put(Field.of(2, 8).reverse(), 8);
        record.put(Field.of(1, 8).reverse(), 4000);
        record.put(Field.antrea(100, TEXT), "shop");
        record.put(Field.antrea(101, TEXT), "web-1");
        record.put(Field.antrea(102, TEXT), "data");
        record.put(Field.antrea(103, TEXT), "db-0");
        record.put(Field.antrea(104, TEXT), "node-a");
        record.put(Field.antrea(105, TEXT), "node-b");
        record.put(Field.antrea(108, 2), 80);
        record.put(Field.antrea(109, TEXT), "data/db:http");
        record.put(Field.antrea(110, TEXT), "allow-web");
        record.put(Field.antrea(111, TEXT), "data");
        record.put(Field.antrea(112, TEXT), "");
        record.put(Field.antrea(113, TEXT), "");
        record.put(Field.antrea(115, 1), 1);
        record.put(Field.antrea(118, 1), 0);
        record.put(Field.antrea(136, TEXT), "ESTABLISHED");
        record.put(Field.antrea(137, 1), 2);
        record.put(Field.antrea(139, 1), 1);
        record.put(Field.antrea(140, 1), 0);
        record.put(Field.antrea(141, TEXT), "rule-1");
        record.put(Field.antrea(143, TEXT), "{\"app\":\"web\",\"tier\":\"front\"}");
        record.put(Field.antrea(144, TEXT), "");
        record.put(Field.antrea(158, TEXT), "cluster-1");
        record.put(Field.antrea(168, 4), address("10.96.0.10"));
    }

    private FlowEvent event() {
        Layout layout = new Layout(256, 0, List.copyOf(record.keySet()));
        byte[] bytes = ipfix().templates(layout)
                .data(layout, List.of(new ArrayList<>(record.values())))
                .toBytes();
        return Heard.from(new NetflowDecoder(), ROUTER, bytes).only();
    }

    private Observation seen() {
        return event().getObservation();
    }

    @Test
    void bothPodsAreNamedAndTheSourceIsTheClient() {
        FlowEvent event = event();

        Observation seen = event.getObservation();
        assertThat(event.getCluster()).isEqualTo("cluster-1");
        assertThat(event.getEventTimeNs()).isEqualTo(NOW * SECOND_NS);
        assertThat(event.getTimeResolutionMs()).isEqualTo(1000);
        assertThat(seen.getOrientation()).isEqualTo(Orientation.SOURCE_IS_CLIENT);
        assertThat(seen.getOrientationBasis()).isEqualTo(OrientationBasis.BASIS_CONNTRACK);
        assertThat(seen.getVantage()).isEqualTo(Vantage.VANTAGE_BOTH);
        assertThat(seen.getSource().getKind()).isEqualTo(EndpointKind.KIND_POD);
        assertThat(seen.getSource().getNamespace()).isEqualTo("shop");
        assertThat(seen.getSource().getPodName()).isEqualTo("web-1");
        assertThat(seen.getSource().getNodeName()).isEqualTo("node-a");
        assertThat(seen.getSource().getIdentitySource()).isEqualTo(IdentitySource.IDENTITY_PRODUCER);
        assertThat(seen.getDestination().getPodName()).isEqualTo("db-0");
        assertThat(seen.getState()).isEqualTo(ConnState.STATE_ESTABLISHED);
    }

    @Test
    void labelsAreAllOfThePodsOrNotTold() {
        Observation seen = seen();

        assertThat(seen.getSource().getLabelsMap()).isEqualTo(Map.of("app", "web", "tier", "front"));
        assertThat(seen.getSource().getLabelScope()).isEqualTo(LabelScope.LABELS_FULL);
        assertThat(seen.getDestination().getLabelScope()).isEqualTo(LabelScope.LABELS_NONE);
    }

    @Test
    void labelsThatAreNoJsonAreNotTold() {
        record.put(Field.antrea(143, TEXT), "{\"app\":");

        assertThat(seen().getSource().getLabelScope()).isEqualTo(LabelScope.LABELS_NONE);
    }

    @Test
    void serviceIsToldBesideTheBackend() {
        Observation seen = seen();

        assertThat(seen.getDestination().getPort()).isEqualTo(8080);
        assertThat(seen.getDestination().getService().getNamespace()).isEqualTo("data");
        assertThat(seen.getDestination().getService().getName()).isEqualTo("db");
        assertThat(seen.getDestination().getService().getPortName()).isEqualTo("http");
        assertThat(seen.getDestination().getService().getPort()).isEqualTo(80);
        assertThat(seen.getDestination().getService().getIp())
                .isEqualTo(ByteString.copyFrom(address("10.96.0.10").getAddress()));
    }

    @Test
    void countersAreThoseSinceTheLastRecordOfBothDirections() {
        Observation seen = seen();

        assertThat(seen.getCounterKind()).isEqualTo(CounterKind.COUNTER_DELTA);
        assertThat(seen.getPackets()).isEqualTo(10);
        assertThat(seen.getReversePackets()).isEqualTo(8);
        assertThat(seen.getReverseBytes()).isEqualTo(4000);
    }

    @Test
    void allowanceNamesItsPolicyAndSide() {
        Observation seen = seen();

        assertThat(seen.getVerdict()).isEqualTo(Verdict.VERDICT_ALLOWED);
        assertThat(seen.getVerdictSide()).isEqualTo(VerdictSide.SIDE_INGRESS);
        assertThat(seen.getPoliciesList()).hasSize(1);
        assertThat(seen.getPolicies(0).getKind()).isEqualTo("NetworkPolicy");
        assertThat(seen.getPolicies(0).getNamespace()).isEqualTo("data");
        assertThat(seen.getPolicies(0).getName()).isEqualTo("allow-web");
        assertThat(seen.getPolicies(0).getRule()).isEqualTo("rule-1");
        assertThat(seen.getPolicies(0).getDirection()).isEqualTo(Direction.DIRECTION_INGRESS);
        assertThat(seen.getPolicies(0).getAction()).isEqualTo(PolicyAction.ACTION_ALLOW);
    }

    @Test
    void denialOfAKubernetesPolicyIsItsDefault() {
        record.put(Field.antrea(139, 1), 2);

        Observation seen = seen();

        assertThat(seen.getVerdict()).isEqualTo(Verdict.VERDICT_DENIED);
        assertThat(seen.getDropClass()).isEqualTo(DropClass.POLICY_DEFAULT_DENY);
        assertThat(seen.getVerdictReason()).isEqualTo("drop");
    }

    @Test
    void rejectionByARuleOfAntreasIsExplicitAndOfItsSide() {
        record.put(Field.antrea(139, 1), 0);
        record.put(Field.antrea(110, TEXT), "");
        record.put(Field.antrea(140, 1), 3);
        record.put(Field.antrea(118, 1), 3);
        record.put(Field.antrea(112, TEXT), "no-data");

        Observation seen = seen();

        assertThat(seen.getVerdict()).isEqualTo(Verdict.VERDICT_DENIED);
        assertThat(seen.getVerdictSide()).isEqualTo(VerdictSide.SIDE_EGRESS);
        assertThat(seen.getDropClass()).isEqualTo(DropClass.POLICY_EXPLICIT_DENY);
        assertThat(seen.getVerdictReason()).isEqualTo("reject");
        assertThat(seen.getPolicies(0).getKind()).isEqualTo("AntreaClusterNetworkPolicy");
    }

    @Test
    void endOutsideTheClusterIsExternal() {
        record.put(Field.antrea(137, 1), 3);
        record.put(Field.antrea(103, TEXT), "");
        record.put(Field.antrea(102, TEXT), "");

        Observation seen = seen();

        assertThat(seen.getDestination().getKind()).isEqualTo(EndpointKind.KIND_EXTERNAL);
        assertThat(seen.getVantage()).isEqualTo(Vantage.VANTAGE_SOURCE_NODE);
    }

    @Test
    void proxysAddressIsTheSourcesTranslation() {
        record.put(Field.antrea(170, 4), address("172.18.0.3"));
        record.put(Field.antrea(172, 2), 51000);

        assertThat(seen().getSource().getIpXlated())
                .isEqualTo(ByteString.copyFrom(address("172.18.0.3").getAddress()));
        assertThat(seen().getSource().getPortXlated()).isEqualTo(51000);
    }
}
