package org.plumbline.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.Failure;
import org.plumbline.SparkSessions;
import org.plumbline.columns.Block;
import org.plumbline.columns.Schema;
import org.plumbline.features.Category;
import org.plumbline.features.CategoryColumns;
import org.plumbline.features.DayRange;
import org.plumbline.features.Definition;
import org.plumbline.features.Design;
import org.plumbline.features.MissingPolicy;
import org.plumbline.scan.Sales.Sale;
import org.plumbline.statistics.Expansion;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.table.BlockWriter;
import org.plumbline.table.DataFile;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.Snapshot;

/** Categories in the pass and in the store. */
class SummarizeLevelsTest {

  private static final int DAYS = 3;
  private static final List<Sale> SALES = Sales.seeded(4, DAYS, 400);
  private static final CategoryColumns NOTE =
      new CategoryColumns(new Category.OfColumn("note"), List.of("area"));
  private static final CategoryColumns ROOMS =
      new CategoryColumns(new Category.OfColumn("rooms"), List.of());

  /** As many levels as rows, with carriers: never worth storing, and so pooled. */
  private static final CategoryColumns ID =
      new CategoryColumns(new Category.OfColumn("id"), List.of("area", "rooms"));

  @TempDir static Path folder;

  @BeforeAll
  static void writeTables() {
    Sales.write(folder.resolve("one"), "all", SALES);
    for (int day = 0; day < DAYS; day++) {
      Sales.write(folder.resolve("days"), "day-" + day, Sales.ofDay(SALES, day));
    }
    List<Sale> shuffled = Sales.shuffled(SALES, 5);
    for (int part = 0; part < 5; part++) {
      List<Sale> sales = shuffled.subList(part * 240, (part + 1) * 240);
      Sales.write(folder.resolve("mixed"), "part-" + part, sales);
    }
  }

  private static Design design(CategoryColumns... categories) {
    Design plain = Sales.design();
    return new Design(plain.rule(), plain.definitions(), List.of(categories));
  }

  @Test
  void sumsAreThoseOverTheRowsOfEachLevel() {
    Levels total = total(run("days", "s1", design(NOTE, ROOMS)));
    assertThat(total.names(0)).containsExactly("note 0", "note 1", "note 2", "note 3", "note 4");
    assertThat(total.names(1)).containsExactly("1", "2", "3", "4", "5", "6");
    for (String note : total.names(0)) {
      List<Sale> sales = SALES.stream().filter(sale -> sale.note().equals(note)).toList();
      assertThat(total.rows(0, note)).isEqualTo(sales.size());
      assertThat(total.at(0, note, 1, 3))
          .isEqualTo(
              Expansion.of(
                  sales.stream()
                      .flatMapToDouble(sale -> product(sale.area(), sale.price()))
                      .toArray()));
      for (String rooms : total.names(1)) {
        long both = sales.stream().filter(s -> Long.toString(s.rooms()).equals(rooms)).count();
        assertThat(total.pair(0, 1, new Levels.Pair(note, rooms), 0, 0))
            .isEqualTo(Expansion.of((double) both));
      }
    }
  }

  /** A product as two doubles. */
  private static DoubleStream product(double a, double b) {
    return DoubleStream.of(a * b, Math.fma(a, b, -(a * b)));
  }

  @Test
  void arrangementInFilesAndTasksDoesNotMatter() {
    for (Design design : List.of(design(NOTE, ROOMS), design(ID), design(ID, NOTE))) {
      List<String> expected = bytes(run("one", "a1", design));
      assertThat(bytes(run("days", "a2", design))).isEqualTo(expected);
      assertThat(bytes(run("mixed", "a3", design))).isEqualTo(expected);
    }
  }

  @Test
  void whatIsInTheStoreDoesNotMatter() {
    for (Design design : List.of(design(NOTE, ROOMS), design(ROOMS, ID))) {
      String store = "half-" + design.categories().size() + design.categories().get(0);
      Snapshot all = Sales.pin(folder.resolve("days"));
      List<String> empty = bytes(run("days", "empty" + store.hashCode(), design));
      Summarize summarize = summarize("h" + store.hashCode());
      run(summarize, all.withFiles(all.files().subList(0, 1)), design);
      Summaries half = run(summarize, all, design);
      Summaries full = run(summarize, all, design);
      assertThat(bytes(half)).isEqualTo(empty);
      assertThat(bytes(full)).isEqualTo(empty);
    }
  }

  @Test
  void storedLevelsOfMoreServeADesignOfFewer() {
    run("days", "more", design(NOTE, ROOMS));
    Design plain = Sales.design();
    CategoryColumns noCarrier = new CategoryColumns(NOTE.category(), List.of());
    Design fewer = new Design(plain.rule(), plain.definitions().subList(0, 1), List.of(noCarrier));
    assertThat(plan("days", "more", fewer).toRead()).isEmpty();
    assertThat(bytes(run("days", "more", fewer))).isEqualTo(bytes(run("days", "fresh", fewer)));
    assertThat(plan("days", "more", plain).toRead()).isEmpty();
    Design turned = new Design(plain.rule(), plain.definitions(), List.of(ROOMS, NOTE));
    assertThat(plan("days", "more", turned).toRead()).isEmpty();
    assertThat(bytes(run("days", "more", turned))).isEqualTo(bytes(run("days", "f2", turned)));
  }

