package dev.weir.formats.conntrack;

import dev.weir.formats.json.LineReader;
import dev.weir.formats.json.LineRecords;
import dev.weir.formats.json.RecordReader;
import dev.weir.formats.json.Texts;
import dev.weir.v1.FlowEvent;
import dev.weir.v1.SourceFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code [TIME] [EVENT] FAMILY NUMBER PROTOCOL NUMBER TIMEOUT STATE src=… dst=… [MARK] src=… dst=… name=value…}. */
public final class EventLines implements LineReader {
    private static final int MOST_WORDS = 80;
    private static final long NANOS = 1_000_000_000L;
    private static final long LAST_SECOND = Long.MAX_VALUE / NANOS - 1;

    public static RecordReader reader() {
        return new LineRecords(SourceFormat.CONNTRACK, EventLines::new);
    }

    @Override
    public @Nullable FlowEvent read(String line) {
        RawEntry entry = new RawEntry();
        String before = "";
        for (String word : line.split("\\s+", MOST_WORDS)) {
            word(word, before, entry);
            before = word;
        }
        return entry.isConnection() ? EntryEvents.of(entry) : null;
    }

    private static void word(String word, String before, RawEntry entry) {
        int equals = word.indexOf('=');
        if (word.startsWith("[") && word.endsWith("]")) {
            bracket(word.substring(1, word.length() - 1), entry);
        } else if (equals > 0) {
            pair(word.substring(0, equals), word.substring(equals + 1), entry);
        } else if (entry.original.isEmpty()) {
            head(word, before, entry);
        }
    }

    /** A time has a dot in it, and nothing but digits besides. */
    private static void bracket(String word, RawEntry entry) {
        int dot = word.indexOf('.');
        boolean time = dot > 0 && Texts.isNumber(word.substring(0, dot)) && Texts.isNumber(word.substring(dot + 1));
        if (!time) {
            entry.marks.add(word);
            return;
        }
        String fraction = (word.substring(dot + 1) + "000000000").substring(0, 9);
        long seconds = Texts.number("time", word.substring(0, dot), LAST_SECOND);
        entry.time = seconds * NANOS + Long.parseLong(fraction);
    }

    /** The source opens each of the two tuples. */
    private static void pair(String name, String value, RawEntry entry) {
        boolean second = !entry.reply.isEmpty() || (name.equals("src") && entry.original.containsKey("src"));
        (second ? entry.reply : entry.original).putIfAbsent(name, value);
    }

    /** Before the tuples: a family and its number, a protocol and its number, a timeout, a state in capitals. */
    private static void head(String word, String before, RawEntry entry) {
        boolean family = before.equals("ipv4") || before.equals("ipv6");
        boolean name = !before.isEmpty() && Character.isLowerCase(before.charAt(0));
        if (Texts.isNumber(word) && name && !family && entry.protocol.isEmpty()) {
            entry.protocol = before;
            entry.protocolNumber = (int) Texts.number("protocol", word, 255);
        } else if (word.equals(word.toUpperCase(Locale.ROOT)) && !Texts.isNumber(word)) {
            entry.state = word;
        }
    }
}
