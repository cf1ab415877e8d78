package dev.weir.schemas;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the present form of a Protobuf file reads what a released form wrote, and the other way round. The rules are
 * those of "Updating A Message Type" in the Protobuf language guide, made stricter where a change is readable but
 * changes what a value means: names and presence stay too.
 */
final class Compatibility {
    private final List<String> breaks = new ArrayList<>();

    private Compatibility() {}

    /** What breaks, one sentence each, in the order of the released file; empty when nothing does. */
    static List<String> breaks(FileDescriptorProto released, FileDescriptorProto present) {
        Compatibility check = new Compatibility();
        String file = released.getName();
        check.same(file, "package", released.getPackage(), present.getPackage());
        check.same(file, "syntax", released.getSyntax(), present.getSyntax());
        check.messages("", released.getMessageTypeList(), present.getMessageTypeList());
        check.enums("", released.getEnumTypeList(), present.getEnumTypeList());
        return List.copyOf(check.breaks);
    }

    private void messages(String scope, List<DescriptorProto> released, List<DescriptorProto> present) {
        for (DescriptorProto old : released) {
            String name = scope + old.getName();
            present.stream()
                    .filter(now -> now.getName().equals(old.getName()))
                    .findFirst()
                    .ifPresentOrElse(now -> message(name, old, now), () -> report("message %s is gone", name));
        }
    }

    private void message(String name, DescriptorProto released, DescriptorProto present) {
        for (FieldDescriptorProto old : released.getFieldList()) {
            present.getFieldList().stream()
                    .filter(now -> now.getNumber() == old.getNumber())
                    .findFirst()
                    .ifPresentOrElse(
                            now -> field(name, released, old, present, now), () -> removed(name, old, present));
        }
        for (DescriptorProto.ReservedRange range : released.getReservedRangeList()) {
            for (int number = range.getStart(); number < range.getEnd(); number++) {
                if (!isReserved(present, number)) {
                    report("%s: number %d is no longer reserved", name, number);
                }
            }
        }
        messages(name + ".", released.getNestedTypeList(), present.getNestedTypeList());
        enums(name + ".", released.getEnumTypeList(), present.getEnumTypeList());
    }

    private void field(
            String message,
            DescriptorProto oldMessage,
            FieldDescriptorProto old,
            DescriptorProto nowMessage,
            FieldDescriptorProto now) {
        String field = message + " field " + old.getNumber();
        same(field, "name", old.getName(), now.getName());
        same(field, "type", type(old), type(now));
        same(field, "label", old.getLabel().name(), now.getLabel().name());
        same(field, "oneof", oneof(oldMessage, old), oneof(nowMessage, now));
    }

    private void removed(String message, FieldDescriptorProto old, DescriptorProto present) {
        if (!isReserved(present, old.getNumber())) {
            report("%s: field %d is gone and its number is not reserved", message, old.getNumber());
        }
        if (!present.getReservedNameList().contains(old.getName())) {
            report("%s: field %d is gone and its name \"%s\" is not reserved", message, old.getNumber(), old.getName());
        }
    }

    private void enums(String scope, List<EnumDescriptorProto> released, List<EnumDescriptorProto> present) {
        for (EnumDescriptorProto old : released) {
            String name = scope + old.getName();
            present.stream()
                    .filter(now -> now.getName().equals(old.getName()))
                    .findFirst()
                    .ifPresentOrElse(now -> values(name, old, now), () -> report("enum %s is gone", name));
        }
    }

    private void values(String name, EnumDescriptorProto released, EnumDescriptorProto present) {
        for (EnumValueDescriptorProto old : released.getValueList()) {
            // More than one where the file allows aliases.
            List<String> names = present.getValueList().stream()
                    .filter(now -> now.getNumber() == old.getNumber())
                    .map(EnumValueDescriptorProto::getName)
                    .toList();
            if (names.contains(old.getName())) {
                continue;
            }
            if (!names.isEmpty()) {
                same(name + " value " + old.getNumber(), "name", old.getName(), names.get(0));
                continue;
            }
            boolean reserved = present.getReservedRangeList().stream()
                    .anyMatch(range -> range.getStart() <= old.getNumber() && old.getNumber() <= range.getEnd());
            if (!reserved) {
                report("enum %s: value %d is gone and not reserved", name, old.getNumber());
            }
        }
    }

    // The end of a message's reserved range is exclusive, that of an enum's inclusive (descriptor.proto).
    private static boolean isReserved(DescriptorProto message, int number) {
        return message.getReservedRangeList().stream()
                .anyMatch(range -> range.getStart() <= number && number < range.getEnd());
    }

    private static String type(FieldDescriptorProto field) {
        return field.getTypeName().isEmpty() ? field.getType().name() : field.getTypeName();
    }

    // An optional field of proto3 is alone in a made-up oneof, so presence is compared along with the real ones.
    private static String oneof(DescriptorProto message, FieldDescriptorProto field) {
        return field.hasOneofIndex()
                ? message.getOneofDecl(field.getOneofIndex()).getName()
                : "";
    }

    private void same(String where, String what, String released, String present) {
        if (!released.equals(present)) {
            report("%s: %s was \"%s\", is \"%s\"", where, what, released, present);
        }
    }

    private void report(String sentence, Object... values) {
        breaks.add(sentence.formatted(values));
    }
}
