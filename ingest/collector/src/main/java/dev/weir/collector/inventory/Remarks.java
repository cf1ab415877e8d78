package dev.weir.collector.inventory;

/** Takes what is wrong with one object while the rest of it is still taken over. */
@FunctionalInterface
interface Remarks {

    /**
     * @param path of the field within the object
     * @param value as written; empty if nothing is there
     * @param message what is wrong
     * @param hint what to do about it; may be empty
     */
    void add(String path, String value, String message, String hint);
}
