package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.model.Result;
import org.plumbline.table.Json;

/** The command line up to where a session would start. */
class PlumblineTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource
  void badUsageEndsWith64AndOneLine(String arguments, String line) {
    CommandLineRun run = CommandLineRun.of(arguments.split(" "));

    assertThat(run.errLines()).containsExactly("plumbline: " + line);
    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
  }

  static Stream<Arguments> badUsageEndsWith64AndOneLine() {
    return Stream.of(
        Arguments.of("retran --conf x", "retran: no such command; did you mean retrain?"),
        Arguments.of("moniter --conf x", "moniter: no such command; did you mean monitor?"),
        Arguments.of("train --cnf x", "--cnf: no such option; did you mean --conf?"),
        Arguments.of(
            "promote --conf x --aprove", "--aprove: no such option; did you mean --approve?"),
        Arguments.of(
            "promote --conf x --approve --by anna",
            "promote: a challenger is approved by a person, by name and with a reason;"
                + " write --approve --by NAME --reason TEXT, without --model and --force"),
        Arguments.of(
            "promote --conf x --approve --by anna --reason b --model c --force",
            "promote: a challenger is approved by a person, by name and with a reason;"
                + " write --approve --by NAME --reason TEXT, without --model and --force"),
        Arguments.of("train", "--conf is missing; see plumbline train --help"),
        Arguments.of(
            "train --conf spark.executor.memory=4g",
            "--conf spark.executor.memory=4g: --conf names the configuration of a model;"
                + " write --spark spark.executor.memory=4g"),
        Arguments.of(
            "train --conf x --set name", "--set name: a value is missing; write --set KEY=VALUE"),
        Arguments.of(
            "train --conf x --as-of 2026-02-30",
            "--as-of 2026-02-30: 2026-02-30 is not a day of the calendar; write 2026-03-01,"
                + " 2026-03-01..2026-03-31 or 2026-03-01..2026-03-31/7"),
        Arguments.of(
            "train --conf x --as-of 2026-03-02..2026-03-01",
            "--as-of 2026-03-02..2026-03-01: the range ends before it begins; write 2026-03-01,"
                + " 2026-03-01..2026-03-31 or 2026-03-01..2026-03-31/7"),
        Arguments.of(
            "promote --conf x --model a --force",
            "promote: a model is put in force against the policy by name and with a reason;"
                + " write --model ID --force --reason TEXT, or none of them"),
        Arguments.of(
            "promote --conf x --model a --force --reason b --as-of 2026-03-01",
            "promote --force: a model keeps the day that it was trained for; leave --as-of out"),
        Arguments.of(
            "rollback --conf x --to a", "--reason is missing; see plumbline rollback --help"),
        Arguments.of(
            "sample --out x --days 0",
            "--days 0: not between 1 and 10000; write a number in this range"),
        Arguments.of(
            "plan --conf x --format xml",
            "--format xml: not one of text, json; see plumbline plan --help"));
  }

  @Test
  void aCommandIsNeeded() {
    CommandLineRun run = CommandLineRun.of();

    assertThat(run.errLines())
        .containsExactly("plumbline: a command is missing; see plumbline --help");
    assertThat(run.exitCode()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sample",
        "init",
        "plan",
        "train",
        "evaluate",
        "promote",
        "rollback",
        "score",
        "monitor",
        "retrain",
        "models",
        "export",
        "wait"
      })
  void everyCommandHelpsWithAnExample(String command) {
    CommandLineRun run = CommandLineRun.of(command, "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Usage: plumbline " + command, "  plumbline " + command + " --");
    assertThat(run.outLines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
  }

  @Test
  void helpListsEveryCommandAndNoOther() {
    CommandLineRun run = CommandLineRun.of("--help");

    assertThat(run.outLines().stream().dropWhile(line -> !line.equals("Commands:")).skip(1))
        .filteredOn(line -> line.matches("  [a-z].*"))
        .map(line -> line.strip().replaceFirst(" .*", ""))
        .containsExactly(
            "sample",
            "init",
            "plan",
            "train",
            "evaluate",
            "promote",
            "rollback",
            "score",
            "monitor",
            "retrain",
            "models",
            "export",
            "wait");
  }

  @Test
  void aMissingConfigurationIsToldInTheResult() {
    Path conf = folder.resolve("none.conf");
    CommandLineRun run = runWithResult("train", "--conf", conf.toString(), "--as-of", "2026-03-01");

    assertThat(run.errLines())
        .containsExactly(
            "plumbline: " + conf + ": no such configuration; name a file, or a folder of *.conf");
    assertFailed(run, 66, "missing-input", conf + ": no such configuration");
    assertThat(run.out()).doesNotContain("\"name\"");
  }

  @Test
  void aRefusedKeyIsToldInTheResult() throws IOException {
    Path conf = configuration("training.penalty.lambda = -0.1");
    CommandLineRun run = runWithResult("retrain", "--conf", conf.toString());

    assertThat(run.errLines())
        .containsExactly(
            "plumbline: training.penalty.lambda = -0.1:"
                + " a penalty is not negative; set 0 or more");
    assertFailed(
        run, 78, "configuration", "training.penalty.lambda = -0.1: a penalty is not negative");
  }

  @Test
  void brokenHoconIsToldWithItsPlace() throws IOException {
    Path conf = Files.writeString(folder.resolve("broken.conf"), "name = {\n");
    CommandLineRun run = runWithResult("train", "--conf", conf.toString());

    assertThat(run.exitCode()).isEqualTo(78);
    assertThat(run.errLines()).singleElement().asString().contains("broken.conf: 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "promote", "retrain"})
  void judgingNeedsAHoldout(String command) throws IOException {
    Path conf = configuration("split.holdout = 0");
    CommandLineRun run = runWithResult(command, "--conf", conf.toString());

    assertThat(run.errLines())
        .containsExactly(
            "plumbline: split.holdout = 0: models are judged on held-out rows,"
                + " so this is for train alone; set a share such as 0.2");
    assertThat(run.exitCode()).isEqualTo(78);
  }

  @Test
  void scoringNeedsATable() throws IOException {
    CommandLineRun run = runWithResult("score", "--conf", configuration("").toString());

    assertThat(run.errLines())
        .containsExactly(
            "plumbline: scoring.table.path is not set: there is nothing to score;"
                + " set scoring.table.path and scoring.output.path");
    assertThat(run.exitCode()).isEqualTo(78);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spark.sql.files.ignoreCorruptFiles", "spark.sql.files.ignoreMissingFiles"})
  void settingsThatLoseRowsAreRefused(String setting) throws IOException {
    CommandLineRun run =
        runWithResult(
            "train", "--conf", configuration("").toString(), "--spark", setting + "=true");

    assertThat(run.errLines())
        .containsExactly(
            "plumbline: "
                + setting
                + " = true: rows of damaged or missing files would be left out in silence;"
                + " set it to false");
    assertThat(run.exitCode()).isEqualTo(78);
  }

  @Test
  void clusterModeIsRefusedWithoutTheLauncher() throws IOException {
    CommandLineRun run =
        runWithResult("train", "--conf", configuration("").toString(), "--deploy-mode", "cluster");

    assertThat(run.errLines())
        .containsExactly(
            "plumbline: --deploy-mode cluster: this process is a driver in client mode;"
                + " write --deploy-mode client or leave it out; jobs/plumbline serves cluster for"
                + " commands that write a --result");
    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(folder.resolve("result.json")).doesNotExist();
  }

  @Test
  void planShowsEachSettingAndItsOrigin() throws IOException {
    Path conf = configuration("data.table.path = \"s3a://me:secret@bucket/sales\"");
    CommandLineRun run =
        CommandLineRun.of(
            "plan", "--config", "--conf", conf.toString(), "--set", "training.window=7 days");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).doesNotContain("secret");
    assertThat(run.outLines())
        .anyMatch(line -> line.matches("training.window +7 days +--set training.window"))
        .anyMatch(line -> line.matches("split.holdout +0.2 +default"))
        .anyMatch(line -> line.matches("data.table.path +s3a://\\*\\*\\*@bucket/sales .*: 10"));
  }

  private CommandLineRun runWithResult(String... arguments) {
    List<String> all = new java.util.ArrayList<>(List.of(arguments));
    all.addAll(List.of("--result", folder.resolve("result.json").toString()));
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  private void assertFailed(CommandLineRun run, int exitCode, String kind, String message) {
    assertThat(run.exitCode()).isEqualTo(exitCode);
    Result result = read(folder.resolve("result.json"));
    assertThat(result.status()).isEqualTo("failed");
    assertThat(result.exitCode()).isEqualTo(exitCode);
    assertThat(result.error().orElseThrow().kind()).isEqualTo(kind);
    assertThat(result.error().orElseThrow().message()).isEqualTo(message);
    assertThat(run.outLines()).containsExactly(Json.compact(result));
  }

  private Path configuration(String line) throws IOException {
    return Files.writeString(folder.resolve("house.conf"), Configured.BASE + line + "\n");
  }

  private static Result read(Path path) {
    try {
      return Json.read(Files.readAllBytes(path), Result.class, path.toString());
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
