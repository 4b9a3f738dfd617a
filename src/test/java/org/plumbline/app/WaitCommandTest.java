package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.Failure;
import org.plumbline.model.Result;
import org.plumbline.table.HadoopStorage;

/** Waiting for a result that another process writes. */
class WaitCommandTest {
  private static final Result RESULT =
      FailedResult.of(
          "train",
          Optional.of("prices"),
          Optional.of(LocalDate.of(2026, 3, 1)),
          "run-1",
          new Failure(Failure.Kind.DATA, "sales v3: no rows", "look at the table"));

  @TempDir private Path folder;

  private ResultFile file;

  @BeforeEach
  void nameTheFile() {
    file = new ResultFile(folder + "/result.json", new HadoopStorage(new Configuration()));
  }

  @Test
  void tellsWhatTheRunTold() {
    file.write(RESULT, Optional.empty());

    CommandLineRun run = waited("5s");

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.outLines()).singleElement().asString().contains("\"run-id\":\"run-1\"");
    assertThat(run.errLines()).containsExactly("plumbline: sales v3: no rows; look at the table");
  }

  @Test
  void takesNoResultOfAnEarlierRunForTheOneThatIsAwaited() {
    file.write(RESULT, Optional.empty());
    file.announce("train", "second");

    CommandLineRun run = waited("0s");

    assertThat(run.exitCode()).isEqualTo(75);
    assertThat(run.out()).isEmpty();
    assertThat(run.errLines())
        .containsExactly(
            "plumbline: "
                + file.path()
                + ": no result after 0s; see whether the driver is still there, and wait again");
  }

  @Test
  void aRunThatWasGivenUpLeavesTheNoticeOfTheNext() {
    file.announce("train", "first");
    file.announce("train", "second");

    assertThat(file.write(RESULT, Optional.of("first"))).isFalse();
    assertThat(file.read()).isEmpty();
    assertThat(file.write(RESULT, Optional.of("second"))).isTrue();
    assertThat(file.read()).contains(RESULT);
    // A driver that is started again answers once more.
    assertThat(file.write(RESULT, Optional.of("second"))).isTrue();
  }

  @Test
  void aFileThatIsNotThereIsWaitedFor() {
    assertThat(waited("600 ms").exitCode()).isEqualTo(75);
  }

  @Test
  void aWrongTimeLimitIsBadUsage() {
    CommandLineRun run = waited("soon");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.errLines())
        .containsExactly(
            "plumbline: --timeout soon: not a duration; write one such as 90s, 30m or 2h");
  }

  private CommandLineRun waited(String limit) {
    return CommandLineRun.of(
        List.of("wait", "--result", file.path(), "--timeout", limit).toArray(String[]::new));
  }
}
