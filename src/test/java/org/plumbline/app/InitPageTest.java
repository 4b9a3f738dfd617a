package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;

/** The commands of docs/init.md, run as they stand, and its list of reasons. */
class InitPageTest {
  @TempDir private Path folder;

  @Test
  void theCommandsLeadToAReport() throws IOException {
    SparkSessions.shared();
    List<String[]> commands =
        ManualPage.of("init.md").at("demo", folder.resolve("demo").toString()).commands();
    assertThat(commands).hasSize(3);

    for (String[] command : commands) {
      CommandLineRun run = CommandLineRun.of(command);
      assertThat(run.exitCode()).as(run.err()).isZero();
    }
    assertThat(folder.resolve("demo/home/sales/index.html")).isRegularFile();
  }

  @Test
  void everyReasonIsExplained() throws IOException {
    String page = ManualPage.of("init.md").text();

    assertThat(Arrays.stream(ColumnProposal.Reason.values()))
        .allSatisfy(reason -> assertThat(page).contains("| " + reason + " |"));
  }
}
