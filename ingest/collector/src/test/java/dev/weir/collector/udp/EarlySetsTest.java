package dev.weir.collector.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.formats.netflow.EarlySet;
import dev.weir.formats.netflow.Exporter;
import dev.weir.formats.netflow.TemplateKey;
import dev.weir.formats.netflow.Version;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class EarlySetsTest {
    private static final TemplateKey ONE = new TemplateKey(new Exporter("10.0.0.1", 0), Version.IPFIX, 7, 256);
    private static final TemplateKey OTHER = new TemplateKey(new Exporter("10.0.0.2", 0), Version.IPFIX, 7, 256);

    private final EarlySets early = new EarlySets(2000, Duration.ofSeconds(60));

    @Test
    void setsWaitForTheirOwnTemplateInTheirOrder() {
        EarlySet first = set(ONE, 10);
        EarlySet second = set(ONE, 20);
        early.hold(first, 0);
        early.hold(set(OTHER, 30), 0);
        early.hold(second, 0);

        assertThat(early.release(ONE)).containsExactly(first, second);
        assertThat(early.release(ONE)).isEmpty();
        assertThat(early.takeLost()).isZero();
    }

    @Test
    void setThatFindsNoRoomIsLostAndCounted() {
        early.hold(set(ONE, 1500), 0);
        early.hold(set(ONE, 1500), 0);

        assertThat(early.takeLost()).isEqualTo(1);
        assertThat(early.takeLost()).isZero();
        assertThat(early.release(ONE)).hasSize(1);
        assertThat(early.bytes()).isZero();
    }

    @Test
    void setThatHasWaitedForTooLongIsLostAndMakesRoom() {
        early.hold(set(ONE, 1500), 0);
        early.expire(59_999);
        assertThat(early.takeLost()).isZero();

        early.hold(set(OTHER, 1500), 60_000);

        assertThat(early.takeLost()).isEqualTo(1);
        assertThat(early.release(ONE)).isEmpty();
        assertThat(early.release(OTHER)).hasSize(1);
    }

    private static EarlySet set(TemplateKey template, int bytes) {
        return new EarlySet(template, 0, 0, new byte[bytes], 0);
    }
}
