package dev.weir.formats.json;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;

/**
 * The members of an object that its reader knows, each with what it does to the record; the others are skipped.
 *
 * <p>A member with the value null is as good as absent, which is what protojson says of it. A member that is there twice
 * ends the record, because two readers of such an object need not agree on what it says (RFC 8259, section 4).
 *
 * @param <T> the record as far as it is read
 */
public final class Fields<T> {

    /** Takes the value of one member; the parser stands at its first token and is left at its last. */
    @FunctionalInterface
    public interface Setter<T> {
        void set(T record, JsonParser in);
    }

    private final PropertyNameMatcher matcher;
    private final NameTable table;
    private final List<String> names;
    private final List<Setter<? super T>> setters;

    private Fields(Table<T> table) {
        this.names = List.copyOf(table.names);
        this.setters = List.copyOf(table.setters);
        List<Named> named = names.stream().map(Named::fromString).toList();
        this.table = new NameTable(names);
        this.matcher = Json.FACTORY.constructNameMatcher(named, false);
    }

    public static <T> Table<T> of() {
        return new Table<>();
    }

    /** Reads an object. The parser stands at its start and is left at its end. */
    public void read(JsonParser in, T record) {
        read(in, record, JsonParser::skipChildren);
    }

    /** The same, with somebody to look at the members that are not known; the parser stands at the member's value. */
    public void read(JsonParser in, T record, Consumer<JsonParser> unknown) {
        Scalars.expect(in, JsonToken.START_OBJECT, "an object");
        Seen seen = new Seen();
        for (int match = next(in); match != NameTable.END; match = next(in)) {
            in.nextToken();
            if (match < 0) {
                unknown.accept(in);
            } else {
                if (!seen.first(match)) {
                    throw new BadField("member \"" + names.get(match) + "\" is there twice");
                }
                if (in.currentToken() != JsonToken.VALUE_NULL) {
                    setters.get(match).set(record, in);
                }
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

    /** Which members were there; a bit each, since a record has a few objects and a stream many records. */
    private static final class Seen {
        private long low;
        private long high;

        boolean first(int member) {
            long bit = 1L << member;
            long before = member < Long.SIZE ? low : high;
            if (member < Long.SIZE) {
                low |= bit;
            } else {
                high |= bit;
            }
            return (before & bit) == 0;
        }
    }

    /** The members, one after the other. */
    public static final class Table<T> {
        private static final int MOST = 2 * Long.SIZE;

        private final List<String> names = new ArrayList<>();
        private final List<Setter<? super T>> setters = new ArrayList<>();

        private Table() {}

        /** A member of any kind. */
        public Table<T> value(String member, Setter<? super T> setter) {
            if (names.size() == MOST || names.contains(member)) {
                throw new IllegalArgumentException("Too many members, or one twice: \"" + member + "\"");
            }
            names.add(member);
            setters.add(setter);
            return this;
        }

        public Table<T> text(String member, BiConsumer<T, String> setter) {
            return value(member, (record, in) -> setter.accept(record, Scalars.text(in)));
        }

        /** A text or a number, as text. */
        public Table<T> word(String member, BiConsumer<T, String> setter) {
            return value(member, (record, in) -> setter.accept(record, Scalars.word(in)));
        }

        public Table<T> flag(String member, BiConsumer<T, Boolean> setter) {
            return value(member, (record, in) -> setter.accept(record, Scalars.flag(in)));
        }

        public Table<T> uint16(String member, ObjIntConsumer<T> setter) {
            return value(member, (record, in) -> setter.accept(record, Scalars.uint16(in)));
        }

        public Table<T> uint32(String member, ObjIntConsumer<T> setter) {
            return value(member, (record, in) -> setter.accept(record, Scalars.uint32(in)));
        }

        public Table<T> uint64(String member, ObjLongConsumer<T> setter) {
            return value(member, (record, in) -> setter.accept(record, Scalars.uint64(in)));
        }

        /** An IP address; an empty text is as good as absent. */
        public Table<T> address(String member, BiConsumer<T, ByteString> setter) {
            return value(member, (record, in) -> {
                ByteString address = Scalars.address(in);
                if (!address.isEmpty()) {
                    setter.accept(record, address);
                }
            });
        }

        /** An object with members of its own. */
        public <U> Table<T> object(String member, Function<T, U> part, Fields<U> fields) {
            return value(member, (record, in) -> fields.read(in, part.apply(record)));
        }

        /** An array; the setter gets each element that is not null. */
        public Table<T> each(String member, Setter<? super T> setter) {
            return value(member, (record, in) -> Scalars.each(in, at -> setter.set(record, at)));
        }

        public Fields<T> build() {
            return new Fields<>(this);
        }
    }
}