  @Test
  void anotherCarrierOrCategoryIsReadAgainAndMomentsAreNotStoredTwice() throws Exception {
    run("days", "grow", Sales.design());
    ReadPlan plan = plan("days", "grow", design(NOTE));
    assertThat(plan.toRead()).hasSize(DAYS);
    assertThat(plan.stored().moments()).hasSize(DAYS);
    assertThat(plan.stored().levels()).isEmpty();
    run("days", "grow", design(NOTE));
    assertThat(plan("days", "grow", design(NOTE)).toRead()).isEmpty();
    assertThat(kinds("grow")).containsExactlyInAnyOrderEntriesOf(Map.of("moments", 3, "levels", 3));
    CategoryColumns other = new CategoryColumns(NOTE.category(), List.of("rooms"));
    assertThat(plan("days", "grow", design(other)).toRead()).hasSize(DAYS);
  }

  @Test
  void levelsOfMomentsInAnotherPrecisionAreKept() throws Exception {
    run("days", "precisions", design(NOTE));
    Snapshot snapshot = Sales.pin(folder.resolve("days"));
    Summarize summarize = summarize("precisions");
    ReadPlan plan = summarize.plan(snapshot, design(NOTE), Precision.DOUBLE, DayRange.ALL);
    assertThat(plan.toRead()).hasSize(DAYS);
    assertThat(plan.stored().moments()).isEmpty();
    assertThat(plan.stored().levels()).hasSize(DAYS);
    summarize.run(plan);
    assertThat(kinds("precisions"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("moments", 6, "levels", 3));
  }

  private Map<String, Integer> kinds(String store) throws Exception {
    Map<String, Integer> kinds = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve(store))) {
      files
          .map(Path::getFileName)
          .map(Path::toString)
          .filter(name -> name.endsWith(".parquet") && !name.startsWith("."))
          .flatMap(
              name ->
                  new StoreFile(folder.resolve(store).toString(), name, Sales.hadoop())
                      .readAll().stream())
          .forEach(value -> kinds.merge(value.key().kind().name(), 1, Integer::sum));
    }
    return kinds;
  }

  @Test
  void pooledLevelsAreNotStoredButMomentsAre() throws Exception {
    run("days", "pooled", design(ID));
    assertThat(kinds("pooled")).containsExactlyEntriesOf(Map.of("moments", DAYS));
    ReadPlan plan = plan("days", "pooled", design(ID));
    assertThat(plan.toRead()).hasSize(DAYS);
    assertThat(plan.stored().moments()).hasSize(DAYS);
  }

  @Test
  void tooManyLevelsAreRefusedHoweverRowsAreCut() {
    CategoryColumns four = new CategoryColumns(NOTE.category(), List.of(), 4);
    CategoryColumns five = new CategoryColumns(NOTE.category(), List.of(), 5);
    for (String table : List.of("one", "days", "mixed")) {
      assertThatThrownBy(() -> run(table, "limits", design(four)))
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.DATA))
          .hasMessageContaining("`note` has")
          .hasMessageContaining("more than 4");
      assertThat(run(table, "within", design(five)).levels()).isNotEmpty();
    }
    assertThatThrownBy(() -> run("days", "within", design(four)))
        .hasMessageContaining("`note` has 5 levels, more than 4 in the training rows");
  }

  @Test
  void levelsThatNoFileHasAloneAreCountedTogether() {
    for (int note = 0; note < 5; note++) {
      String only = "note " + note;
      Sales.write(
          folder.resolve("apart"),
          "part-" + note,
          SALES.stream().filter(sale -> sale.note().equals(only)).toList());
    }
    CategoryColumns four = new CategoryColumns(NOTE.category(), List.of(), 4);
    assertThatThrownBy(() -> run("apart", "apart-store", design(four)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("more than 4");
  }

  @Test
  void levelsOutsideTheWindowAreNoneTooMany() {
    List<Sale> sales = new ArrayList<>(Sales.ofDay(SALES, 0));
    sales.add(new Sale(7, Sales.FIRST_DAY + 2, 1, 1, 1, "note of another day"));
    Sales.write(folder.resolve("outside"), "all", sales);
    CategoryColumns five = new CategoryColumns(NOTE.category(), List.of(), 5);
    Summarize summarize = summarize("outside-store");
    Snapshot snapshot = Sales.pin(folder.resolve("outside"));
    DayRange first = new DayRange(Sales.FIRST_DAY, Sales.FIRST_DAY);
    Summaries found = summarize.run(summarize.plan(snapshot, design(five), Precision.EXACT, first));
    assertThat(total(found).names(0)).hasSize(6);
    assertThatThrownBy(() -> run("outside", "outside-store", design(five)))
        .hasMessageContaining("more than 5");
  }

  @Test
  void storeFilesFromBeforeThereWereLevelsAreRead() {
    Summaries first = run("days", "new", Sales.design());
    List<StoredValue> values = new ArrayList<>();
    Snapshot snapshot = Sales.pin(folder.resolve("days"));
    for (FileStatistics file : first.files()) {
      StoreKey key =
          StoreKey.of(
              snapshot, file.file(), Sales.design(), StoreKey.Kind.moments(Precision.EXACT));
      values.add(StoredValue.of(key, Sales.design(), file.groups()));
    }
    Block block = StoreFormat.write(values);
    int columns = StoreFormat.SCHEMA.fields().size() - 1;
    Schema before = new Schema(StoreFormat.SCHEMA.fields().subList(0, columns));
    String path = folder.resolve("old/before.parquet").toString();
    try (BlockWriter writer = BlockWriter.create(path, before, Sales.hadoop())) {
      writer.write(new Block(before, block.rows(), 0, true, block.columns().subList(0, columns)));
      writer.finish();
    }
    assertThat(plan("days", "old", Sales.design()).toRead()).isEmpty();
    assertThat(plan("days", "old", design(NOTE)).stored().moments()).hasSize(DAYS);
    assertThat(run("days", "old", Sales.design()).files()).isEqualTo(first.files());
  }

  @Test
  void damagedLevelsAreReportedPassedOverAndRecomputed() {
    Design design = design(NOTE);
    Summaries first = run("days", "whole", design);
    Snapshot snapshot = Sales.pin(folder.resolve("days"));
    DataFile file = snapshot.files().get(0);
    StoreKey key = StoreKey.of(snapshot, file, design, StoreKey.Kind.levels());
    LevelColumns columns = LevelColumns.of(design);
    byte[] value = first.levels().get(first.levels().firstKey()).encode();
    StoredValue damaged =
        new StoredValue(
            key,
            columns.names(),
            columns.definitions(),
            List.of(
                new StoredValue.StoredGroup(
                    first.levels().firstKey(), 1, 0, Arrays.copyOf(value, value.length - 1))));
    StoreKey moments = StoreKey.of(snapshot, file, design, StoreKey.Kind.moments(Precision.EXACT));
    store("cut")
        .add(List.of(damaged, StoredValue.of(moments, design, first.files().get(0).groups())));
    ReadPlan plan = plan("days", "cut", design);
    assertThat(plan.damagedStoreFiles()).hasSize(1);
    assertThat(plan.toRead()).hasSize(DAYS);
    assertThat(plan.stored().moments()).containsExactly(file);
    assertThat(plan.stored().levels()).isEmpty();
    assertThat(bytes(summarize("cut").run(plan))).isEqualTo(bytes(first));
  }

  @Test
  void emptyFilesAreRememberedForBothKinds() {
    Design nothing =
        new Design(
            Sales.design(MissingPolicy.FAIL, "rooms > 99", "area").rule(),
            List.<Definition>of(new Definition.NumberTerm("area")),
            List.of(ROOMS));
    assertThat(run("days", "nothing", nothing).filesRead()).isEqualTo(DAYS);
    assertThat(plan("days", "nothing", nothing).toRead()).isEmpty();
  }

  private static Summarize summarize(String store) {
    return new Summarize(SparkSessions::shared, store(store));
  }

  private static StatisticsStore store(String name) {
    return new StatisticsStore(
        folder.resolve(name).toString(), new HadoopStorage(Sales.hadoop()), Sales.hadoop());
  }

  private static ReadPlan plan(String table, String store, Design design) {
    return summarize(store)
        .plan(Sales.pin(folder.resolve(table)), design, Precision.EXACT, DayRange.ALL);
  }

  private static Summaries run(String table, String store, Design design) {
    return run(summarize(store), Sales.pin(folder.resolve(table)), design);
  }

  private static Summaries run(Summarize summarize, Snapshot snapshot, Design design) {
    return summarize.run(summarize.plan(snapshot, design, Precision.EXACT, DayRange.ALL));
  }

  private static Levels total(Summaries summaries) {
    Levels any = summaries.levels().values().iterator().next();
    return Levels.sum(any.layout(), summaries.levels().values());
  }

  /** Every group's statistics of both kinds, over all files. */
  private static List<String> bytes(Summaries summaries) {
    SortedMap<Group, Moments> moments = new TreeMap<>();
    summaries
        .files()
        .forEach(
            file ->
                file.groups().forEach((group, more) -> moments.merge(group, more, Moments::plus)));
    List<String> bytes = new ArrayList<>();
    moments.forEach((group, sums) -> bytes.add(group + HexFormat.of().formatHex(sums.encode())));
    summaries.levels().forEach((group, levels) -> bytes.add(group + levels.digest()));
    assertThat(summaries.levels().keySet()).isEqualTo(moments.keySet());
    return bytes;
  }
}
