package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;

/** The page's commands are run, and every gauge that they leave is on it. */
class WatchingPageTest {

  @TempDir private Path folder;

  @Test
  void theCommandsRunAndEveryGaugeIsNamed() throws IOException {
    SparkSessions.shared();
    ManualPage page = ManualPage.of("watching.md");
    for (String[] command :
        page.at("watching/", folder + "/watching/")
            .at("--out watching", "--out " + folder + "/watching")
            .commands()) {
      CommandLineRun run = CommandLineRun.of(command);
      assertThat(run.exitCode()).as(run.err()).isZero();
    }

    String metrics =
        Files.readString(folder.resolve("watching/metrics/plumbline-house-prices-retrain.prom"));
    TreeSet<String> gauges = new TreeSet<>();
    Pattern.compile("# TYPE plumbline_(\\S+) gauge")
        .matcher(metrics)
        .results()
        .map((MatchResult found) -> found.group(1))
        .forEach(gauges::add);
    assertThat(gauges).hasSizeGreaterThan(15).allMatch(gauge -> page.text().contains(gauge));
    try (Stream<Path> news = Files.list(folder.resolve("watching/news"))) {
      List<Path> files = news.filter(file -> file.toString().endsWith(".json")).toList();
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void theConfigurationIsRead() throws IOException {
    for (String block : ManualPage.of("watching.md").blocks("hocon")) {
      assertThat(Configured.with(block.replace("${PLUMBLINE_NEWS}", "news")).watching())
          .isNotEqualTo(Configured.with().watching());
    }
  }
}
