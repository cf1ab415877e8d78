package dev.weir.process;

/** A child JVM could not be started, did not become ready or would not end. The message says what to look at. */
public final class ChildFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what was attempted, and the end of the child's log where there is one. */
    public ChildFailedException(String message) {
        super(message);
    }

    /** With the cause in the operating system. */
    public ChildFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
