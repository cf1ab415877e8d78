package dev.weir.standalone;

import dev.weir.standalone.cli.BrokerCommand;
import dev.weir.standalone.cli.InventoryCommand;
import dev.weir.standalone.cli.JobCommand;
import dev.weir.standalone.cli.RecommendCommand;
import dev.weir.standalone.cli.UpCommand;
import dev.weir.standalone.cli.collect.CollectCommand;
import dev.weir.standalone.cli.policies.AttackCommand;
import dev.weir.standalone.cli.policies.CoverageCommand;
import dev.weir.standalone.cli.policies.DiffCommand;
import dev.weir.standalone.cli.policies.DriftCommand;
import dev.weir.standalone.cli.policies.EvalCommand;
import dev.weir.standalone.cli.policies.ExplainCommand;
import dev.weir.standalone.cli.policies.ListCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** The command {@code weir}. */
@Command(
        name = "weir",
        mixinStandardHelpOptions = true,
        versionProvider = Weir.Version.class,
        description = "Recommends the least-privilege NetworkPolicies that let a cluster's observed traffic pass.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            RecommendCommand.class,
            InventoryCommand.class,
            CollectCommand.class,
            EvalCommand.class,
            ListCommand.class,
            DiffCommand.class,
            ExplainCommand.class,
            CoverageCommand.class,
            DriftCommand.class,
            AttackCommand.class,
            JobCommand.class,
            BrokerCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:findings: a proposal did not pass its replay, policies differ, or something deserves a look",
            "2:the command line is wrong, or something failed",
            "3:the input cannot be used",
            "130:stopped by Ctrl-C"
        })
public final class Weir {
    @Option(
            names = {"-v", "--verbose"},
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show stack traces of errors.")
    boolean verbose;

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command and says with which code to exit. */
    public static int run(String... args) {
        Weir weir = new Weir();
        return new CommandLine(weir)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi()))
                .setExecutionExceptionHandler((failure, command, parsed) -> weir.explain(failure, command.getErr()))
                .execute(args);
    }

    /** Colours only on a terminal that wants them (https://no-color.org). */
    private static Ansi ansi() {
        boolean wanted =
                System.console() != null && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return wanted ? Ansi.ON : Ansi.OFF;
    }

    private int explain(Exception failure, PrintWriter err) {
        if (failure instanceof BadInput || failure instanceof IllegalArgumentException) {
            err.println("weir: " + failure.getMessage());
            trace(failure, err);
            return failure instanceof BadInput ? ExitCodes.BAD_INPUT : ExitCodes.USAGE;
        }
        String what = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        err.println("weir: " + what);
        err.println("weir: -v shows where it happened");
        trace(failure, err);
        return ExitCodes.USAGE;
    }

    private void trace(Exception failure, PrintWriter err) {
        if (verbose) {
            failure.printStackTrace(err);
        }
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Weir.class.getPackage().getImplementationVersion();
            return new String[] {"weir " + (version == null ? "(development build)" : version)};
        }
    }
}
