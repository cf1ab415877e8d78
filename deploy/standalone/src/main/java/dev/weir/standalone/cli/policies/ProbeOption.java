package dev.weir.standalone.cli.policies;

import dev.weir.policy.eval.Party;
import dev.weir.policy.eval.Probe;
import dev.weir.policy.model.Protocol;
import picocli.CommandLine.Option;

/** One connection on the command line. */
final class ProbeOption {

    @Option(names = "--from", paramLabel = "WHO", description = "The client: ns/pod, ip:ADDRESS or node:NAME.")
    String from = "";

    @Option(names = "--to", paramLabel = "WHO", description = "The server; the same forms.")
    String to = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port on the server itself, after any translation by a Service: 1 to 65535.")
    int port;

    @Option(
            names = "--protocol",
            paramLabel = "PROTOCOL",
            defaultValue = "TCP",
            description = "TCP, UDP or SCTP. Default: ${DEFAULT-VALUE}.")
    Protocol protocol = Protocol.TCP;

    boolean isGiven() {
        return !from.isEmpty() || !to.isEmpty() || port != 0;
    }

    /** The connection; a wrong one is an error of the command line. */
    Probe probe(Form form) {
        if (from.isEmpty() || to.isEmpty() || port == 0) {
            throw form.usage("A connection needs --from, --to and --port");
        }
        try {
            return new Probe(Party.parse(from), Party.parse(to), port, protocol);
        } catch (IllegalArgumentException e) {
            throw form.usage(String.valueOf(e.getMessage()));
        }
    }
}
