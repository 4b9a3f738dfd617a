package org.plumbline.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.Failure;
import org.plumbline.SparkSessions;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.RowRule;
import org.plumbline.scan.Sales.Sale;
import org.plumbline.statistics.Expansion;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.table.DataFile;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.Snapshot;
import org.plumbline.table.TableFormat;

class SummarizeTest {

  private static final List<Sale> SALES = Sales.seeded(1, 4, 300);

  @TempDir Path folder;

  @Test
  void momentsAreTheSumsOverTheRowsOfEachFoldAndDay() {
    Sales.write(folder.resolve("t"), "all", SALES);
    Summaries found = run("t", "s", Sales.design(), DayRange.ALL);
    SortedMap<Group, Moments> groups = found.files().get(0).groups();
    assertThat(groups.keySet().stream().map(Group::day).distinct()).hasSize(4);
    assertThat(groups.values().stream().mapToLong(moments -> moments.tally().rows()).sum())
        .isEqualTo(SALES.size());
    Moments total = Moments.sum(Sales.design().names(), groups.values());
    // z = (1, area, rooms, price)
    assertThat(total.at(1, 3)).isEqualTo(sum(sale -> new double[] {sale.area(), sale.price()}));
    assertThat(total.at(0, 2)).isEqualTo(sum(sale -> new double[] {1, sale.rooms()}));
  }

  /** The exact sum of products: each is two doubles. */
  private static Expansion sum(Function<Sale, double[]> factors) {
    double[] parts = new double[2 * SALES.size()];
    for (int row = 0; row < SALES.size(); row++) {
      double[] pair = factors.apply(SALES.get(row));
      parts[2 * row] = pair[0] * pair[1];
      parts[2 * row + 1] = Math.fma(pair[0], pair[1], -parts[2 * row]);
    }
    return Expansion.of(parts);
  }

  @Test
  void sameRowsInOtherFilesAndAnotherOrderGiveTheSameSums() {
    for (int day = 0; day < 4; day++) {
      Sales.write(folder.resolve("days"), "day-" + day, Sales.ofDay(SALES, day));
    }
    List<Sale> shuffled = Sales.shuffled(SALES, 5);
    for (int part = 0; part < 7; part++) {
      List<Sale> sales = shuffled.subList(part * 1200 / 7, (part + 1) * 1200 / 7);
      Sales.write(folder.resolve("mixed"), "part-" + part, sales);
    }
    assertThat(total(run("mixed", "s1", Sales.design(), DayRange.ALL)))
        .isEqualTo(total(run("days", "s2", Sales.design(), DayRange.ALL)));
  }

  @Test
  void onlyNewFilesAreOpenedAndTheSumsAreThoseOfAnEmptyStore() throws IOException {
    for (int day = 0; day < 3; day++) {
      Sales.write(folder.resolve("t"), "day-" + day, Sales.ofDay(SALES, day));
    }
    Summaries first = run("t", "s", Sales.design(), DayRange.ALL);
    assertThat(first.filesRead()).isEqualTo(3);
    assertThat(first.bytesRead()).isPositive();

    Files.delete(folder.resolve("t/day-1.parquet"));
    Sales.write(folder.resolve("t"), "day-3", Sales.ofDay(SALES, 3));
    ReadPlan plan = plan("t", "s", Sales.design(), DayRange.ALL);
    assertThat(plan.toRead()).extracting(DataFile::path).containsExactly("day-3.parquet");
    assertThat(plan.reused())
        .extracting(file -> file.file().path())
        .containsExactly("day-0.parquet", "day-2.parquet");

    Summaries second = run("t", "s", Sales.design(), DayRange.ALL);
    Summaries fresh = run("t", "empty", Sales.design(), DayRange.ALL);
    assertThat(second.filesRead()).isEqualTo(1);
    assertThat(second.filesReused()).isEqualTo(2);
    assertThat(fresh.filesRead()).isEqualTo(3);
    assertThat(bytes(second)).isEqualTo(bytes(fresh));

    Summaries third = run("t", "s", Sales.design(), DayRange.ALL);
    assertThat(third.filesRead()).isZero();
    assertThat(third.bytesRead()).isZero();
    assertThat(third.storeBytesRead()).isPositive();
    assertThat(bytes(third)).isEqualTo(bytes(fresh));
  }

