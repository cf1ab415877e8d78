package dev.weir.job;

import dev.weir.formats.Format;
import dev.weir.job.operator.IdentitySettings;
import dev.weir.policy.recommend.Options;
import dev.weir.traffic.admission.AdmissionFile;
import dev.weir.traffic.admission.AdmissionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.PropertiesDefaultProvider;

/** The job's arguments; a properties file {@code ~/.weir-job.properties} may give them too. */
@Command(
        name = "weir-job",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        defaultValueProvider = PropertiesDefaultProvider.class,
        description = "Reads flow logs from Kafka and recommends NetworkPolicies. Flink's own settings (parallelism, "
                + "checkpoints, state backend) come from the cluster or from -D.")
final class JobArguments {
    @Option(
            names = "--bootstrap",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Kafka bootstrap servers, comma separated.")
    String bootstrap = "";

    @Option(
            names = "--source",
            required = true,
            paramLabel = "TOPIC=FORMAT",
            description = "A topic of flow logs and its format: hubble-json, pmacct-json or weir. May be repeated.")
    Map<String, String> sources = new LinkedHashMap<>();

    @Option(
            names = "--cluster",
            defaultValue = "",
            paramLabel = "NAME",
            description = "Files all flows under this cluster; without it, under the one that each flow names.")
    String cluster = "";

    @Option(
            names = "--group",
            defaultValue = "weir",
            paramLabel = "NAME",
            description = "Consumer group; its committed offsets show how far the recommendations reach. ")
    String group = "weir";

    @Option(
            names = "--wait-for-inventory",
            description = "Hold flows until a whole inventory snapshot has come; without it, labels in the flows do.")
    boolean waitForInventory;

    @Option(
            names = "--longest-wait-seconds",
            defaultValue = "60",
            paramLabel = "S",
            description = "How long an address that the inventory does not know is waited for. ")
    long longestWaitSeconds = 60;

    @Option(
            names = "--fold-capacity",
            defaultValue = "300000",
            paramLabel = "N",
            description = "Sightings folded in memory in one instance; best as large as the set of hot edges. ")
    int foldCapacity = 300_000;

    @Option(
            names = "--flush-millis",
            defaultValue = "5000",
            paramLabel = "MS",
            description = "Longest time a flow is held for folding.")
    long flushMillis = 5_000;

    @Option(
            names = "--include-protected",
            description =
                    "Propose policies for kube-system and for namespaces of network plugins, storage, ingress and "
                            + "monitoring too.")
    boolean includeProtected;

    @Option(
            names = "--protect",
            paramLabel = "NAMESPACE",
            description =
                    "Another namespace to analyse without proposing; NAME* is all that begin so. May be repeated.")
    List<String> protectedToo = new ArrayList<>();

    @Option(
            names = "--default-deny-apart",
            description = "Close what nobody used by policies of its own, to be applied after all others.")
    boolean defaultDenyApart;

    @Option(
            names = "--open-exposed",
            description = "Let everybody reach what NodePort and LoadBalancer Services lead to.")
    boolean openExposed;

    @Option(
            names = "--external-surplus",
            defaultValue = "0",
            paramLabel = "N",
            description = "External addresses that a rule may allow beyond those observed, for fewer blocks.")
    long externalSurplus;

    @Option(
            names = "--admission",
            paramLabel = "FILE",
            description = "What evidence must show before it makes a rule, and approvals; YAML or JSON, read where the "
                    + "job is built. Without it: one day, one pod, an answer.")
    Path admission = Path.of("");

    /** @throws IllegalArgumentException naming an unknown format and those that are known, or all problems of the admission file */
    JobSettings settings() {
        sources.values().forEach(Format::byName);
        return new JobSettings(
                bootstrap,
                sources,
                cluster,
                group,
                foldCapacity,
                flushMillis,
                IdentitySettings.defaults(waitForInventory).withLongestWait(Duration.ofSeconds(longestWaitSeconds)),
                options(),
                admission());
    }

    private Options options() {
        if (externalSurplus < 0 || externalSurplus > Options.MOST_SURPLUS) {
            throw new IllegalArgumentException(
                    "--external-surplus is '" + externalSurplus + "'; give 0 to " + Options.MOST_SURPLUS);
        }
        Options asked = Options.defaults().protecting(protectedToo).withExternalSurplus(externalSurplus);
        asked = openExposed ? asked.openingExposed() : asked;
        asked = defaultDenyApart ? asked.withDefaultDenyApart() : asked;
        return includeProtected ? asked.proposingProtected() : asked;
    }

    private AdmissionSettings admission() {
        if (admission.toString().isEmpty()) {
            return AdmissionSettings.defaults();
        }
        try {
            return AdmissionFile.read(admission.toString(), Files.readString(admission))
                    .orThrow();
        } catch (IOException e) {
            throw new IllegalArgumentException("--admission '" + admission + "' cannot be read: " + e, e);
        }
    }
}
