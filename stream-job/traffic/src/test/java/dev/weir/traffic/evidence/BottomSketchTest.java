package dev.weir.traffic.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BottomSketchTest {

    @Property(tries = 300)
    void orderGroupingAndRepetitionChangeNothing(@ForAll List<Long> members, @ForAll Random random) {
        BottomSketch once = sketch(members);

        List<Long> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, random);
        int cut = members.isEmpty() ? 0 : random.nextInt(members.size());
        BottomSketch merged = sketch(shuffled.subList(0, cut));
        merged.addAll(sketch(shuffled.subList(cut, shuffled.size())));
        merged.addAll(sketch(shuffled));

        assertThat(merged.hashes()).isEqualTo(once.hashes());
    }

    @Property(tries = 300)
    void countsExactlyUpToItsCapacity(@ForAll List<Long> members) {
        int distinct = new HashSet<>(members).size();

        if (distinct < 8) {
            assertThat(sketch(members).estimate()).isEqualTo(distinct);
        }
    }

    @Test
    void estimatesLargeSetsWithinAThird() {
        BottomSketch sketch = new BottomSketch(64);

        LongStream.range(0, 100_000).forEach(i -> sketch.add(BottomSketch.mix(i)));

        assertThat(sketch.estimate()).isBetween(66_000L, 133_000L);
    }

    private static BottomSketch sketch(List<Long> members) {
        BottomSketch sketch = new BottomSketch(8);
        members.forEach(sketch::add);
        return sketch;
    }
}
