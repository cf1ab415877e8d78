package dev.weir.formats.wire;

import dev.weir.formats.BadRecord.Reason;

/** Ends the reading of one Protobuf message. It never leaves a decoder, which makes a bad piece of it. */
public final class BadWire extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public BadWire(Reason reason, String detail) {
        // A record's fault has no stack worth keeping, and a stranger may send many.
        super(detail, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
