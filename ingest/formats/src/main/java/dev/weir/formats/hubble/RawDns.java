package dev.weir.formats.hubble;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * An {@code l7.dns} message.
 *
 * @param query without the final dot
 * @param ttl seconds, 32 bits unsigned
 */
record RawDns(String query, List<String> qtypes, List<ByteString> ips, List<String> cnames, int ttl, int rcode) {}
