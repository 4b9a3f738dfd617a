package org.plumbline.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.FaultyStorage;
import org.plumbline.SparkSessions;
import org.plumbline.columns.Block;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.MissingPolicy;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Precision;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.Snapshot;
import org.plumbline.table.Storage;

class StatisticsStoreTest {

  private static final int FILES = 3;

  @TempDir Path folder;

  @BeforeEach
  void writeTable() {
    List<Sales.Sale> sales = Sales.seeded(2, FILES, 200);
    for (int day = 0; day < FILES; day++) {
      Sales.write(folder.resolve("t"), "day-" + day, Sales.ofDay(sales, day));
    }
  }

  @Test
  void valuesOfMoreColumnsServeADesignOfFewer() {
    run(Sales.design());
    Design fewer = Sales.design(MissingPolicy.FAIL, "", "rooms");
    assertThat(plan(fewer).toRead()).isEmpty();
    assertThat(run(fewer).files()).isEqualTo(runIn("other", fewer).files());
  }

  @Test
  void valuesOfAnotherRowRuleDoNotServe() {
    run(Sales.design());
    assertThat(plan(Sales.design(MissingPolicy.FAIL, "rooms > 2", "area", "rooms")).toRead())
        .hasSize(FILES);
    assertThat(plan(Sales.design(MissingPolicy.FAIL, "", "area", "id")).toRead()).hasSize(FILES);
  }

  @Test
  void fileWithoutRowsIsRememberedAsRead() {
    Design nothing = Sales.design(MissingPolicy.FAIL, "rooms > 99", "area", "rooms");
    Summaries first = run(nothing);
    assertThat(first.filesRead()).isEqualTo(FILES);
    assertThat(first.files()).isEmpty();
    assertThat(plan(nothing).toRead()).isEmpty();
  }

  @Test
  void statisticsLargerThanTheirFileAreNotStored() {
    List<Sales.Sale> few = Sales.seeded(9, 20, 1);
    Sales.write(folder.resolve("wide"), "many-days", few);
    Snapshot snapshot = Sales.pin(folder.resolve("wide"));
    Summarize summarize = summarize("statistics");
    summarize.run(summarize.plan(snapshot, Sales.design(), Precision.EXACT, DayRange.ALL));
    assertThat(summarize.plan(snapshot, Sales.design(), Precision.EXACT, DayRange.ALL).toRead())
        .hasSize(1);
  }

  @Test
  void damagedStoreFileIsReportedPassedOverAndRecomputed() throws IOException {
    Summaries first = run(Sales.design());
    Path damaged = storeFiles().get(0);
    byte[] bytes = Files.readAllBytes(damaged);
    Files.write(damaged, Arrays.copyOf(bytes, bytes.length - 40));
    ReadPlan plan = plan(Sales.design());
    assertThat(plan.damagedStoreFiles())
        .singleElement()
        .asString()
        .endsWith(damaged.getFileName().toString());
    assertThat(plan.toRead()).hasSize(FILES);
    assertThat(summarize("statistics").run(plan).files()).isEqualTo(first.files());
    assertThat(plan(Sales.design()).toRead()).isEmpty();
  }

  @Test
  void storeOfSomeFilesServesThose() {
    Snapshot all = Sales.pin(folder.resolve("t"));
    Snapshot some =
        new Snapshot(
            all.format(),
            all.root(),
            all.id(),
            all.version(),
            all.schema(),
            all.partitionColumns(),
            all.files().subList(0, 2));
    Summarize summarize = summarize("statistics");
    summarize.run(summarize.plan(some, Sales.design(), Precision.EXACT, DayRange.ALL));
    assertThat(plan(Sales.design()).toRead()).hasSize(1);
    assertThat(plan(Sales.design()).reused()).hasSize(2);
  }

