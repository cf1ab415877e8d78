package dev.weir.recommender.view;

/**
 * A piece of a record that no decoder could read.
 *
 * @param topic topic that it was read from
 * @param partition its partition
 * @param offset its offset
 * @param position which piece of that record, in the decoder's words; empty for the whole record
 * @param reason why it could not be read
 */
public record DeadLetter(String topic, int partition, long offset, String position, String reason) {
    private static final String SEPARATOR = "/";

    /** Where it lies; two of one place are one. A topic's name has no slash. */
    byte[] place() {
        return Bytes.of(topic + SEPARATOR + partition + SEPARATOR + offset + SEPARATOR + position);
    }

    static DeadLetter of(byte[] place, String reason) {
        String[] parts = Bytes.text(place).split(SEPARATOR, 4);
        return new DeadLetter(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]), parts[3], reason);
    }
}
