package dev.weir.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.collector.intake.Intake;
import dev.weir.v1.DeadLetter;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Observation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a source may rely on, whether Kafka or a test takes what it brings. */
abstract class IntakeContract {

    /** What has arrived. */
    record Arrived(List<FlowEvent> events, List<ByteString> letters) {}

    /** Has a new intake taken in, and tells what arrived by its end. */
    abstract Arrived arrived(Bringer bringer) throws Exception;

    /** Brings something to an intake. */
    @FunctionalInterface
    interface Bringer {
        void bring(Intake intake) throws InterruptedException;
    }

    @Test
    void whatOneObserverSawIsThereInItsOrderAfterAFlush() throws Exception {
        List<FlowEvent> brought =
                IntStream.range(0, 1200).mapToObj(i -> event("n1", i)).toList();

        Arrived arrived = arrived(intake -> {
            for (FlowEvent event : brought) {
                intake.flow(event);
            }
            intake.flush();
        });

        assertThat(arrived.events).isEqualTo(brought);
    }

    @Test
    void deadLetterIsThereByteForByte() throws Exception {
        ByteString bytes = ByteString.copyFrom(new byte[] {0, -1, 10, 13});

        Arrived arrived = arrived(intake -> {
            intake.dead(DeadLetter.newBuilder()
                    .setBytes(bytes)
                    .setReason("NOT_JSON")
                    .setTopic("stdin")
                    .build());
            intake.flush();
        });

        assertThat(arrived.letters).containsExactly(bytes);
        assertThat(arrived.events).isEmpty();
    }

    @Test
    void flushOfNothingReturns() throws Exception {
        assertThat(arrived(Intake::flush).events).isEmpty();
    }

    static FlowEvent event(String node, int number) {
        return FlowEvent.newBuilder()
                .setSchemaVersion(1)
                .setObserverNode(node)
                .setRecordId("e" + number)
                .setObservation(Observation.newBuilder().setIpProtocol(6))
                .build();
    }
}
