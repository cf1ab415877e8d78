package dev.weir.formats.json;

/**
 * A stretch of the value, in bytes from its start.
 *
 * @param opaque whether it is the text of a wrapper, whose insides have no place of their own in the value
 */
record Place(int offset, int length, boolean opaque) {

    /** A stretch of this one. */
    Place part(int from, int to) {
        return opaque ? this : new Place(offset + from, Math.max(0, to - from), false);
    }

    /** From the start of this one to the end of a later one. */
    Place to(Place later) {
        return new Place(offset, Math.max(length, later.offset + later.length - offset), true);
    }

    /** This stretch as a wrapper's text. */
    Place text() {
        return new Place(offset, length, true);
    }
}
