package dev.weir.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise to whoever runs a released version. With {@code -Dweir.release=v0} the present files are kept as those of
 * that release before they are compared.
 */
final class ReleasedContractsTest {
    private static final ReleasedContracts RELEASES = new ReleasedContracts(Path.of("src/test/resources/released"));

    @TempDir
    Path folder;

    @Test
    void everyReleaseReadsAndIsReadByThePresentFiles() throws Exception {
        List<FileDescriptorProto> present = PresentContracts.all();
        String release = System.getProperty("weir.release");
        if (release != null) {
            RELEASES.keep(release, present);
        }

        assertThat(RELEASES.breaks(present)).isEmpty();
    }

    @Test
    void missingFolderIsNotTakenForNoRelease() {
        ReleasedContracts gone = new ReleasedContracts(folder.resolve("gone"));

        assertThatThrownBy(() -> gone.breaks(List.of())).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void breakNamesTheReleaseThatItBreaks() throws Exception {
        List<FileDescriptorProto> present = PresentContracts.all();
        ReleasedContracts releases = new ReleasedContracts(folder);
        releases.keep("v0", present);
        releases.keep("v1", present);

        assertThat(releases.breaks(present)).isEmpty();
        assertThat(releases.breaks(present.subList(1, present.size())))
                .containsExactly("v0: file weir/v1/edge.proto is gone", "v1: file weir/v1/edge.proto is gone");
    }

    @Test
    void keptReleaseIsNeverOverwritten() throws Exception {
        ReleasedContracts releases = new ReleasedContracts(folder);
        releases.keep("v0", List.of());

        assertThatThrownBy(() -> releases.keep("v0", List.of())).isInstanceOf(FileAlreadyExistsException.class);
    }
}
