package dev.weir.formats.json;

/** Ends the reading of one record. It never leaves the decoder, which makes a bad piece of it. */
public final class BadField extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadField(String detail) {
        // A record's fault has no stack worth keeping, and a stranger may send many.
        super(detail, null, false, false);
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