  @Test
  void orderOfTheListingDoesNotMatter() {
    for (int day = 0; day < 4; day++) {
      Sales.write(folder.resolve("t"), "day-" + day, Sales.ofDay(SALES, day));
    }
    Snapshot snapshot = Sales.pin(folder.resolve("t"));
    List<DataFile> files = new ArrayList<>(snapshot.files());
    Collections.shuffle(files, new Random(3));
    Snapshot other =
        new Snapshot(
            snapshot.format(),
            snapshot.root(),
            snapshot.id(),
            snapshot.version(),
            snapshot.schema(),
            snapshot.partitionColumns(),
            files);
    Summarize summarize = summarize("s");
    Summaries listed = run(summarize, snapshot);
    assertThat(bytes(run(summarize("other"), other))).isEqualTo(bytes(listed));
    assertThat(run(summarize, other).filesRead()).isZero();
  }

  @Test
  void oneTaskGivesWhatManyGive() {
    Sales.write(folder.resolve("t"), "all", SALES);
    Snapshot snapshot = Sales.pin(folder.resolve("t"));
    SummarizeTask task =
        new SummarizeTask(
            plan("t", "s", Sales.design(), DayRange.ALL),
            new SummarizeTask.Limits(0, SummarizeTask.Place.BY_PIECE));
    List<Piece> one = Piece.tasks(snapshot.files(), 2).get(0);
    SummarizeTask.Found found = task.of(one, Sales.hadoop());
    SortedMap<Group, Moments> groups = new TreeMap<>();
    found
        .pieces()
        .forEach(
            piece ->
                piece
                    .moments()
                    .forEach(
                        group ->
                            groups.put(
                                group.group(),
                                Moments.decode(Sales.design().names(), group.value()))));
    assertThat(run("t", "s", Sales.design(), DayRange.ALL).files().get(0).groups())
        .isEqualTo(groups);
  }

  @Test
  void filesOutsideTheWindowAppearNowhere() {
    for (int day = 0; day < 4; day++) {
      Sales.write(folder.resolve("t"), "day-" + day, Sales.ofDay(SALES, day));
    }
    DayRange window = new DayRange(Sales.FIRST_DAY + 1, Sales.FIRST_DAY + 2);
    Summaries first = run("t", "s", Sales.design(), window);
    assertThat(first.files())
        .extracting(file -> file.file().path())
        .containsExactly("day-1.parquet", "day-2.parquet");
    Summaries second = run("t", "s", Sales.design(), window);
    assertThat(second.filesRead()).isZero();
    assertThat(second.filesReused()).isEqualTo(2);
    assertThat(bytes(second)).isEqualTo(bytes(first));
  }

  @Test
  void partitionsOutsideTheWindowAreNotOpened() throws IOException {
    for (int day = 0; day < 3; day++) {
      Path partition = folder.resolve("t/day=2026-01-0" + (day + 1));
      Sales.write(partition, "part", Sales.ofDay(SALES, day));
    }
    Files.writeString(folder.resolve("t/day=2026-01-01/part.parquet"), "no longer Parquet");
    Snapshot snapshot =
        new Snapshot(
            TableFormat.PARQUET,
            Sales.pin(folder.resolve("t/day=2026-01-02")).root().replace("/day=2026-01-02", ""),
            "t",
            OptionalLong.empty(),
            withDay(),
            List.of("day"),
            partitioned());
    Design design = byPartition();
    Summarize summarize = summarize("s");
    DayRange window = new DayRange(Sales.FIRST_DAY + 1, Sales.FIRST_DAY + 1);
    ReadPlan plan = summarize.plan(snapshot, design, Precision.EXACT, window);
    assertThat(plan.toRead())
        .extracting(DataFile::path)
        .containsExactly("day=2026-01-02/part.parquet");
    assertThat(summarize.run(plan).files().get(0).groups().keySet())
        .allMatch(group -> group.day() == Sales.FIRST_DAY + 1);
  }

  private static Schema withDay() {
    List<Field> fields = new ArrayList<>(Sales.SCHEMA.fields());
    fields.add(new Field("day", new ColumnType.Text()));
    return new Schema(fields);
  }

  private List<DataFile> partitioned() {
    List<DataFile> files = new ArrayList<>();
    for (int day = 1; day <= 3; day++) {
      String path = "day=2026-01-0" + day + "/part.parquet";
      files.add(
          new DataFile(
              path,
              folder.resolve("t").resolve(path).toFile().length(),
              0,
              Optional.empty(),
              Optional.empty(),
              Map.of("day", Optional.of("2026-01-0" + day)),
              OptionalLong.empty(),
              Map.of(),
              Map.of()));
    }
    return files;
  }

