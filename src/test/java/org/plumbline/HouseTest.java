package org.plumbline;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/** Holds the import table of the house: which room may use which, and which libraries. */
@AnalyzeClasses(packages = "org.plumbline", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

  private record Room(Set<String> rooms, List<String> libraries) {}

  private static final String ROOT = "org.plumbline";
  private static final String SPARK = "org.apache.spark.";
  private static final String MLLIB = "org.apache.spark.ml.";
  private static final String HADOOP = "org.apache.hadoop.";
  private static final String JACKSON = "com.fasterxml.jackson.";

  /** Every room sees the JDK, the root package and itself; what more it sees stands here. */
  private static final Map<String, Room> HOUSE =
      Map.ofEntries(
          Map.entry("columns", new Room(Set.of(), List.of())),
          Map.entry("statistics", new Room(Set.of("columns"), List.of())),
          Map.entry("features", new Room(Set.of("columns"), List.of())),
          Map.entry(
              "regression",
              new Room(Set.of("statistics"), List.of("org.apache.commons.statistics."))),
          Map.entry(
              "table",
              new Room(
                  Set.of("columns"),
                  List.of(
                      HADOOP,
                      JACKSON,
                      "org.apache.parquet.",
                      "org.xerial.snappy.",
                      "com.github.luben.zstd.",
                      "net.jpountz.lz4.",
                      "io.delta.",
                      "scala."))),
          Map.entry(
              "scan",
              new Room(
                  Set.of("columns", "statistics", "features", "table"),
                  List.of(SPARK, HADOOP, "scala."))),
          Map.entry(
              "model",
              new Room(
                  Set.of("statistics", "features", "regression", "table", "columns"),
                  List.of(JACKSON))),
          Map.entry(
              "cycle",
              new Room(
                  Set.of(
                      "columns", "statistics", "features", "regression", "table", "scan", "model"),
                  List.of(SPARK, HADOOP, "org.slf4j."))),
          Map.entry(
              "report",
              new Room(
                  Set.of("model", "statistics", "regression", "features", "table", "columns"),
                  List.of("gg.jte."))),
          Map.entry(
              "export",
              new Room(
                  Set.of("model", "features", "regression", "table", "columns"), List.of(JACKSON))),
          Map.entry(
              "mllib",
              new Room(
                  Set.of(
                      "columns",
                      "statistics",
                      "features",
                      "regression",
                      "table",
                      "scan",
                      "model",
                      "cycle"),
                  List.of(SPARK, HADOOP, "scala."))));

  @ArchTest
  void everyRoomImportsOnlyWhatTheHouseAllows(JavaClasses classes) {
    Set<String> broken = new TreeSet<>();
    for (JavaClass origin : classes) {
      Room room = HOUSE.get(roomOf(origin));
      if (room == null) {
        continue;
      }
      for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!allowed(roomOf(origin), room, target)) {
          broken.add(origin.getName() + " may not use " + target.getName());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @ArchTest
  void roomsDoNotDependOnEachOtherInCircles(JavaClasses classes) {
    slices().matching("org.plumbline.(*)..").should().beFreeOfCycles().check(classes);
  }

  @ArchTest
  void onlyMllibUsesMllib(JavaClasses classes) {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".mllib..", ROOT + ".app..")
        .should()
        .dependOnClassesThat(
            describe("are MLlib's", (JavaClass target) -> target.getName().startsWith(MLLIB)))
        .check(classes);
  }

  @Test
  void jvmOptionsAreSparksOwn() throws java.io.IOException {
    assertThat(java.nio.file.Files.readAllLines(java.nio.file.Path.of("conf", "jvm.options")))
        .containsExactly(JavaModuleOptions.defaultModuleOptionArray());
  }

  private static boolean allowed(String name, Room room, JavaClass target) {
    String type = target.getName();
    if (target.isPrimitive() || type.startsWith("java.") || type.startsWith("javax.")) {
      return true;
    }
    if (type.startsWith("jdk.incubator.vector.")) {
      return name.equals("statistics");
    }
    if (type.startsWith(ROOT)) {
      String other = roomOf(target);
      return other.isEmpty() || other.equals(name) || room.rooms().contains(other);
    }
    return room.libraries().stream().anyMatch(type::startsWith);
  }

  /** The first part of the name behind org.plumbline; empty for the root package. */
  private static String roomOf(JavaClass type) {
    String rest = type.getPackageName().substring(ROOT.length());
    return rest.isEmpty() ? "" : rest.substring(1).split("\\.", 2)[0];
  }
}
