package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.model.Model;
import org.plumbline.model.Result;
import org.plumbline.model.TableInput;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.Storage;

/** A retrain reads what is new, and its model is the one that a refit on everything gives. */
class IncrementalTest {

  private static final Storage DISK = new HadoopStorage(new Configuration());

  @TempDir private Path folder;
  private final SparkSession spark = SparkSessions.shared();
  private Sales sales;

  @BeforeEach
  void watchTheTable() {
    WatchedFileSystem.register(spark.sparkContext().hadoopConfiguration());
    WatchedFileSystem.opened();
    sales = new Sales(folder.resolve("sales"));
  }

  @Test
  void aDayMoreAndAFileLessOpenTheNewFileAloneAndGiveTheBytesOfAnEmptyStore() throws IOException {
    sales.days(0, 3);
    Set<Path> before = files();
    assertThat(read(train("kept", 4))).isEqualTo(4);
    assertThat(WatchedFileSystem.opened()).isEqualTo(names(before));

    sales.days(4, 4);
    Set<Path> added = files();
    added.removeAll(before);
    Files.delete(before.iterator().next());
    int listings = WatchedFileSystem.listings();
    Result incremental = train("kept", 5);
    assertThat(WatchedFileSystem.listings()).as("turned round").isGreaterThan(listings);
    assertThat(WatchedFileSystem.opened()).isEqualTo(names(added)).hasSize(1);
    assertThat(read(incremental)).isEqualTo(1);
    assertThat(input(incremental).filesReused()).hasValue(3);

    WatchedFileSystem.failOnce();
    Result fresh = train("empty", 5);
    assertThat(WatchedFileSystem.failurePending()).as("no task has failed").isFalse();
    assertThat(read(fresh)).isEqualTo(4);
    assertThat(model("kept", incremental)).isEqualTo(model("empty", fresh));
  }

  @Test
  void aTaskADayGivesTheBytesOfManyTasksAtOnce() {
    for (int day = 0; day < 4; day++) {
      sales.days(day, day);
      assertThat(read(train("daily", day + 1))).isEqualTo(1);
    }
    Result daily = train("daily", 5);
    assertThat(read(daily)).isZero();
    Result atOnce = train("at-once", 5);
    assertThat(read(atOnce)).isEqualTo(4);
    assertThat(model("daily", daily)).isEqualTo(model("at-once", atOnce));
  }

  @Test
  void theSameRowsInOtherFilesRowGroupsAndOrderAreTheSameToTheLastBit() throws IOException {
    Dataset<Row> rows =
        spark.sql(
            "select id as sale_id, date_add(date'2026-01-01', int(id % 4)) as day,"
                + " 50 + 100 * rand(1) as area, int(1 + id % 5) as rooms,"
                + " 1e6 * randn(2) as price from range(0, 100000, 1, 1)");
    write(rows, 1 << 18, "sales");
    write(rows.repartition(3).sortWithinPartitions("price"), 1 << 27, "others");
    assertThat(files()).hasSize(1);
    assertThat(rowGroups("sales")).isGreaterThan(4);
    assertThat(rowGroups("others")).isEqualTo(3);

    Model one = fit("one", "sales");
    Model other = fit("other", "others");

    assertThat(one.fit().rows()).isGreaterThan(70_000);
    assertThat(other.coefficients()).isEqualTo(one.coefficients());
    assertThat(other.coefficients())
        .allSatisfy(coefficient -> assertThat(coefficient.standardError()).isPresent());
    assertThat(other.fit()).isEqualTo(one.fit());
    assertThat(other.certificate()).isEqualTo(one.certificate());
    assertThat(other.id()).isNotEqualTo(one.id());
  }

  private Result train(String home, int day) {
    return train(home, "watched://" + sales.path(), day);
  }

  private Result train(String home, String table, int day) {
    Bench bench = bench(home);
    Command train = new Command.Train(Command.Train.CrossChecking.OFF);
    Result result = bench.run(bench.specification(table), train, day);
    assertThat(result.error()).isEmpty();
    return result;
  }

  private Model fit(String home, String table) {
    Result result = train(home, folder.resolve(table).toString(), 4);
    return bench(home).registry().requireModel(result.model().orElseThrow().id());
  }

  private Bench bench(String home) {
    return new Bench(folder.resolve(home).toString());
  }

  private String model(String home, Result result) {
    String id = result.model().orElseThrow().id();
    byte[] bytes = DISK.read(bench(home).registry().layout().modelRecord(id)).orElseThrow();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static TableInput input(Result result) {
    return result.inputs().orElseThrow().training().orElseThrow();
  }

  private static int read(Result result) {
    return input(result).filesRead().orElseThrow();
  }

  private void write(Dataset<Row> rows, int rowGroupBytes, String table) {
    rows.write()
        .option("parquet.block.size", rowGroupBytes)
        .option("parquet.page.size", rowGroupBytes / 4)
        .parquet(folder.resolve(table).toString());
  }

  private int rowGroups(String table) throws IOException {
    int groups = 0;
    for (Path file : files(table)) {
      InputFile input = new LocalInputFile(file);
      try (ParquetFileReader reader = ParquetFileReader.open(input)) {
        groups += reader.getRowGroups().size();
      }
    }
    return groups;
  }

  private Set<Path> files() throws IOException {
    return files("sales");
  }

  private Set<Path> files(String table) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(table))) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> names(Set<Path> files) {
    return files.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
  }
}
