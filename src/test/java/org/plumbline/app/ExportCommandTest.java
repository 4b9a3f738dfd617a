package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.table.Json;

class ExportCommandTest {

  @TempDir static Path folder;

  private static String conf;

  /** A champion of the sample's newest day, with gaps and a category. */
  @BeforeAll
  static void champion() {
    SparkSessions.shared();
    CommandLineRun sample =
        CommandLineRun.of(
            "sample", "--out", path("sample"), "--days", "12", "--rows-per-day", "200");
    assertThat(sample.exitCode()).as(sample.err()).isZero();
    conf = path("sample/house-prices.conf");
    CommandLineRun cycle = CommandLineRun.of("retrain", "--conf", conf, "--as-of", "2026-01-12");
    assertThat(cycle.exitCode()).as(cycle.err()).isZero();
    assertThat(cycle.out()).contains("\"status\":\"promoted\"");
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
    Path exports = Files.createDirectories(folder.resolve("exports"));
    for (String format : List.of("json", "sql", "spark")) {
      JsonNode result = result(export("--format", format, "--to", exports.resolve(format) + ""));
      assertThat(result.at("/proof/rows").asInt()).as(format).isGreaterThan(1000);
      assertThat(result.at("/proof/predictions").asInt()).as(format).isGreaterThan(500);
      assertThat(result.at("/proof/differing").asInt()).as(format).isZero();
    }
    CommandLineRun duckDb =
        export("--format", "sql", "--dialect", "duckdb", "--to", exports.resolve("duckdb") + "");
    assertThat(result(duckDb).at("/proof/differing").asInt()).isZero();
    assertThat(duckDb.err()).contains("every one is equal to the last bit");
    assertThat(names(exports)).containsExactly("duckdb", "json", "spark", "sql");
    assertThat(names(exports.resolve("spark"))).containsExactly("metadata", "stages");
    org.apache.spark.ml.PipelineModel.load(exports.resolve("spark").toUri().toString());
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
