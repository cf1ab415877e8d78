package dev.weir.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows between modules: libraries stand on contracts and the JDK, processes do not know each other. */
class ModuleArrowsTest {
    private static final String[] PURE = {"dev.weir.formats..", "dev.weir.traffic..", "dev.weir.policy.."};

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPaths(List.of(
                            "schemas",
                            "ingest/formats",
                            "ingest/collector",
                            "stream-job/traffic",
                            "stream-job/job",
                            "recommender/policy",
                            "recommender/service",
                            "deploy/broker",
                            "deploy/standalone")
                    .stream()
                    .map(module -> Path.of(System.getProperty("weir.root"), module, "target/classes"))
                    .toList());

    @Test
    void pureLibrariesKnowNoFrameworkClockOrLogger() {
        check(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.flink..",
                        "org.apache.kafka..",
                        "io.fabric8..",
                        "org.rocksdb..",
                        "org.slf4j..",
                        "java.util.logging..",
                        "picocli.."));
        check(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now"));
    }

    @Test
    void pureLibrariesStandOnTheContractsAndNotOnEachOther() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.weir.formats..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.weir.traffic..", "dev.weir.policy.."));
        check(noClasses()
                .that()
                .resideInAPackage("dev.weir.traffic..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.weir.formats..", "dev.weir.policy.."));
        check(noClasses()
                .that()
                .resideInAPackage("dev.weir.policy..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.weir.formats..", "dev.weir.traffic.."));
    }

    @Test
    void processesDoNotKnowEachOther() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.weir.job..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.weir.recommender..", "dev.weir.collector..", "dev.weir.broker.."));
        check(noClasses()
                .that()
                .resideInAPackage("dev.weir.recommender..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.weir.job..", "dev.weir.collector..", "dev.weir.broker.."));
        check(noClasses()
                .that()
                .resideInAPackage("dev.weir.collector..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.weir.job..", "dev.weir.recommender..", "dev.weir.broker.."));
    }

    @Test
    void nothingDependsOnTheCommand() {
        check(classes()
                .that()
                .resideInAPackage("dev.weir.standalone..")
                .should()
                .onlyBeAccessed()
                .byClassesThat()
                .resideInAPackage("dev.weir.standalone.."));
    }

    @Test
    void packagesOfAModuleHaveNoCycles() {
        for (String module : List.of("formats", "collector", "traffic", "policy", "job", "recommender", "standalone")) {
            check(SlicesRuleDefinition.slices()
                    .matching("dev.weir." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles());
        }
    }

    private static void check(ArchRule rule) {
        rule.check(ALL);
    }
}
