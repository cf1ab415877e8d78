package dev.weir.standalone.cli.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.standalone.Weir;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code weir collect} says before it connects to anything. */
class CollectCommandTest {
    private static final int OK = 0;
    private static final int USAGE = 2;
    private static final int BAD_INPUT = 3;

    private String err = "";
    private String out = "";

    @ParameterizedTest
    @ValueSource(strings = {"files", "stdin", "inventory", "hubble", "goldmane", "udp"})
    void everyCollectorTellsHowToUseIt(String collector) {
        assertThat(run("collect", collector, "--help")).isEqualTo(OK);
        assertThat(out).contains("--bootstrap", "--kafka-config", "--listen", "--cluster");
    }

    @Test
    void missingOptionIsAWrongCommandLine() {
        assertThat(run("collect", "files", "--format", "hubble-json", "flows.log"))
                .isEqualTo(USAGE);
        assertThat(err).contains("--bootstrap");
    }

    @Test
    void unknownFormatIsAWrongCommandLineThatNamesThemAll() {
        assertThat(run("collect", "stdin", "--format", "hubble", "--bootstrap", "127.0.0.1:1"))
                .isEqualTo(USAGE);
        assertThat(err).contains("\"hubble\"", "hubble-json", "pmacct-json");
    }

    @Test
    void addressThatIsNoneIsAWrongCommandLine() {
        assertThat(run("collect", "udp", "--udp", "nowhere", "--bootstrap", "127.0.0.1:1"))
                .isEqualTo(USAGE);
        assertThat(err).contains("--udp 'nowhere' is not HOST:PORT");
        assertThat(run("collect", "hubble", "--server", "relay", "--bootstrap", "127.0.0.1:1"))
                .isEqualTo(USAGE);
        assertThat(err).contains("--server 'relay' is not HOST:PORT");
    }

    @Test
    void certificateWithoutItsKeyIsAWrongCommandLineAndOneThatIsMissingIsBadInput(@TempDir Path folder)
            throws IOException {
        String file = Files.writeString(folder.resolve("cert.pem"), "").toString();
        assertThat(run("collect", "goldmane", "--tls-cert", file, "--bootstrap", "127.0.0.1:1"))
                .isEqualTo(USAGE);
        assertThat(err).contains("go together");
        assertThat(run("collect", "goldmane", "--tls-ca", file + ".none", "--bootstrap", "127.0.0.1:1"))
                .isEqualTo(BAD_INPUT);
        assertThat(err).contains("cert.pem.none' cannot be read");
    }

    @Test
    void fileThatIsNotThereIsBadInputWhereItIsNotWaitedFor(@TempDir Path folder) {
        assertThat(files(folder, folder.resolve("none.log"), "--once")).isEqualTo(BAD_INPUT);
        assertThat(err).contains("none.log' cannot be read");
    }

    @Test
    void folderIsNoFile(@TempDir Path folder) {
        assertThat(files(folder, folder)).isEqualTo(BAD_INPUT);
        assertThat(err).contains("is a folder; name the files in it");
    }

    @Test
    void stateThatIsAFileIsBadInput(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("flows.log"), "");
        assertThat(files(file, file)).isEqualTo(BAD_INPUT);
        assertThat(err).contains("--state '" + file + "' is no folder");
    }

    @Test
    void kafkaSettingsThatCannotBeReadAreBadInput(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("flows.log"), "");
        assertThat(files(folder, file, "--kafka-config", folder + "/none.properties"))
                .isEqualTo(BAD_INPUT);
        assertThat(err).contains("none.properties' cannot be read");
    }

    private int files(Path state, Path file, String... more) {
        String[] arguments = {
            "collect",
            "files",
            "--format",
            "hubble-json",
            "--bootstrap",
            "127.0.0.1:1",
            "--state",
            state.toString(),
            file.toString()
        };
        String[] all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return run(all);
    }

    private int run(String... arguments) {
        PrintStream toOut = System.out;
        PrintStream toErr = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            return Weir.run(arguments);
        } finally {
            System.setOut(toOut);
            System.setErr(toErr);
            out = printed.toString(StandardCharsets.UTF_8);
            err = told.toString(StandardCharsets.UTF_8);
        }
    }
}