  @Test
  void compactionKeepsEveryDistinctValueInOneFile() throws IOException {
    Summaries first = run(Sales.design());
    Design other = Sales.design(MissingPolicy.FAIL, "rooms > 2", "area");
    run(other);
    Path original = storeFiles().get(0);
    byte[] bytes = Files.readAllBytes(original);
    for (int copy = 0; storeFiles().size() <= StatisticsStore.MOST_FILES; copy++) {
      Files.write(folder.resolve("statistics").resolve("copy-" + copy + ".parquet"), bytes);
    }
    store("statistics", new HadoopStorage(Sales.hadoop())).compact();
    assertThat(storeFiles()).hasSize(1);
    assertThat(Files.size(storeFiles().get(0))).isLessThan(4L * bytes.length);
    assertThat(plan(Sales.design()).toRead()).isEmpty();
    assertThat(plan(other).toRead()).isEmpty();
    assertThat(run(Sales.design()).files()).isEqualTo(first.files());
  }

  @Test
  void valueOfMoreGroupsThanABlockHoldsComesBackWhole() {
    List<StoredValue.StoredGroup> groups = new ArrayList<>();
    for (int day = 0; day < Block.MAX_ROWS + 1000; day++) {
      byte[] moments = {(byte) day, (byte) (day >> 8)};
      groups.add(new StoredValue.StoredGroup(new Group(1, day), day, 0, moments));
    }
    StoreKey key =
        new StoreKey(
            "t",
            new StoreKey.FileIdentity("f", 1, 2, "", ""),
            "rule",
            StoreKey.Kind.moments(Precision.EXACT));
    StoredValue value = new StoredValue(key, List.of("y"), List.of("d"), groups);
    StoreFile file =
        new StoreFile(folder.resolve("large").toString(), "one.parquet", Sales.hadoop());
    file.write(new Portions(List.of(value).iterator()));
    List<StoredValue> read = file.readAll();
    assertThat(read).hasSize(1);
    assertThat(read.get(0).groups()).hasSameSizeAs(groups);
    for (int day = 0; day < groups.size(); day++) {
      assertThat(read.get(0).groups().get(day).group().day()).isEqualTo(day);
      assertThat(read.get(0).groups().get(day).value())
          .isEqualTo(new byte[] {(byte) day, (byte) (day >> 8)});
    }
  }

  @Test
  void fewFilesAreLeftAlone() throws IOException {
    run(Sales.design());
    List<Path> before = storeFiles();
    store("statistics", new HadoopStorage(Sales.hadoop())).compact();
    assertThat(storeFiles()).isEqualTo(before);
  }

  @Test
  void listedFileThatVanishedMakesTheStoreListAgain() {
    run(Sales.design());
    List<Integer> listings = new ArrayList<>();
    Storage late =
        FaultyStorage.listing(
            there -> {
              listings.add(listings.size());
              return listings.size() > 1
                  ? there
                  : Stream.concat(Stream.of("0-merged-away.parquet"), there.stream()).toList();
            },
            new HadoopStorage(Sales.hadoop()));
    StatisticsStore store = store("statistics", late);
    Snapshot snapshot = Sales.pin(folder.resolve("t"));
    StatisticsStore.Lookup found =
        store.find(
            new StatisticsStore.Query(
                snapshot, Sales.design(), Precision.EXACT, Optional.empty(), DayRange.ALL),
            snapshot.files());
    assertThat(listings).hasSize(2);
    assertThat(found.moments()).hasSize(FILES);
    assertThat(found.damaged()).isEmpty();
  }

  private List<Path> storeFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("statistics"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  private ReadPlan plan(Design design) {
    return summarize("statistics")
        .plan(Sales.pin(folder.resolve("t")), design, Precision.EXACT, DayRange.ALL);
  }

  private Summaries run(Design design) {
    return runIn("statistics", design);
  }

  private Summaries runIn(String store, Design design) {
    Summarize summarize = summarize(store);
    return summarize.run(
        summarize.plan(Sales.pin(folder.resolve("t")), design, Precision.EXACT, DayRange.ALL));
  }

  private Summarize summarize(String store) {
    return new Summarize(SparkSessions::shared, store(store, new HadoopStorage(Sales.hadoop())));
  }

  private StatisticsStore store(String name, Storage storage) {
    return new StatisticsStore(folder.resolve(name).toString(), storage, Sales.hadoop());
  }
}
