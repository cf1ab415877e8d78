package dev.weir.standalone;

/** Input that cannot be used: what, where and what to do, in the message. Ends the command with exit code 3. */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadInput(String message) {
        super(message);
    }
}
