package dev.weir.standalone.cli;

import dev.weir.collector.inventory.InventoryFiles;
import dev.weir.collector.inventory.InventoryRead;
import dev.weir.policy.recommend.Options;
import dev.weir.standalone.BadInput;
import dev.weir.standalone.flows.FlowFile;
import dev.weir.traffic.admission.AdmissionFile;
import dev.weir.traffic.admission.AdmissionSettings;
import dev.weir.v1.InventoryEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What {@code up} and {@code recommend} have in common: where flows and inventory come from. */
public final class FlowInput {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Format of the flow files, as hubble-json, pmacct-json, ipfix or netflow; a wrong name "
                    + "lists all. Default: recognised.")
    String format = "";

    @Option(
            names = "--inventory",
            paramLabel = "FILE",
            description = "What kubectl get ... -o yaml|json printed of pods, controllers, services, endpoint slices, "
                    + "namespaces and nodes; file or folder, may be repeated. Without it, the labels that the flows "
                    + "carry tell workloads apart.")
    List<Path> inventory = new ArrayList<>();

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "Name of the cluster. Default: what the flows say, else \"default\".")
    String cluster = "";

    @Option(
            names = "--include-protected",
            description =
                    "Propose policies for kube-system and for namespaces of network plugins, storage, ingress and "
                            + "monitoring too, which otherwise are analysed only: an error there stops the cluster.")
    boolean includeProtected;

    @Option(
            names = "--protect",
            paramLabel = "NAMESPACE",
            description =
                    "Another namespace to analyse without proposing; NAME* is all that begin so. May be repeated.")
    List<String> protectedToo = new ArrayList<>();

    @Option(
            names = "--default-deny-apart",
            description = "Close what nobody used by policies of its own, to be applied after all others: last in the "
                    + "output, and in DIR/<cluster>/<namespace>.default-deny. Until then only directions that have rules "
                    + "are closed beyond them.")
    boolean defaultDenyApart;

    @Option(
            names = "--admission",
            paramLabel = "FILE",
            description = "What evidence must show before it makes a rule, and who approved what until when; YAML or "
                    + "JSON. Default: one day, one pod, an answer.")
    Path admission = Path.of("");

    @Option(
            names = "--open-exposed",
            description =
                    "Let everybody reach the pods' ports behind NodePort and LoadBalancer Services, whose clients "
                            + "may be anybody or appear as nodes. Otherwise only observed sources are allowed, and the policy says "
                            + "so. Ports of webhooks and aggregated APIs, which the API server calls, are always open.")
    boolean openExposed;

    @Option(
            names = "--external-surplus",
            paramLabel = "N",
            defaultValue = "0",
            description = "External addresses that a rule may allow beyond those observed, so that it needs fewer "
                    + "blocks. Default: ${DEFAULT-VALUE}, every observed address by itself.")
    long externalSurplus;

    public boolean hasInventory() {
        return !inventory.isEmpty();
    }

    /** The name that flows are filed under: an inventory is of one cluster, so flows beside it are of that one. */
    public String clusterName() {
        return cluster.isEmpty() && hasInventory() ? "default" : cluster;
    }

    /** How policies are made. */
    public Options options() {
        if (externalSurplus < 0 || externalSurplus > Options.MOST_SURPLUS) {
            throw new BadInput("--external-surplus is '" + externalSurplus + "'; give 0 to " + Options.MOST_SURPLUS);
        }
        Options asked = Options.defaults().protecting(protectedToo).withExternalSurplus(externalSurplus);
        asked = openExposed ? asked.openingExposed() : asked;
        asked = defaultDenyApart ? asked.withDefaultDenyApart() : asked;
        return includeProtected ? asked.proposingProtected() : asked;
    }

    /** What evidence must show; all problems of the file at once. */
    public AdmissionSettings admissionSettings() throws IOException {
        if (admission.toString().isEmpty()) {
            return AdmissionSettings.defaults();
        }
        if (!Files.isRegularFile(admission)) {
            throw new BadInput("--admission '" + admission + "' is no file");
        }
        AdmissionFile.Read read = AdmissionFile.read(admission.toString(), Files.readString(admission));
        if (!read.problems().isEmpty()) {
            throw new BadInput(String.join("\n", read.problems()));
        }
        return read.settings();
    }

    /** The file as given; empty where there is none. */
    public Path admissionFile() {
        return admission;
    }

    /** The files with their formats; all problems at once. */
    public List<FlowFile> flowFiles(List<Path> paths) throws IOException {
        return FlowFiles.recognised(paths, format);
    }

    /** The inventory's events; problems are told on standard error, and what is whole is used. */
    public List<InventoryEvent> inventoryEvents() {
        for (Path path : inventory) {
            if (!path.toString().equals("-") && !Files.exists(path)) {
                throw new BadInput("'" + path + "' does not exist; give what kubectl get ... -o yaml printed");
            }
        }
        InventoryRead read = InventoryFiles.read(inventory, clusterName());
        read.problems().forEach(problem -> System.err.println("inventory: " + problem));
        return read.events();
    }
}
