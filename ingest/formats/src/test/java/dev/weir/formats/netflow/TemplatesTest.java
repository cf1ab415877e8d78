package dev.weir.formats.netflow;

import static dev.weir.formats.netflow.Wire.FLOW;
import static dev.weir.formats.netflow.Wire.NOW;
import static dev.weir.formats.netflow.Wire.ROUTER;
import static dev.weir.formats.netflow.Wire.TUPLE;
import static dev.weir.formats.netflow.Wire.ipfix;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.exporters.netflow.Field;
import dev.weir.exporters.netflow.Layout;
import dev.weir.exporters.netflow.SetsMessage;
import dev.weir.formats.BadRecord.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Templates come late, change, go and crowd: never is a record read by another's. */
class TemplatesTest {
    private final NetflowDecoder decoder = new NetflowDecoder();

    private Heard hear(SetsMessage message) {
        return hear(ROUTER, message);
    }

    private Heard hear(Exporter exporter, SetsMessage message) {
        return Heard.from(decoder, exporter, message.toBytes());
    }

    @Test
    void setBeforeItsTemplateIsHandedOutAndReadWhenTheTemplateComes() {
        Heard early = hear(ipfix().data(TUPLE, List.of(FLOW, FLOW)));

        assertThat(early.flows).isEmpty();
        assertThat(early.early).hasSize(1);
        assertThat(early.messages.get(0).step()).isEqualTo(-1);

        Heard template = hear(ipfix().templates(TUPLE));
        assertThat(template.learned).containsExactly(early.early.get(0).template());

        Heard late = new Heard();
        decoder.decode(early.early.get(0), late);
        assertThat(late.observations()).hasSize(2);
        assertThat(late.observations().get(1).getDestination().getPort()).isEqualTo(443);
    }

    @Test
    void earlySetWhoseTemplateIsStillUnknownIsEarlyAgain() {
        Heard early = hear(ipfix().data(TUPLE, List.of(FLOW)));
        Heard again = new Heard();

        decoder.decode(early.early.get(0), again);

        assertThat(again.early).containsExactly(early.early.get(0));
    }

    @Test
    void templateToldAgainIsNotNew() {
        hear(ipfix().templates(TUPLE));

        assertThat(hear(ipfix().templates(TUPLE)).learned).isEmpty();
        assertThat(decoder.statistics().learned()).isEqualTo(1);
    }

    @Test
    void changedTemplateTakesTheOthersPlace() {
        Layout other = Layout.of(TUPLE.id(), Field.of(12, 4), Field.of(8, 4), Field.of(4, 1));
        hear(ipfix().templates(TUPLE));

        Heard heard = hear(ipfix().templates(other).data(other, List.of(List.of(Wire.SERVER, Wire.CLIENT, 17))));

        assertThat(heard.only().getObservation().getIpProtocol()).isEqualTo(17);
        assertThat(decoder.statistics().changed()).isEqualTo(1);
        assertThat(decoder.statistics().templates()).isEqualTo(1);
    }

    @Test
    void templateThatCannotBeUsedStillEndsTheFormerOne() {
        Layout empty = Layout.of(TUPLE.id(), Field.of(8, 0));
        hear(ipfix().templates(TUPLE));

        Heard heard = hear(ipfix().templates(empty).data(TUPLE, List.of(FLOW)));

        assertThat(heard.bad).hasSize(1);
        assertThat(heard.early).hasSize(1);
        assertThat(heard.flows).isEmpty();
    }

    @Test
    void withdrawnTemplateIsForgotten() {
        hear(ipfix().templates(TUPLE));

        Heard heard = hear(ipfix().withdraw(TUPLE.id(), false).data(TUPLE, List.of(FLOW)));

        assertThat(heard.early).hasSize(1);
        assertThat(decoder.statistics().withdrawn()).isEqualTo(1);
    }

    @Test
    void withdrawalOfAllTakesTheTemplatesOfItsKindOnly() {
        Layout sampling = Layout.options(300, Field.of(149, 4), Field.of(34, 4));
        hear(ipfix().templates(TUPLE).templates(sampling));

        Heard heard =
                hear(ipfix().withdraw(2, false).data(TUPLE, List.of(FLOW)).data(sampling, List.of(List.of(7, 10))));

        assertThat(heard.early).hasSize(1);
        assertThat(heard.messages.get(0).options()).isEqualTo(1);
        hear(ipfix().withdraw(3, true));
        assertThat(decoder.statistics().templates()).isZero();
    }

    @Test
    void templatesOfAnotherExporterDomainOrVersionDoNotApply() {
        hear(ipfix().templates(TUPLE));
        SetsMessage data = ipfix().data(TUPLE, List.of(FLOW));

        assertThat(hear(new Exporter("192.0.2.2", 4739), data).early).hasSize(1);
        assertThat(hear(new Exporter("192.0.2.1", 4740), data).early).hasSize(1);
        assertThat(hear(SetsMessage.ipfix(8, 0, NOW).data(TUPLE, List.of(FLOW))).early)
                .hasSize(1);
        assertThat(hear(SetsMessage.v9(7, 0, NOW, 1).data(TUPLE, List.of(FLOW))).early)
                .hasSize(1);
        assertThat(hear(data).flows).hasSize(1);
    }

    @Test
    void templateNumberBelow256IsABadPiece() {
        Heard heard = hear(ipfix().templates(Layout.of(255, Field.of(8, 4))));

        assertThat(heard.bad).extracting(bad -> bad.reason()).containsExactly(Reason.BAD_FIELD);
    }

    @Test
    void templateWithoutEndIsABadPieceAndThoseBeforeItStay() {
        byte[] content = {1, 1, 0, 1, 0, 8, 0, 4, 1, 2, 0, 9, 0, 8};

        Heard heard = hear(ipfix().set(2, content, 0));

        assertThat(heard.learned).extracting(TemplateKey::id).containsExactly(257);
        assertThat(heard.bad).hasSize(1);
    }

    @Test
    void manyForgedExportersPushOutWhatWasLongestUnused() {
        hear(ipfix().templates(TUPLE));
        for (int i = 0; i < Templates.DOMAINS; i++) {
            hear(new Exporter("198.51.100.1", i), ipfix().templates(TUPLE));
        }

        assertThat(decoder.statistics().domains()).isEqualTo(Templates.DOMAINS);
        assertThat(decoder.statistics().evicted()).isEqualTo(1);
        assertThat(hear(ipfix().data(TUPLE, List.of(FLOW))).early).hasSize(1);
    }

    @Test
    void manyTemplatesStayWithinTheirMemory() {
        Field[] fields = new Field[400];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = Field.of(400 + i, 4);
        }
        for (int exporter = 0; exporter < 8; exporter++) {
            for (int id = 256; id < 2256; id++) {
                hear(new Exporter("198.51.100.1", exporter), ipfix().templates(Layout.of(id, fields)));
            }
        }

        TemplateStatistics statistics = decoder.statistics();
        assertThat(statistics.bytes()).isLessThanOrEqualTo(Templates.BYTES);
        assertThat(statistics.evicted()).isPositive();
    }

    @Test
    void templatesOfOneDomainThatHaveNoRoomAreRefused() {
        Field[] fields = new Field[400];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = Field.of(400 + i, Field.VARIABLE);
        }
        for (int id = 256; id < 4_000; id++) {
            hear(ipfix().templates(Layout.of(id, fields)));
        }

        TemplateStatistics statistics = decoder.statistics();
        assertThat(statistics.refused()).isPositive();
        assertThat(statistics.bytes()).isLessThanOrEqualTo(Templates.BYTES);
    }
}
