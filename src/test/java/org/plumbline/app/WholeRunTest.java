package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.model.Result;
import org.plumbline.table.Json;

/** The commands one after the other on a small sample, as a person would try them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeRunTest {
  @TempDir private static Path folder;

  private static Path sample;

  @BeforeAll
  static void makeSample() {
    SparkSessions.shared();
    sample = folder.resolve("sample");
    CommandLineRun run =
        CommandLineRun.of(
            "sample", "--out", sample.toString(), "--days", "6", "--rows-per-day", "200");
    assertThat(run.err())
        .isEqualTo(
            "1,200 sales of 6 days in %s; true coefficients change on 2026-01-05\n"
                    .formatted(sample)
                + "next: plumbline retrain --conf %s/house-prices.conf --as-of 2026-01-05\n"
                    .formatted(sample));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
  }

  @Test
  @Order(1)
  void planReadsNothing() throws IOException {
    CommandLineRun run = run("plan", "--as-of", "2026-01-04");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.outLines().get(0)).isEqualTo("house-prices as of 2026-01-04, cycle 1 (new)");
    assertThat(run.out())
        .contains("training", "evaluation", "scoring", "rmse at most the champion's");
    assertThat(sample.resolve("home")).doesNotExist();
  }

  @Test
  @Order(2)
  void retrainRunsTheDaysOfARange() {
    Path file = folder.resolve("result.json");
    CommandLineRun run =
        run("retrain", "--as-of", "2026-01-04..2026-01-06/2", "--result", file.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.outLines()).hasSize(2);
    List<Result> results = run.outLines().stream().map(WholeRunTest::result).toList();
    assertThat(results).extracting(Result::status).startsWith("promoted");
    assertThat(results.get(1).inputs().orElseThrow().training().orElseThrow().filesRead())
        .hasValue(2);
    assertThat(read(file)).isEqualTo(results.get(1));
    assertThat(sample.resolve("home/house-prices/index.html")).isRegularFile();
    assertThat(run.errLines())
        .anyMatch(line -> line.startsWith("as-of       verdict"))
        .anyMatch(line -> line.startsWith("2026-01-04  promoted"));
  }

  @Test
  @Order(3)
  void aCompleteCycleIsReturned() {
    CommandLineRun run = run("retrain", "--as-of", "2026-01-04");

    assertThat(run.exitCode()).isZero();
    assertThat(result(run.out()).repeated()).isTrue();
    assertThat(run.err()).contains("house-prices: promoted 2026-01-04-").contains("(done before)");
  }

  @Test
  @Order(4)
  void trainCrossChecksByMllib() {
    CommandLineRun run = run("train", "--as-of", "2026-01-03", "--cross-check");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(result(run.out()).crossCheck().orElseThrow().terms())
        .hasSize(9)
        // MLlib searches for its elastic net until a step changes little, ours is exact.
        .allSatisfy(term -> assertThat(term.digits().orElseThrow()).isGreaterThan(6));
    assertThat(run.err()).containsPattern("cross-check: MLlib fits the same [0-9]+ rows");
  }

  @Test
  @Order(5)
  void modelsListsWhoReigns() {
    CommandLineRun run = run("models");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.outLines().get(0)).startsWith("house-prices: champion 2026-01-0");
    assertThat(run.outLines().get(1)).startsWith("model ");
    assertThat(run.outLines()).hasSize(5);
    assertThat(run("models", "--format", "json").out()).startsWith("{\"name\":\"house-prices\"");
  }

  @Test
  @Order(6)
  void aPersonDecides() {
    List<String> models = models();
    CommandLineRun forced =
        run("promote", "--model", models.get(0), "--force", "--reason", "a test of the log");

    assertThat(forced.exitCode()).as(forced.err()).isZero();
    assertThat(result(forced.out()).champion().orElseThrow().after()).hasValue(models.get(0));

    CommandLineRun back = run("rollback", "--to", models.get(1), "--reason", "and back");
    assertThat(back.exitCode()).as(back.err()).isZero();
    assertThat(result(back.out()).status()).isEqualTo("rolled-back");
    assertThat(run("models", "--diff", models.get(0), models.get(1)).out())
        .contains("(intercept)", "garage");
  }

  @Test
  @Order(7)
  void scoresArePublishedOnce() {
    CommandLineRun run = run("score", "--as-of", "2026-01-03");
    CommandLineRun again = run("score", "--as-of", "2026-01-03");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(result(run.out()).scores().orElseThrow().rows()).isEqualTo(50);
    assertThat(again.exitCode()).isZero();
    assertThat(result(again.out()).scores()).isEqualTo(result(run.out()).scores());
  }

  static List<String> models() {
    try (Stream<Path> folders = Files.list(sample.resolve("home/house-prices/models"))) {
      return folders.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static CommandLineRun run(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--conf", sample.resolve("house-prices.conf").toString()));
    all.addAll(List.of(arguments));
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  private static Result result(String line) {
    return Json.read(
        line.getBytes(java.nio.charset.StandardCharsets.UTF_8), Result.class, "output");
  }

  private static Result read(Path file) {
    try {
      return Json.read(Files.readAllBytes(file), Result.class, file.toString());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
