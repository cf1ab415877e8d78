package dev.weir.formats.netflow;

/**
 * How the templates are held.
 *
 * @param domains observation domains known now
 * @param templates held now
 * @param bytes their estimated heap
 * @param learned that were new
 * @param changed that took another's place under its number
 * @param withdrawn by their exporter
 * @param evicted domains that were dropped for want of room, with their templates
 * @param refused templates that had no room
 */
public record TemplateStatistics(
        int domains,
        int templates,
        int bytes,
        long learned,
        long changed,
        long withdrawn,
        long evicted,
        long refused) {}
