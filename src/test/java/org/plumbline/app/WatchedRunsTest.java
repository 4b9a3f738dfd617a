package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;

/** Who is told how runs end: a metrics file for each command, news in a folder. */
class WatchedRunsTest {

  @TempDir private static Path folder;

  private static Path sample;

  @BeforeAll
  static void makeSample() {
    SparkSessions.shared();
    sample = folder.resolve("sample");
    CommandLineRun.of("sample", "--out", sample.toString(), "--days", "3", "--rows-per-day", "120");
  }

  @Test
  void aVerdictIsNewsOnce() throws IOException {
    Path news = folder.resolve("news");
    Path metrics = folder.resolve("metrics");
    String[] settings = {
      "notification.to=" + news, "metrics.path=" + metrics, "home=" + folder.resolve("home")
    };

    assertThat(retrain(settings).exitCode()).isZero();

    assertThat(files(news))
        .singleElement()
        .asString()
        .contains("house-prices-retrain-2026-01-03-")
        .endsWith(".json");
    assertThat(Files.readString(files(news).get(0)))
        .startsWith(
            "{\"format-version\":1,\"text\":\"house-prices 2026-01-03 retrain: promoted 2026-01-03-")
        .contains("\"news\":[\"promoted\"]", "There is no champion yet, and every rule passed.");
    String figures = Files.readString(metrics.resolve("plumbline-house-prices-retrain.prom"));
    assertThat(figures)
        .contains("# TYPE plumbline_run_exit_code gauge\n")
        .contains("plumbline_run_exit_code{command=\"retrain\",name=\"house-prices\"} 0.0\n")
        .contains(
            "plumbline_run_status{command=\"retrain\",name=\"house-prices\",status=\"promoted\"} 1.0\n")
        .contains(
            "plumbline_input_rows{command=\"retrain\",input=\"training\",name=\"house-prices\"} 240.0\n")
        .contains(
            "plumbline_stage_seconds{command=\"retrain\",name=\"house-prices\",stage=\"fit\"}");

    assertThat(retrain(settings).exitCode()).isZero();

    assertThat(files(news)).hasSize(1);
    assertThat(metrics.resolve("plumbline-house-prices-retrain.prom"))
        .content()
        .contains("plumbline_run_repeated{command=\"retrain\",name=\"house-prices\"} 1.0\n");
  }

  @Test
  void aFailedRunIsNewsToo() throws IOException {
    Path news = folder.resolve("bad-news");
    Path metrics = folder.resolve("bad-metrics");

    CommandLineRun run =
        retrain(
            "notification.to=" + news,
            "metrics.path=" + metrics,
            "home=" + folder.resolve("failed"),
            "data.label=prise");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(Files.readString(files(news).get(0)))
        .contains("retrain: failed. label column `prise` is not in the table", "\"exit-code\":65");
    assertThat(metrics.resolve("plumbline-house-prices-retrain.prom"))
        .content()
        .contains("plumbline_run_exit_code{command=\"retrain\",name=\"house-prices\"} 65.0\n");
  }

  @Test
  void nobodyThereIsAWarning() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");

    CommandLineRun run =
        retrain(
            "notification.to=http://127.0.0.1:9/secret-path",
            "notification.attempts=1",
            "metrics.path=" + file,
            "home=" + folder.resolve("unheard"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.errLines())
        .contains(
            "warning: notification.to: the webhook at 127.0.0.1 took no news: no connection;"
                + " check the address and the service behind it")
        .anyMatch(
            line -> line.startsWith("warning: " + file + "/plumbline-house-prices-retrain.prom"));
    assertThat(run.err()).doesNotContain("secret-path");
  }

  @Test
  void onlyWhatIsAskedForIsSent() {
    Path news = folder.resolve("few");

    assertThat(
            retrain(
                    "notification.to=" + news,
                    "notification.on=[failed]",
                    "home=" + folder.resolve("quiet"))
                .exitCode())
        .isZero();

    assertThat(news).doesNotExist();
  }

  @Test
  void whoIsToldIsNoPartOfTheConfigurationOfAModel() {
    assertThat(
            Configured.digest(
                "notification.to = \"https://chat/secret\"", "metrics.path = figures"))
        .isEqualTo(Configured.digest());
  }

  @Test
  void anAddressIsPrintedWithoutItsPath() {
    assertThat(Configured.lines("notification.to = \"https://chat.example/T0/B1/x\""))
        .extracting(Settings.Line::value)
        .contains("https://chat.example/***");
  }

  private static CommandLineRun retrain(String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "retrain",
                "--conf",
                sample.resolve("house-prices.conf").toString(),
                "--as-of",
                "2026-01-03"));
    for (String setting : settings) {
      arguments.add("--set");
      arguments.add(setting);
    }
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
    }
  }
}
