package dev.weir.collector.udp;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Datagrams on their way from the socket to the decoder. What finds it full is lost, and counted. */
final class DatagramQueue {
    /** What a datagram takes beside its bytes. */
    static final int OVERHEAD_BYTES = 128;

    private final long mostBytes;
    private final Queue<Datagram> waiting = new ArrayDeque<>();
    private long bytes;
    private long dropped;
    private boolean closed;

    DatagramQueue(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    synchronized void offer(Datagram datagram) {
        int size = datagram.bytes().length + OVERHEAD_BYTES;
        if (bytes + size > mostBytes) {
            dropped++;
            return;
        }
        bytes += size;
        waiting.add(datagram);
        notifyAll();
    }

    /** Waits for the next one; null if none comes in that time, or at the end. */
    synchronized @Nullable Datagram take(long millis) throws InterruptedException {
        if (waiting.isEmpty() && !closed) {
            wait(millis);
        }
        Datagram next = waiting.poll();
        if (next != null) {
            bytes -= next.bytes().length + OVERHEAD_BYTES;
        }
        return next;
    }

    /** How many were lost since this was asked last. */
    synchronized long takeDropped() {
        long count = dropped;
        dropped = 0;
        return count;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** No more will come; what waits is still there to be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isDone() {
        return closed && waiting.isEmpty();
    }
}
