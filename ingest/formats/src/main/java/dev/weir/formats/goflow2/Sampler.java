package dev.weir.formats.goflow2;

import dev.weir.formats.json.Addresses;
import dev.weir.formats.json.Scalars;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Base64;
import tools.jackson.core.JsonParser;

/** {@code SamplerAddress}: an address as text, or its bytes in base64, which Go makes of bytes that nobody formats. */
final class Sampler {

    private Sampler() {}

    /** The address as text; what is neither stays as it is. */
    static String read(JsonParser in) {
        String text = Scalars.text(in);
        if (Addresses.parse(text) != null) {
            return text;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            boolean address = bytes.length == 4 || bytes.length == 16;
            return address ? InetAddress.getByAddress(bytes).getHostAddress() : text;
        } catch (IllegalArgumentException | UnknownHostException notBase64) {
            return text;
        }
    }
}