  private static Design byPartition() {
    RowRule rule = Sales.design().rule();
    return new Design(
        new RowRule(
            rule.where(),
            rule.label(),
            rule.weight(),
            Optional.of("day"),
            rule.timeZone(),
            rule.missing(),
            rule.droppers(),
            rule.split()),
        Sales.design().definitions());
  }

  @Test
  void missingFeaturesAreCountedUnderFailAndDroppedUnderDrop() {
    List<Sale> sales = new ArrayList<>(SALES);
    for (int row = 0; row < 10; row++) {
      Sale sale = sales.get(row);
      sales.set(
          row,
          new Sale(sale.id(), sale.day(), Double.NaN, sale.rooms(), sale.price(), sale.note()));
    }
    Sales.write(folder.resolve("t"), "all", sales);
    Moments failing = sum(run("t", "s", Sales.design(), DayRange.ALL));
    Design drop = Sales.design(MissingPolicy.DROP, "", "area", "rooms");
    Moments dropping = sum(run("t", "s", drop, DayRange.ALL));
    assertThat(failing.tally().of("area").missing()).isEqualTo(10);
    assertThat(failing.tally().refused()).isZero();
    assertThat(dropping.tally().of("area").missing()).isEqualTo(10);
    assertThat(dropping.tally().refused()).isEqualTo(10);
    assertThat(dropping.tally().rows()).isEqualTo(SALES.size() - 10);
  }

  @Test
  void damagedDataFileIsNamedByTheFailureOfItsTask() throws IOException {
    Sales.write(folder.resolve("t"), "good", Sales.ofDay(SALES, 0));
    Sales.write(folder.resolve("t"), "short", Sales.ofDay(SALES, 1));
    Path damaged = folder.resolve("t/short.parquet");
    Snapshot snapshot = Sales.pin(folder.resolve("t"));
    byte[] bytes = Files.readAllBytes(damaged);
    Files.write(damaged, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> run(summarize("s"), snapshot))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessageContaining("short.parquet");
    assertThat(Files.exists(folder.resolve("s"))).isFalse();
  }

  @Test
  void jobsAreLabelledInWordsAndTheOldLabelRestored() {
    SparkContext spark = SparkSessions.shared().sparkContext();
    spark.setLocalProperty("spark.job.description", "before");
    List<String> seen = new ArrayList<>();
    JobLabel.during(
        spark, "in words", () -> seen.add(spark.getLocalProperty("spark.job.description")));
    assertThat(seen).containsExactly("in words");
    assertThat(spark.getLocalProperty("spark.job.description")).isEqualTo("before");
    spark.setLocalProperty("spark.job.description", null);
  }

  private Summarize summarize(String store) {
    return new Summarize(SparkSessions::shared, store(store));
  }

  private StatisticsStore store(String name) {
    return new StatisticsStore(
        folder.resolve(name).toString(), new HadoopStorage(Sales.hadoop()), Sales.hadoop());
  }

  private ReadPlan plan(String table, String store, Design design, DayRange window) {
    return summarize(store).plan(Sales.pin(folder.resolve(table)), design, Precision.EXACT, window);
  }

  private Summaries run(String table, String store, Design design, DayRange window) {
    return summarize(store).run(plan(table, store, design, window));
  }

  private static Summaries run(Summarize summarize, Snapshot snapshot) {
    return summarize.run(summarize.plan(snapshot, Sales.design(), Precision.EXACT, DayRange.ALL));
  }

  private static Moments sum(Summaries summaries) {
    List<Moments> all = new ArrayList<>();
    summaries.files().forEach(file -> all.addAll(file.groups().values()));
    return Moments.sum(all.get(0).columns(), all);
  }

  /** By group, over all files. */
  private static SortedMap<Group, Moments> total(Summaries summaries) {
    SortedMap<Group, Moments> total = new TreeMap<>();
    summaries
        .files()
        .forEach(
            file ->
                file.groups()
                    .forEach((group, moments) -> total.merge(group, moments, Moments::plus)));
    return total;
  }

  /** Every file's groups in their stored form. */
  private static List<String> bytes(Summaries summaries) {
    List<String> bytes = new ArrayList<>();
    summaries
        .files()
        .forEach(
            file ->
                file.groups()
                    .forEach(
                        (group, moments) ->
                            bytes.add(
                                file.file().path()
                                    + group
                                    + HexFormat.of().formatHex(moments.encode()))));
    return bytes;
  }
}
