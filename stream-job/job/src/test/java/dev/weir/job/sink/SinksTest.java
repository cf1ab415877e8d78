package dev.weir.job.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.junit.jupiter.api.Test;

class SinksTest {

    /** The connector's default is no guarantee at all, so every sink has to state one. */
    @Test
    void everySinkStatesAtLeastOnce() throws Exception {
        Sinks sinks = new Sinks("localhost:9092");
        List<String> checked = new ArrayList<>();
        for (Method method : Sinks.class.getMethods()) {
            if (method.getReturnType() == KafkaSink.class) {
                assertThat(guarantee((KafkaSink<?>) method.invoke(sinks)))
                        .as(method.getName())
                        .isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
                checked.add(method.getName());
            }
        }
        assertThat(checked).containsExactlyInAnyOrder("edges", "recommendations", "deadLetters", "alerts");
    }

    private static Object guarantee(KafkaSink<?> sink) throws ReflectiveOperationException {
        Field field = KafkaSink.class.getDeclaredField("deliveryGuarantee");
        field.setAccessible(true);
        return field.get(sink);
    }
}
