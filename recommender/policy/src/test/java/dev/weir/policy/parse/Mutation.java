package dev.weir.policy.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Damages texts: bytes flipped, pieces lost, doubled and moved, lines indented otherwise, words of YAML put in. */
final class Mutation {

    private static final int MOST = 4;
    private static final int LONGEST = 20_000;

    private static final List<String> WORDS = List.of(
            "---\n",
            "...\n",
            "%YAML 9.9\n",
            "%TAG ! tag:x,2000:\n",
            "- ",
            "? ",
            ": ",
            "&a ",
            "*a",
            "*a ",
            "<<: *a\n",
            "!!binary ",
            "!!int ",
            "!!set ",
            "!local ",
            "|\n",
            ">-\n",
            "[",
            "]",
            "{",
            "}",
            ",",
            "#",
            "\"",
            "'",
            "\\",
            "\t",
            "\r",
            "\n",
            "\u0000",
            "\u0007",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\ud83d",
            "\ud83d\ude00",
            "null",
            "~",
            "true",
            "on",
            "0x1F",
            "0o7",
            "1e3",
            "1_000",
            "12:30:45",
            ".inf",
            "-.inf",
            ".nan",
            "2024-01-01",
            "-1",
            "0",
            "65535",
            "65536",
            "9223372036854775808",
            "1".repeat(400),
            "a".repeat(300),
            "[".repeat(200),
            "10.0.0.0/8",
            "::/0",
            "0.0.0.0/33",
            "10.0.0.1/8",
            "::ffff:10.0.0.1/104",
            "fe80::1%eth0/64",
            "{}",
            "[]",
            "\"\"",
            "items:\n",
            "kind: List\n",
            "endPort: 1\n",
            "except: [10.0.0.0/8]\n",
            "matchExpressions: [{key: a, operator: In}]\n");

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    /** @param other a text to take pieces from */
    String of(String text, String other) {
        StringBuilder damaged = new StringBuilder(text);
        int times = 1 + random.nextInt(MOST);
        for (int i = 0; i < times && damaged.length() < LONGEST; i++) {
            damage(damaged, other);
        }
        return random.nextInt(4) == 0 ? withBadBytes(damaged.toString()) : damaged.toString();
    }

    private void damage(StringBuilder text, String other) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(40));
        switch (random.nextInt(7)) {
            case 0 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
            case 1 -> text.replace(at, end, WORDS.get(random.nextInt(WORDS.size())));
            case 2 -> text.delete(at, end);
            case 3 -> text.insert(at, text.substring(at, end));
            case 4 -> text.insert(at, piece(other));
            case 5 -> text.replace(at, end, String.valueOf((char) random.nextInt(0x10000)));
            default -> moveLine(text);
        }
    }

    private String piece(String other) {
        int from = random.nextInt(other.length());
        return other.substring(from, Math.min(other.length(), from + random.nextInt(200)));
    }

    private void moveLine(StringBuilder text) {
        List<String> lines = new ArrayList<>(text.toString().lines().toList());
        if (lines.isEmpty()) {
            return;
        }
        String line = lines.remove(random.nextInt(lines.size()));
        String moved = random.nextBoolean() ? line : random.nextBoolean() ? "  " + line : line.stripLeading();
        lines.add(random.nextInt(lines.size() + 1), moved);
        text.setLength(0);
        text.append(String.join("\n", lines));
    }

    private String withBadBytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3 && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }
}
