package dev.weir.formats.json;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;

/**
 * The members of an object that its reader knows; the others are skipped.
 *
 * <p>A member with the value null is as good as absent, which is what protojson says of it. A member that is there twice
 * ends the record, because two readers of such an object need not agree on what it says (RFC 8259, section 4).
 *
 * @param <F> one constant a member, 64 at most
 */
public final class Members<F extends Enum<F>> {

    private final PropertyNameMatcher matcher;
    private final NameTable table;
    private final F[] fields;
    private final Function<F, String> names;

    private Members(F[] fields, Function<F, String> names) {
        if (fields.length > Long.SIZE) {
            throw new IllegalArgumentException("More than " + Long.SIZE + " members");
        }
        this.fields = fields;
        this.names = names;
        List<Named> named =
                Arrays.stream(fields).map(names).map(Named::fromString).toList();
        this.table = new NameTable(Arrays.stream(fields).map(names).toList());
        this.matcher = Json.FACTORY.constructNameMatcher(named, false);
    }

    public static <F extends Enum<F>> Members<F> of(Class<F> fields, Function<F, String> names) {
        return new Members<>(fields.getEnumConstants(), names);
    }

    /** Takes the value of one member; the parser stands at its first token and is left at its last. */
    @FunctionalInterface
    public interface Taker<F> {
        void take(F field, JsonParser in);
    }

    /** Reads an object. The parser stands at its start and is left at its end. */
    public void read(JsonParser in, Taker<F> taker) {
        read(in, taker, JsonParser::skipChildren);
    }

    /** The same, with somebody to look at the members that are not known; the parser stands at the member's value. */
    public void read(JsonParser in, Taker<F> taker, Consumer<JsonParser> unknown) {
        Scalars.expect(in, JsonToken.START_OBJECT, "an object");
        long seen = 0;
        for (int match = next(in); match != NameTable.END; match = next(in)) {
            in.nextToken();
            if (match < 0) {
                unknown.accept(in);
            } else {
                seen = once(seen, match);
                take(fields[match], in, taker);
            }
            // Who looked at an object or array and has not gone through it is helped past it, or its members were ours.
            in.skipChildren();
        }
    }

    private int next(JsonParser in) {
        if (in instanceof FastCursor fast) {
            return fast.nextMember(table);
        }
        int match = in.nextNameMatch(matcher);
        return match == PropertyNameMatcher.MATCH_END_OBJECT ? NameTable.END : match;
    }

    private long once(long seen, int match) {
        long bit = 1L << match;
        if ((seen & bit) != 0) {
            throw new BadField("member \"" + names.apply(fields[match]) + "\" is there twice");
        }
        return seen | bit;
    }

    private void take(F field, JsonParser in, Taker<F> taker) {
        if (in.currentToken() != JsonToken.VALUE_NULL) {
            taker.take(field, in);
        }
    }
}
