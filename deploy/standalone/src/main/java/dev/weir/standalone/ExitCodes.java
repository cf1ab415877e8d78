package dev.weir.standalone;

/** Exit codes, the same for every command. */
public final class ExitCodes {
    public static final int OK = 0;
    /** Findings: for example an edge that a proposal would deny. */
    public static final int FINDING = 1;

    public static final int USAGE = 2;
    public static final int BAD_INPUT = 3;
    public static final int INTERRUPTED = 130;

    private ExitCodes() {}
}
