package dev.weir.collector;

import dev.weir.collector.intake.Intake;
import dev.weir.v1.DeadLetter;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.LossNotice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Keeps what it is given; takes no more than it is allowed to, if it is held. */
public final class TestingIntake implements Intake {
    private final List<FlowEvent> events = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final Semaphore permits;

    public TestingIntake() {
        this(Integer.MAX_VALUE);
    }

    /** Takes so many events, and then none until {@link #release}. */
    public TestingIntake(int permits) {
        this.permits = new Semaphore(permits);
    }

    /** Takes any number from now on. */
    public void release() {
        permits.release(Integer.MAX_VALUE / 2);
    }

    @Override
    public void flow(FlowEvent event) throws InterruptedException {
        permits.acquire();
        synchronized (this) {
            events.add(event);
        }
    }

    @Override
    public synchronized void dead(DeadLetter letter) {
        letters.add(letter);
    }

    @Override
    public void flush() {}

    /** All that came. */
    public synchronized List<FlowEvent> events() {
        return List.copyOf(events);
    }

    /** The producers' own names of the flows that came. */
    public List<String> ids() {
        return events().stream()
                .filter(event -> !event.hasLoss() && !event.hasUnusable())
                .map(FlowEvent::getRecordId)
                .toList();
    }

    /** The losses that were told. */
    public List<LossNotice> losses() {
        return events().stream()
                .filter(FlowEvent::hasLoss)
                .map(FlowEvent::getLoss)
                .toList();
    }

    /** What no decoder could read. */
    public synchronized List<DeadLetter> letters() {
        return List.copyOf(letters);
    }
}
