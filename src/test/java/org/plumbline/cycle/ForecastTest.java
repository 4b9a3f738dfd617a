package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;
import org.plumbline.features.DayRange;
import org.plumbline.features.Definition;
import org.plumbline.features.Design;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.RowRule;
import org.plumbline.features.Split;
import org.plumbline.model.Result;
import org.plumbline.scan.ReadPlan;
import org.plumbline.statistics.Precision;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;
import org.plumbline.table.TableFormat;

/** What is foretold of memory, and what is refused by it. */
class ForecastTest {
  private static final long MEGABYTE = 1_000_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "local, WITHIN_DRIVER, 4096, 1",
    "'local[3]', WITHIN_DRIVER, 4096, 3",
    "'local[2,4]', WITHIN_DRIVER, 4096, 2",
    "'local-cluster[2,6,512]', PROCESSES, 512, 6",
    "yarn, PROCESSES, 2048, 4"
  })
  void memoryIsThatOfTheSettings(
      String master, Memory.Executors executors, long mebibytes, int tasks) {
    SparkConf settings =
        new SparkConf(false)
            .setMaster(master)
            .set("spark.executor.memory", "2g")
            .set("spark.executor.cores", "4");

    assertThat(Memory.of(settings, 4096L << 20))
        .isEqualTo(new Memory(4096L << 20, executors, mebibytes << 20, tasks, 1L << 30));
  }

  @Test
  void noLimitOfResultsIsNone() {
    SparkConf settings = new SparkConf(false).set("spark.driver.maxResultSize", "0");
    assertThat(Memory.of(settings, 1).mostResults()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void statisticsOfWideDesignsAreForetold() {
    Forecast forecast = Forecasts.of(plan(2000, 8, 20_000), memory(4000, 4000, 1000));

    // 8 files of so many rows are stored: 6 folds of each, 2 005 003 moments of 8 + 4 bytes, of
    // which real ones take 28.
    long moments = 48L * 2_005_003;
    assertThat(forecast.results()).isEqualTo(new Forecast.Amount(12 * moments, 28 * moments));
    assertThat(forecast.ofDriver().likely()).isBetween(56 * moments, 80 * moments);
    assertThat(forecast.ofTask().likely()).isGreaterThan(12_500 * 8L * 2000);
    assertThat(forecast.doubts()).hasSize(2);
  }

  /** Of files whose moments would be more than their values the driver gets one sum a fold. */
  @Test
  void whatIsAddedUpOnExecutorsComesToTheDriverOnce() {
    Forecast forecast = Forecasts.of(plan(2000, 8, 12_500), memory(6000, 6000, 1000));
    long moments = 6L * 2_005_003;
    assertThat(forecast.results()).isEqualTo(new Forecast.Amount(12 * moments, 28 * moments));
    assertThat(forecast.ofDriver().likely()).isBetween(60 * moments, 100 * moments);
    assertThat(forecast.ofTask().likely()).isGreaterThan(4 * 28 * moments);
    assertThat(forecast.doubts()).isEmpty();
  }

  @Test
  void foldsThatJudgePenaltiesHoldMomentsOfTheirOwn() {
    ReadPlan plan = plan(500, 4, 100_000);
    Memory memory = memory(6000, 6000, 1000);
    long moments = 502L * 503 / 2;
    assertThat(Forecasts.of(plan, 5, memory).ofDriver().likely())
        .isGreaterThanOrEqualTo(Forecasts.of(plan, memory).ofDriver().likely() + 15 * 28 * moments);
  }

  @Test
  void whatIsCertainNotToFitIsRefused() {
    ReadPlan wide = plan(2000, 8, 20_000);

    assertThat(refusal(wide, memory(1000, 1000, 5000)))
        .contains("statistics and fit take at least 1.2 GB on the driver, 1.2 GB of it in")
        .contains("its heap is 1.0 GB")
        .contains("spark.driver.memory");
    assertThat(refusal(wide, memory(9000, 50, 5000)))
        .contains("on an executor")
        .contains("spark.executor.memory");
    assertThat(refusal(wide, memory(9000, 9000, 1000)))
        .contains("spark.driver.maxResultSize is 1.0 GB")
        .contains("Set spark.driver.maxResultSize to 4g");
  }

  private static String refusal(ReadPlan plan, Memory memory) {
    Failure failure =
        catchThrowableOfType(Failure.class, () -> Forecasts.of(plan, memory).refuse());
    assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
    return failure.getMessage() + " " + failure.remedy();
  }

  @Test
  void whatMayFitIsNot() {
    Forecasts.of(plan(20, 8, 600_000), memory(512, 512, 1000)).refuse();
    Forecasts.of(plan(2000, 8, 12_500), memory(2000, 2000, 2000)).refuse();
  }

  /** Of so few rows some folds may be empty, and who knows which. */
  @Test
  void foldsOfSmallFilesAreNotCertain() {
    Forecast forecast = Forecasts.of(plan(20, 8, 30), memory(512, 512, 1000));
    assertThat(forecast.results().certain()).isEqualTo(8 * 253 * 12);
  }

  @Test
  void planAndTrainRefuseAlikeBeforeAnyPass() {
    String table = folder.resolve("table").toString();
    new Sales(Path.of(table)).days(0, 2);
    Bench bench =
        new Bench(folder.resolve("home").toString())
            .withoutSpark(
                new SparkConf(false)
                    .setMaster("local[2]")
                    .set("spark.driver.maxResultSize", "100"));
    Specification specification = bench.specification(table);

    assertThatThrownBy(() -> bench.cycle().plan(specification, When.on(Bench.asOf(3))))
        .hasMessageContaining("maxResultSize is 100 B");
    Result refused = bench.retrain(specification, 3);
    assertThat(refused.exitCode()).isEqualTo(78);
    assertThat(refused.error().orElseThrow().message()).contains("maxResultSize is 100 B");
  }

  private static Memory memory(long driver, long executor, long results) {
    return new Memory(
        driver * MEGABYTE, Memory.Executors.PROCESSES, executor * MEGABYTE, 2, results * MEGABYTE);
  }

  /** Files of doubles, none of whose statistics is stored. */
  private static ReadPlan plan(int terms, int files, long rows) {
    List<String> names = IntStream.range(0, terms).mapToObj(k -> "x" + k).toList();
    List<Field> fields =
        IntStream.range(0, terms + 2)
            .mapToObj(k -> new Field(k < terms ? "x" + k : k == terms ? "y" : "id", type()))
            .toList();
    RowRule rule =
        new RowRule(
            Optional.empty(),
            "y",
            Optional.empty(),
            Optional.empty(),
            ZoneOffset.UTC,
            MissingPolicy.FAIL,
            List.of(),
            new Split(List.of("id"), 0.2, 5));
    List<DataFile> data =
        IntStream.range(0, files).mapToObj(k -> file(k, rows, 8 * rows * (terms + 2))).toList();
    return new ReadPlan(
        new Snapshot(
            TableFormat.PARQUET,
            "t",
            "t",
            OptionalLong.empty(),
            new Schema(fields),
            List.of(),
            data,
            Map.of()),
        new Design(rule, names.stream().<Definition>map(Definition.NumberTerm::new).toList()),
        terms > 64 ? Precision.DOUBLE : Precision.EXACT,
        DayRange.ALL,
        List.of(),
        new TreeMap<>(),
        data,
        new ReadPlan.Stored(Set.of(), Set.of()),
        List.of(),
        0,
        List.of(),
        Optional.empty());
  }

  private static ColumnType type() {
    return new ColumnType.Floating(64);
  }

  private static DataFile file(int number, long rows, long size) {
    return new DataFile(
        "part-" + number,
        size,
        0,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        OptionalLong.of(rows),
        new TreeMap<>(),
        new TreeMap<>());
  }
}
