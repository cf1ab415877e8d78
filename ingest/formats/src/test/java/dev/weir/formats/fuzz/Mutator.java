package dev.weir.formats.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** Makes an input of others: a few changes, of the kind that break parsers. */
final class Mutator {
    private static final int LONGEST = 2048;

    private static final List<byte[]> WORDS = List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\"",
                    "\n",
                    " ",
                    "|",
                    ";",
                    "-",
                    "null",
                    "true",
                    "false",
                    "0",
                    "-1",
                    "65535",
                    "65536",
                    "255",
                    "256",
                    "4294967295",
                    "4294967296",
                    "9223372036854775807",
                    "18446744073709551615",
                    "18446744073709551616",
                    "1e400",
                    "-0.0",
                    "1970-01-01T00:00:00Z",
                    "2262-04-12T00:00:00Z",
                    "9999-99-99T99:99:99Z",
                    "\\ud800",
                    "\\u0000",
                    "\0",
                    "0.0.0.0",
                    "255.255.255.255",
                    "::",
                    "::ffff:10.0.0.1",
                    "fe80::1%eth0",
                    "10.0.0.256",
                    "\"flow\":{",
                    "\"log\":\"",
                    "\"message\":\"",
                    "\"Key\":{",
                    "\"ipfix\":{",
                    "\"jsonPayload\":{",
                    "\"connection\":{",
                    "\"stream\":{}",
                    "\"values\":[[\"1\",\"",
                    "[NEW]",
                    "src=",
                    "dst=",
                    "version srcaddr dstaddr ",
                    "acl_log(",
                    "tcp",
                    "udp",
                    "icmp6",
                    "\u0000\u00ff")
            .stream()
            .map(word -> word.getBytes(StandardCharsets.UTF_8))
            .toList();

    private final SplittableRandom random;

    Mutator(SplittableRandom random) {
        this.random = random;
    }

    byte[] mutate(byte[] seed, byte[] other) {
        byte[] input = seed;
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            input = once(input, other);
        }
        return input.length > LONGEST && seed.length <= LONGEST ? Arrays.copyOf(input, LONGEST) : input;
    }

    private byte[] once(byte[] in, byte[] other) {
        int at = in.length == 0 ? 0 : random.nextInt(in.length);
        int length = Math.min(in.length - at, 1 + random.nextInt(16));
        return switch (random.nextInt(12)) {
            case 0, 1 -> flipped(in, at);
            case 2, 3 -> replaced(in, at, length, WORDS.get(random.nextInt(WORDS.size())));
            case 4 -> replaced(in, at, 0, WORDS.get(random.nextInt(WORDS.size())));
            case 5 -> replaced(in, at, length, new byte[0]);
            case 6 -> replaced(in, at, 0, Arrays.copyOfRange(in, at, at + length));
            case 7 -> replaced(in, at, length, piece(other));
            case 8 -> spliced(in, at, other);
            case 9 -> replaced(in, at, digits(in, at), WORDS.get(random.nextInt(WORDS.size())));
            case 10 -> random.nextInt(8) == 0 ? Arrays.copyOf(in, at) : flipped(in, at);
            default -> random.nextInt(16) == 0 ? wrapped(in) : flipped(in, at);
        };
    }

    private byte[] flipped(byte[] in, int at) {
        byte[] out = in.clone();
        if (out.length > 0) {
            out[at] = random.nextBoolean() ? (byte) (out[at] ^ (1 << random.nextInt(8))) : (byte) random.nextInt(256);
        }
        return out;
    }

    private byte[] piece(byte[] other) {
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        return Arrays.copyOfRange(other, from, Math.min(other.length, from + 1 + random.nextInt(64)));
    }

    private byte[] spliced(byte[] in, int at, byte[] other) {
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        return replaced(in, at, in.length - at, Arrays.copyOfRange(other, from, other.length));
    }

    private static int digits(byte[] in, int at) {
        int end = at;
        while (end < in.length && in[end] >= '0' && in[end] <= '9') {
            end++;
        }
        return end - at;
    }

    private byte[] wrapped(byte[] in) {
        if (random.nextBoolean()) {
            return gzip(in);
        }
        String text = new String(in, StandardCharsets.UTF_8)
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n");
        return ("{\"log\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(in);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] replaced(byte[] in, int at, int length, byte[] by) {
        byte[] out = new byte[in.length - length + by.length];
        System.arraycopy(in, 0, out, 0, at);
        System.arraycopy(by, 0, out, at, by.length);
        System.arraycopy(in, at + length, out, at + by.length, in.length - at - length);
        return out;
    }
}
