package dev.weir.bench.pipeline;

import dev.weir.formats.Format;
import dev.weir.v1.Endpoint;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.Observation;
import dev.weir.v1.Orientation;
import java.util.HexFormat;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The parts of the job that one writes first: a text key for the edge, and its first time, last time and count in
 * RocksDB, read and written for every flow. It is kept lean on purpose (Flink's own serializers, tuples, no inventory, no
 * policy), so that what Weir is compared with does less than Weir.
 */
final class PlainJob {
    static final TypeInformation<Tuple2<String, Long>> KEY_AND_TIME = Types.TUPLE(Types.STRING, Types.LONG);
    private static final TypeInformation<Tuple3<Long, Long, Long>> SEEN =
            Types.TUPLE(Types.LONG, Types.LONG, Types.LONG);

    private PlainJob() {}

    /** A flow as its edge's key and its time. */
    static final class Parse extends DecodeFunction<Tuple2<String, Long>> {
        private static final long serialVersionUID = 1;

        Parse(Format format) {
            super(format);
        }

        @Override
        void flow(FlowEvent event, Collector<Tuple2<String, Long>> out) {
            Observation seen = event.getObservation();
            boolean reply = seen.getOrientation() == Orientation.DESTINATION_IS_CLIENT;
            Endpoint client = reply ? seen.getDestination() : seen.getSource();
            Endpoint server = reply ? seen.getSource() : seen.getDestination();
            String key = name(client) + ">" + name(server) + ":" + server.getPort() + "/" + seen.getIpProtocol();
            out.collect(Tuple2.of(key, event.getEventTimeNs()));
        }

        /** The workload, or where the exporter knows none the address. */
        private static String name(Endpoint end) {
            return end.getWorkloadName().isEmpty()
                    ? HexFormat.of().formatHex(end.getIp().toByteArray())
                    : end.getNamespace() + "/" + end.getWorkloadName();
        }
    }

    /** The state of an edge; tells each edge once. */
    static final class Remember extends KeyedProcessFunction<String, Tuple2<String, Long>, String> {
        private static final long serialVersionUID = 1;

        private transient ValueState<Tuple3<Long, Long, Long>> state;

        @Override
        public void open(OpenContext context) {
            state = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", SEEN));
        }

        @Override
        public void processElement(Tuple2<String, Long> flow, Context context, Collector<String> out) throws Exception {
            Tuple3<Long, Long, Long> before = state.value();
            if (before == null) {
                state.update(Tuple3.of(flow.f1, flow.f1, 1L));
                out.collect(flow.f0);
                return;
            }
            state.update(Tuple3.of(Math.min(before.f0, flow.f1), Math.max(before.f1, flow.f1), before.f2 + 1));
        }
    }
}
