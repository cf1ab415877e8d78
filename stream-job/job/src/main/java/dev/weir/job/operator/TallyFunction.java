package dev.weir.job.operator;

import dev.weir.v1.Alert;
import dev.weir.v1.Tally;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Adds up one tally; each alert carries the sum so far. */
public final class TallyFunction extends KeyedProcessFunction<String, Tally, Alert> {
    private static final long serialVersionUID = 1;

    private transient ValueState<Long> sum;

    @Override
    public void open(OpenContext context) {
        sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", LongSerializer.INSTANCE));
    }

    @Override
    public void processElement(Tally tally, Context context, Collector<Alert> out) throws Exception {
        Long before = sum.value();
        long after = (before == null ? 0 : before) + tally.getCount();
        sum.update(after);
        out.collect(Alert.newBuilder()
                .setSchemaVersion(1)
                .setCluster(tally.getCluster())
                .setTally(tally.toBuilder().setCount(after))
                .build());
    }
}
