package dev.weir.job.serial;

import dev.weir.v1.EdgeKey;
import dev.weir.v1.ObservedEdge;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's own contract of a serializer. */
class ProtoSerializerTest extends SerializerTestBase<ObservedEdge> {

    @Override
    protected TypeSerializer<ObservedEdge> createSerializer() {
        return new ProtoSerializer<>(ObservedEdge.class);
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<ObservedEdge> getTypeClass() {
        return ObservedEdge.class;
    }

    @Override
    protected ObservedEdge[] getTestData() {
        return new ObservedEdge[] {
            ObservedEdge.getDefaultInstance(),
            ObservedEdge.newBuilder()
                    .setSchemaVersion(1)
                    .setKey(EdgeKey.newBuilder().setCluster("a").setPort(1))
                    .build(),
            ObservedEdge.newBuilder()
                    .setKey(EdgeKey.newBuilder().setCluster("b").setPort(65_535))
                    .build()
        };
    }
}
