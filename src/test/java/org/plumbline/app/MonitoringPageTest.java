package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.model.Measure;
import org.plumbline.model.Result;
import org.plumbline.table.Json;

/** The page's configuration and commands are run as they stand, in a folder of their own. */
class MonitoringPageTest {

  @TempDir private Path folder;

  @Test
  void theCommandsRunAndSayWhatThePageSays() throws IOException {
    SparkSessions.shared();
    List<String> statuses = new ArrayList<>();
    Result last = null;
    for (String command : block("sh").lines().toList()) {
      CommandLineRun run = run(command);
      assertThat(run.exitCode()).as(command + "\n" + run.err()).isZero();
      for (String line : run.outLines()) {
        last = Json.read(line.getBytes(StandardCharsets.UTF_8), Result.class, command);
        if (last.command().equals("monitor")) {
          statuses.add(last.monitoring().orElseThrow().status());
        }
      }
    }

    assertThat(statuses).containsExactly("stable", "stable", "watch", "retrain");
    assertThat(last).isNotNull();
    assertThat(last.status()).isIn("promoted", "rejected");
    Path cycle = folder.resolve("monitoring/home/house-prices/cycles/2026-01-24/1");
    assertThat(Files.readString(cycle.resolve("monitoring.html")))
        .contains("Error over time", "Distributions", "report.html", "realised above promised");
    assertThat(Files.readString(cycle.resolve("monitoring.txt")))
        .contains("Status: retrain", "Measures, the most moved first:");
    assertThat(Files.readString(cycle.resolve("../../../index.html")))
        .contains("cycles/2026-01-24/1/monitoring.html");
    assertThat(Files.readString(cycle.resolve("report.html"))).contains("monitoring.html");
  }

  @Test
  void theConfigurationIsReadAndEveryMeasureIsNamed() throws IOException {
    assertThat(
            Configured.with(
                    "scoring { table.path = listings, output.path = scores, carry = [listing_id] }",
                    block("hocon"))
                .specification()
                .monitoring())
        .isPresent();
    for (Measure measure : Measure.values()) {
      assertThat(page()).contains("| `" + measure.word() + "` |");
    }
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs", "monitoring.md"));
  }

  private static String block(String language) throws IOException {
    Matcher found =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private CommandLineRun run(String command) {
    String moved = command.replace("target/", folder + "/").replaceFirst("^jobs/plumbline ", "");
    return CommandLineRun.of(moved.split(" "));
  }
}
