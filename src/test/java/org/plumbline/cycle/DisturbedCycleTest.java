package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.FaultyStorage;
import org.plumbline.features.MissingPolicy;
import org.plumbline.model.Champion;
import org.plumbline.model.Result;
import org.plumbline.table.Footer;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.ScoreTable;
import org.plumbline.table.Snapshot;
import org.plumbline.table.Snapshots;
import org.plumbline.table.Storage;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;

/** Cycles that are killed, run twice at once, or overtaken. */
class DisturbedCycleTest {

  private static final int DAY = 2;
  private static final Storage DISK = new HadoopStorage(new Configuration());

  @TempDir static Path tables;
  private static Sales sales;
  private static String deltaSales;

  @BeforeAll
  static void writeTables() throws IOException {
    sales = new Sales(tables.resolve("sales")).days(0, 1);
    deltaSales = sales.copiedToDelta(tables.resolve("delta-sales"));
  }

  /** Where a run dies; the second one is after the work for the next file, a commit for example. */
  enum Kill {
    AFTER_A_FILE {
      @Override
      Storage storage() {
        return FaultyStorage.dyingAfter(1, DISK);
      }
    },
    BEFORE_THE_NEXT {
      @Override
      Storage storage() {
        return FaultyStorage.dyingBeforeMoreThan(1, DISK);
      }
    };

    abstract Storage storage();
  }

  @ParameterizedTest
  @CsvSource({
    "PARQUET, AFTER_A_FILE",
    "PARQUET, BEFORE_THE_NEXT",
    "DELTA, AFTER_A_FILE",
    "DELTA, BEFORE_THE_NEXT"
  })
  void aRunKilledAfterEachOfItsFilesEndsAsAnUndisturbedOne(
      TableFormat format, Kill kill, @TempDir Path calm, @TempDir Path wild) throws IOException {
    Bench undisturbed = new Bench(calm.resolve("home").toString());
    Result expected = undisturbed.retrain(specification(undisturbed, calm, format), DAY);
    assertThat(expected.error()).isEmpty();

    Bench killed = new Bench(wild.resolve("home").toString());
    int kills = 0;
    Optional<Result> last = Optional.empty();
    while (last.isEmpty()) {
      killed.with(kill.storage());
      try {
        last = Optional.of(killed.retrain(specification(killed, wild, format), DAY));
      } catch (FaultyStorage.Killed anotherTime) {
        kills++;
      }
    }
    assertThat(kills).isGreaterThanOrEqualTo(10);
    assertThat(last.get().status()).isEqualTo(expected.status());
    assertThat(last.get().repeated()).isTrue();
    assertThat(state(wild)).isEqualTo(state(calm));
    assertThat(scoredRows(wild, format)).isEqualTo(Sales.ROWS_A_DAY);
    assertThat(scoredRows(calm, format)).isEqualTo(Sales.ROWS_A_DAY);
  }

