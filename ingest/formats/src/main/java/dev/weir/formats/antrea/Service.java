package dev.weir.formats.antrea;

import dev.weir.v1.ServiceRef;

/** {@code destinationServicePortName}: {@code NAMESPACE/NAME:PORT}, and the bare name of some versions. */
final class Service {

    private Service() {}

    /** @param told with the whole as the port's name */
    static ServiceRef of(ServiceRef.Builder told) {
        String text = told.getPortName();
        int slash = text.indexOf('/');
        int colon = text.lastIndexOf(':');
        boolean port = colon > slash;
        return told.clone()
                .setNamespace(slash < 0 ? "" : text.substring(0, slash))
                .setName(text.substring(slash + 1, port ? colon : text.length()))
                .setPortName(port ? text.substring(colon + 1) : "")
                .build();
    }
}
