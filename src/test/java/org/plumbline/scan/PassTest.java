package org.plumbline.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.Failure;
import org.plumbline.SparkSessions;
import org.plumbline.features.DayRange;
import org.plumbline.statistics.Precision;
import org.plumbline.table.ByteRange;
import org.plumbline.table.DataFile;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.Snapshot;

class PassTest {

  private static final AtomicInteger ATTEMPTS = new AtomicInteger();

  @TempDir Path folder;

  @Test
  void aTaskThatFailedOnTheWayIsTriedAgainAndTheResultIsTheSame() {
    Sales.write(folder.resolve("t"), "all", Sales.seeded(3, 2, 100));
    Snapshot local = Sales.pin(folder.resolve("t"));
    Sales.hadoop().set("fs.flaky.impl", FlakyFileSystem.class.getName());
    Snapshot flaky =
        new Snapshot(
            local.format(),
            "flaky://" + folder.resolve("t"),
            local.id(),
            local.version(),
            local.schema(),
            local.partitionColumns(),
            local.files());
    FlakyFileSystem.FAILURES.set(1);
    FlakyFileSystem.OPENED.set(0);
    List<FileStatistics> retried = run(flaky, "a").files();
    assertThat(FlakyFileSystem.OPENED.get()).isGreaterThan(1);
    assertThat(FlakyFileSystem.FAILURES.get()).isZero();
    assertThat(retried).isEqualTo(run(local, "b").files());
  }

  private Summaries run(Snapshot snapshot, String name) {
    StatisticsStore store =
        new StatisticsStore(
            folder.resolve(name).toString(), new HadoopStorage(Sales.hadoop()), Sales.hadoop());
    Summarize summarize = new Summarize(SparkSessions::shared, store);
    return summarize.run(summarize.plan(snapshot, Sales.design(), Precision.EXACT, DayRange.ALL));
  }

  @Test
  void whatNoOtherAttemptCanMendIsToldAtOnce() {
    ATTEMPTS.set(0);
    Pass.Work<String> refusing =
        (pieces, hadoop) -> {
          ATTEMPTS.incrementAndGet();
          throw new Failure(Failure.Kind.DATA, "bad value", "Correct it.");
        };
    assertThatThrownBy(() -> Pass.run(SparkSessions::shared, "test", files(), refusing))
        .isInstanceOf(Failure.class)
        .hasMessage("bad value");
    assertThat(ATTEMPTS.get()).isEqualTo(1);
  }

  @Test
  void aFailureOfEveryAttemptArrivesAsItself() {
    ATTEMPTS.set(0);
    Pass.Work<String> failing =
        (pieces, hadoop) -> {
          ATTEMPTS.incrementAndGet();
          throw new Failure(Failure.Kind.IO, "no answer", "Try again.");
        };
    assertThatThrownBy(() -> Pass.run(SparkSessions::shared, "test", files(), failing))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.IO))
        .hasMessage("no answer");
    assertThat(ATTEMPTS.get()).isEqualTo(4);
  }

  @Test
  void aJobThatIsEndedFromOutsideMayBeRunAgain() {
    Pass.Work<String> ending =
        (pieces, hadoop) -> {
          SparkSessions.shared().sparkContext().cancelAllJobs();
          return "too late";
        };
    assertThatThrownBy(() -> Pass.run(SparkSessions::shared, "test", files(), ending))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.IO))
        .hasMessageContaining("the Spark job \"test\" did not come to its end: ")
        .hasMessageContaining("cancel");
  }

  @Test
  void aDefectWithinATaskIsOne() {
    Pass.Work<String> broken =
        (pieces, hadoop) -> {
          throw new IllegalStateException("broken");
        };
    assertThatThrownBy(() -> Pass.run(SparkSessions::shared, "test", files(), broken))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.INTERNAL));
  }

  @Test
  void largeFilesAreCutAndSmallOnesPackedInTheirOrder() {
    List<List<Piece>> large = Piece.tasks(List.of(file("a", 1L << 30)), 2);
    assertThat(large).hasSize(8).allMatch(task -> task.size() == 1);
    assertThat(range(large.get(0)).from()).isZero();
    assertThat(range(large.get(7)).to()).isEqualTo(Long.MAX_VALUE);
    for (int piece = 1; piece < 8; piece++) {
      assertThat(range(large.get(piece)).from()).isEqualTo(range(large.get(piece - 1)).to());
    }
    List<DataFile> small =
        IntStream.range(0, 365).mapToObj(day -> file("d" + day, 80_000)).toList();
    List<List<Piece>> packed = Piece.tasks(small, 2);
    assertThat(packed.size()).isBetween(2, 16);
    assertThat(packed.stream().flatMap(List::stream).map(Piece::index))
        .containsExactlyElementsOf(IntStream.range(0, 365).boxed().toList());
  }

  private static ByteRange range(List<Piece> task) {
    return ((FilePiece) task.get(0)).range();
  }

  private static List<DataFile> files() {
    return List.of(file("a", 100));
  }

  private static DataFile file(String path, long size) {
    return new DataFile(
        path,
        size,
        0,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        OptionalLong.empty(),
        Map.of(),
        Map.of());
  }
}