  @Test
  void ofTwoRunsAtOnceOnePublishesAndBothTellTheSame(@TempDir Path folder) throws Exception {
    CyclicBarrier bothDecided = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Result> results = new ArrayList<>();
    try {
      List<Future<Result>> runs = new ArrayList<>();
      for (int run = 0; run < 2; run++) {
        Bench bench = new Bench(folder.resolve("home").toString());
        bench.with(
            FaultyStorage.telling(
                path -> awaitAt(path, "champion/0000000001.json", bothDecided), DISK));
        runs.add(threads.submit(() -> bench.retrain(specification(bench, folder), DAY)));
      }
      for (Future<Result> run : runs) {
        results.add(run.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(results).extracting(Result::status).containsExactly("promoted", "promoted");
    assertThat(results.get(0).scores()).isPresent().isEqualTo(results.get(1).scores());
    Bench bench = new Bench(folder.resolve("home").toString());
    assertThat(bench.registry().champions().pointers()).hasSize(1);
    assertThat(bench.registry().cycles()).hasSize(1);
    assertThat(files(folder.resolve("scores/_manifests"))).hasSize(1);
  }

  @Test
  void aDecisionWhoseNumberIsTakenIsHeldAsOvertaken(@TempDir Path folder) {
    Bench bench = new Bench(folder.resolve("home").toString());
    String first = bench.retrain(bench.specification(sales.path()), 1).model().orElseThrow().id();
    Champion rival =
        new Champion(
            1,
            2,
            first,
            Optional.of(first),
            Bench.asOf(1),
            Optional.empty(),
            Champion.FORCE,
            Optional.empty(),
            "rival",
            Optional.empty(),
            Optional.of("I was faster"));
    bench.with(
        FaultyStorage.telling(
            path -> {
              if (path.endsWith("champion/0000000002.json")) {
                bench.registry().enthrone(rival);
              }
            },
            DISK));
    Result overtaken = bench.retrain(bench.specification(sales.path()), DAY);
    assertThat(overtaken.status()).isEqualTo("held");
    assertThat(overtaken.exitCode()).isZero();
    assertThat(overtaken.verdict().orElseThrow().reasons().get(0)).startsWith("overtaken");
    assertThat(overtaken.champion().orElseThrow().after()).contains(first);
    assertThat(bench.retrain(bench.specification(sales.path()), DAY).status()).isEqualTo("held");
  }

  @Test
  void scoresOfADayStayTheirModelsUnlessReplaced(@TempDir Path folder) throws IOException {
    Bench bench = new Bench(folder.resolve("home").toString());
    Specification specification = specification(bench, folder);
    String first = bench.retrain(specification, DAY).model().orElseThrow().id();
    Specification narrow =
        Bench.scoring(
            bench.specification(sales.path(), 0.25, List.of("area"), MissingPolicy.FAIL),
            sales.path(),
            folder.resolve("scores").toString());
    String other = bench.retrain(narrow, DAY).model().orElseThrow().id();

    Result kept =
        bench.run(
            specification, new Command.Score(Optional.of(other), ScoreTable.Replace.KEEP), DAY);
    assertThat(kept.status()).isEqualTo("skipped");
    assertThat(kept.skipped().get(0).reason()).contains(first).contains("--replace");
    assertThat(files(folder.resolve("scores/_manifests"))).hasSize(1);

    Result replaced =
        bench.run(
            specification, new Command.Score(Optional.of(other), ScoreTable.Replace.REPLACE), DAY);
    assertThat(replaced.status()).isEqualTo("scored");
    assertThat(replaced.scores().orElseThrow().rows()).isEqualTo(Sales.ROWS_A_DAY);
    assertThat(replaced.cycle()).contains(4);
  }

  private static Specification specification(Bench bench, Path folder, TableFormat format) {
    Specification parquet = specification(bench, folder);
    return format == TableFormat.PARQUET ? parquet : Bench.inDelta(parquet, deltaSales);
  }

  private static Specification specification(Bench bench, Path folder) {
    return Bench.scoring(
        bench.specification(sales.path()), sales.path(), folder.resolve("scores").toString());
  }

  private static void awaitAt(String path, String end, CyclicBarrier barrier) {
    if (path.endsWith(end)) {
      try {
        barrier.await();
      } catch (InterruptedException | BrokenBarrierException e) {
        throw new IllegalStateException("the other run never came", e);
      }
    }
  }

  /** Of the files that a table of scores shows: those of a killed run may lie beside them. */
  private static long scoredRows(Path folder, TableFormat format) {
    String path = folder.resolve("scores").toString();
    TableSource scores = new TableSource(format, path, OptionalLong.empty());
    Configuration hadoop = new Configuration();
    Snapshot snapshot = Snapshots.pin(scores, hadoop);
    return snapshot.files().stream()
        .mapToLong(file -> Footer.read(snapshot, file, hadoop).rows())
        .sum();
  }

  /** Every path that a cycle leaves, with the contents that two runs must share. */
  private static List<String> state(Path folder) throws IOException {
    List<String> state = new ArrayList<>();
    for (Path file : files(folder)) {
      String path = folder.relativize(file).toString();
      String name = file.getFileName().toString();
      if (path.contains("/statistics/") || name.startsWith(".") || name.endsWith(".parquet")) {
        continue;
      }
      boolean shared = List.of("model.json", "evaluation.json", "decision.json").contains(name);
      boolean pointer = path.contains("/champion/");
      String content = shared || pointer ? Files.readString(file, StandardCharsets.UTF_8) : "";
      state.add(
          path.replaceAll("run-\\d+-[^/]*", "run") + "\n" + content.replaceAll("run-\\d+", "run"));
    }
    return state;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().endsWith(".crc"))
          .sorted()
          .toList();
    }
  }
}
