package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.export.ModelScorer;
import org.plumbline.table.Json;

class ExportCommandTest {

  @TempDir static Path folder;

  private static String conf;

  /** What the commands of the manual's page printed, in order. */
  private static final List<CommandLineRun> PAGE = new ArrayList<>();

  /** Runs the page's commands: they make the sample, its champion, and every export. */
  @BeforeAll
  static void runThePage() throws IOException {
    SparkSessions.shared();
    conf = path("house-prices.conf");
    for (String line : block("sh").lines().toList()) {
      assertThat(line).startsWith("jobs/plumbline ");
      String[] words = here(line.substring("jobs/plumbline ".length())).split(" ");
      CommandLineRun run = CommandLineRun.of(words);
      assertThat(run.exitCode()).as("%s: %s", line, run.err()).isZero();
      PAGE.add(run);
    }
  }

  /** The page's first block of a language. */
  private static String block(String language) throws IOException {
    String page = Files.readString(Path.of("docs", "exports.md"));
    String from = page.substring(page.indexOf("```" + language + "\n") + language.length() + 4);
    return from.substring(0, from.indexOf("```"));
  }

  /** The page's folder is the test's. */
  private static String here(String text) {
    return text.replaceAll("(?<=[ '\"])demo(?=[/ ])", folder.toString());
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static CommandLineRun export(String... arguments) {
    List<String> all = new ArrayList<>(List.of("export", "--conf", conf));
    all.addAll(List.of(arguments));
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  private static JsonNode result(CommandLineRun run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.outLines()).hasSize(1);
    return Json.parse(run.out().getBytes(StandardCharsets.UTF_8), "the result");
  }

  private static List<String> names(Path where) throws IOException {
    try (Stream<Path> files = Files.list(where)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyFormatIsProvenAndKept() throws IOException {
    List<CommandLineRun> exports = PAGE.subList(PAGE.size() - 4, PAGE.size());
    for (CommandLineRun run : exports) {
      JsonNode result = result(run);
      assertThat(result.at("/proof/rows").asInt()).isGreaterThan(400);
      assertThat(result.at("/proof/predictions").asInt()).isGreaterThan(300);
      assertThat(result.at("/proof/differing").asInt()).isZero();
      assertThat(run.err()).contains("every one is equal to the last bit");
    }
    assertThat(names(folder))
        .contains("pipeline", "price.spark.sql", "price.duckdb.sql", "price.json")
        .noneMatch(name -> name.contains("unproven"));
    assertThat(names(folder.resolve("pipeline"))).containsExactly("metadata", "stages");
  }

  private static final Pattern JACKSON =
      Pattern.compile("^jackson-(core|databind|annotations|datatype-jdk8|datatype-jsr310)-2");

  @Test
  void thePagesProgramScoresInAJvmWithoutSpark() throws Exception {
    Path program = Files.writeString(folder.resolve("Price.java"), here(block("java")));
    List<String> jars =
        Stream.concat(
                Stream.of(Path.of("target", "classes").toAbsolutePath().toString()),
                classPath().filter(jar -> JACKSON.matcher(Path.of(jar).getFileName() + "").find()))
            .toList();
    assertThat(jars).hasSize(6);

    String out = java(jars, List.of(), program);

    ModelScorer scorer = ModelScorer.load(folder.resolve("price.json"));
    Map<String, Object> row =
        Map.of("area", 71.5, "rooms", 3, "distance", 4.2, "garage", true, "district", "north");
    assertThat(out.strip()).isEqualTo(Double.toString(scorer.score(row).orElseThrow()));
  }

  @Test
  void plainSparkLoadsThePipelineAndPredictsAsTheScorerDoes() throws Exception {
    Path program =
        Files.writeString(
            folder.resolve("Pipeline.java"),
            """
            class Pipeline {
              public static void main(String[] arguments) {
                var spark =
                    org.apache.spark.sql.SparkSession.builder()
                        .master("local[1]")
                        .config("spark.ui.enabled", "false")
                        .config("spark.sql.session.timeZone", "Pacific/Auckland")
                        .getOrCreate();
                org.apache.spark.ml.PipelineModel.load(arguments[0])
                    .transform(spark.read().parquet(arguments[1]))
                    .coalesce(1).write().parquet(arguments[2]);
              }
            }
            """);
    List<String> withoutUs =
        classPath()
            .filter(jar -> jar.endsWith(".jar"))
            .filter(jar -> !jar.contains("plumbline"))
            .toList();
    java(
        withoutUs,
        Files.readAllLines(Path.of("conf", "jvm.options")),
        program,
        path("pipeline"),
        path("sales-parquet"),
        path("scored"));

    ModelScorer scorer = ModelScorer.load(folder.resolve("price.json"));
    List<Row> rows = SparkSessions.shared().read().parquet(path("scored")).collectAsList();
    assertThat(rows).hasSize(12 * 200);
    for (Row row : rows) {
      Map<String, Object> values = new HashMap<>();
      scorer.columns().names().forEach(name -> values.put(name, row.getAs(name)));
      assertThat(row.<Double>getAs("prediction"))
          .as("%s", row)
          .isEqualTo(scorer.score(values).orElseThrow());
    }
  }

  private static Stream<String> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  /** Runs a source file in a JVM of its own; what it printed. */
  private static String java(
      List<String> classPath, List<String> options, Path program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(String.join(File.pathSeparator, classPath));
    command.add(program.toString());
    command.addAll(List.of(arguments));
    Path err = folder.resolve(program.getFileName() + ".err");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(err)).isZero();
    return out;
  }

  @Test
  void thePagesQueryRunsInDuckDb() throws Exception {
    String expression = Files.readString(folder.resolve("price.duckdb.sql"));
    String query =
        here(block("sql"))
            .replace("  -- the text of " + folder + "/price.duckdb.sql\n", expression);
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement();
        ResultSet results =
            statement.executeQuery("SELECT count(prediction) FROM (" + query + ")")) {
      assertThat(results.next()).isTrue();
      assertThat(results.getInt(1)).isEqualTo(12 * 200);
    }
  }

  @Test
  void whatIsThereIsNeverReplaced() throws IOException {
    Path there = Files.writeString(folder.resolve("there.json"), "mine");
    Path full = Files.createDirectories(folder.resolve("full"));
    Files.writeString(full.resolve("mine"), "mine");

    for (Path each : List.of(there, full)) {
      CommandLineRun run = export("--format", "json", "--to", each.toString());
      assertThat(run.exitCode()).isEqualTo(73);
      assertThat(run.err()).contains(each + ": there is something already");
    }
    assertThat(there).hasContent("mine");
  }

  @Test
  void modelsThatAreNotThereAreRefused() throws IOException {
    CommandLineRun unknown =
        export("--format", "json", "--model", "2026-01-01-000000000000", "--to", path("u.json"));
    assertThat(unknown.exitCode()).isEqualTo(66);
    CommandLineRun none =
        export("--format", "json", "--set", "name=other", "--to", path("none.json"));
    assertThat(none.exitCode()).isEqualTo(66);
    assertThat(none.err()).contains("There is no champion to export");
    assertThat(names(folder)).doesNotContain("u.json", "none.json");
  }

  @Test
  void optionsThatContradictAreRefused() {
    CommandLineRun run =
        export("--format", "json", "--dialect", "duckdb", "--to", path("never.json"));
    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err()).contains("--format json has no dialects");
  }
}
