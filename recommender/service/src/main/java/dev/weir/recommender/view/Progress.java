package dev.weir.recommender.view;

/** What one poll of the topics did to the view. */
public enum Progress {
    /** Nothing. */
    NONE,
    /** Only the offsets moved: over transaction markers, or over records that change nothing. */
    OFFSETS,
    /** Data changed, and the offsets with it. */
    DATA
}
