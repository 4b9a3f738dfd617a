package org.plumbline.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.features.Category;
import org.plumbline.features.CategoryColumns;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.Inputs;
import org.plumbline.features.MissingPolicy;
import org.plumbline.scan.Sales.Sale;
import org.plumbline.statistics.Distribution;
import org.plumbline.statistics.Distributions;
import org.plumbline.statistics.Precision;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.Snapshot;

class SummarizeDistributionsTest {

  private static final List<Sale> SALES = Sales.seeded(41, 4, 2_000);

  @TempDir Path folder;

  @Test
  void distributionsOfEachDayAreThoseOfItsRows() {
    writeByDay();
    Summaries found = run(categories(), DayRange.ALL);
    assertThat(found.filesRead()).isEqualTo(4);
    assertThat(found.distributions()).hasSize(4);
    for (int day = 0; day < 4; day++) {
      assertThat(found.distributions().get(Sales.FIRST_DAY + day)).isEqualTo(ofDay(day));
    }
  }

  private static Distributions ofDay(int day) {
    List<Sale> sales = Sales.ofDay(SALES, day);
    Map<String, Distribution> columns =
        Map.of(
            "area", ProfileTest.numbers(sales, Sale::area),
            "rooms", ProfileTest.numbers(sales, Sale::rooms),
            "price", ProfileTest.numbers(sales, Sale::price),
            "note", ProfileTest.notes(sales));
    return new Distributions(new TreeMap<>(columns));
  }

  @Test
  void aSecondRunReadsNothingAndFindsTheSame() {
    writeByDay();
    Summaries first = run(categories(), DayRange.ALL);
    Summaries second = run(categories(), DayRange.ALL);
    assertThat(second.filesRead()).isZero();
    assertThat(second.filesReused()).isEqualTo(4);
    assertThat(second.distributions()).isEqualTo(first.distributions());
    assertThat(second.levels()).isEqualTo(first.levels());
  }

  @Test
  void rowsInOtherFilesHaveTheSameDistributions() {
    List<Sale> shuffled = Sales.shuffled(SALES, 4);
    for (int part = 0; part < 8; part++) {
      Sales.write(
          folder.resolve("t"),
          "part-" + part,
          shuffled.subList(1_000 * part, 1_000 * part + 1_000));
    }
    Summaries found = run(Sales.design(), DayRange.ALL);
    for (int day = 0; day < 4; day++) {
      assertThat(found.distributions().get(Sales.FIRST_DAY + day))
          .isEqualTo(ofDay(day).only(List.of("area", "rooms", "price")));
    }
  }

  @Test
  void filesFromBeforeDistributionsWereAskedForAreReadOnceMore() {
    writeByDay();
    Design design = categories();
    Summaries before =
        summarize().run(summarize().plan(pin(), design, Precision.EXACT, DayRange.ALL));
    assertThat(before.distributions()).isEmpty();
    ReadPlan plan = plan(design, DayRange.ALL);
    assertThat(plan.toRead()).hasSize(4);
    assertThat(plan.stored().moments()).hasSize(4);
    Summaries found = summarize().run(plan);
    assertThat(found.distributions().get(Sales.FIRST_DAY)).isEqualTo(ofDay(0));
    assertThat(found.levels()).isEqualTo(before.levels());
    assertThat(plan(design, DayRange.ALL).toRead()).isEmpty();
    assertThat(summarize().plan(pin(), design, Precision.EXACT, DayRange.ALL).toRead()).isEmpty();
  }

  @Test
  void onlyTheNewFileIsReadAndOnlyDaysOfTheWindowAreFound() {
    for (int day = 0; day < 3; day++) {
      Sales.write(folder.resolve("t"), "day-" + day, Sales.ofDay(SALES, day));
    }
    run(categories(), DayRange.ALL);
    Sales.write(folder.resolve("t"), "day-3", Sales.ofDay(SALES, 3));
    Summaries found = run(categories(), new DayRange(Sales.FIRST_DAY + 1, Sales.FIRST_DAY + 3));
    assertThat(found.filesRead()).isEqualTo(1);
    assertThat(found.distributions())
        .containsOnlyKeys(Sales.FIRST_DAY + 1, Sales.FIRST_DAY + 2, Sales.FIRST_DAY + 3);
    assertThat(found.distributions().get(Sales.FIRST_DAY + 1)).isEqualTo(ofDay(1));
    assertThat(found.distributions().get(Sales.FIRST_DAY + 3)).isEqualTo(ofDay(3));
  }

  @Test
  void rowsThatTheRuleLeavesOutAreNotCounted() {
    writeByDay();
    Summaries found =
        run(Sales.design(MissingPolicy.FAIL, "rooms <= 3", "area", "rooms"), DayRange.ALL);
    List<Sale> kept = Sales.ofDay(SALES, 2).stream().filter(sale -> sale.rooms() <= 3).toList();
    assertThat(found.distributions().get(Sales.FIRST_DAY + 2).columns().get("area"))
        .isEqualTo(ProfileTest.numbers(kept, Sale::area));
  }

  @Test
  void aPassWithoutMomentsFindsTheSame() {
    writeByDay();
    DayRange window = new DayRange(Sales.FIRST_DAY + 1, Sales.FIRST_DAY + 2);
    Design design = categories();
    TrainingProfile.Result alone = TrainingProfile.of(SparkSessions::shared, pin(), design, window);
    ReadPlan plan = plan(design, window);
    Summaries beside = summarize().run(plan);
    assertThat(alone.distributions())
        .isEqualTo(plan.watched().orElseThrow().sum(beside.distributions().values()));
    assertThat(alone.distributions().rows()).isEqualTo(4_000);
  }

  @Test
  void aDamagedStoreFileIsReadAgainFromTheData() throws IOException {
    writeByDay();
    Summaries first = run(categories(), DayRange.ALL);
    try (Stream<Path> files = Files.list(folder.resolve("s"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      }
    }
    Summaries second = run(categories(), DayRange.ALL);
    assertThat(second.filesRead()).isEqualTo(4);
    assertThat(second.distributions()).isEqualTo(first.distributions());
  }

  private void writeByDay() {
    for (int day = 0; day < 4; day++) {
      Sales.write(folder.resolve("t"), "day-" + day, Sales.ofDay(SALES, day));
    }
  }

  private static Design categories() {
    Design plain = Sales.design();
    return new Design(
        plain.rule(),
        plain.definitions(),
        List.of(new CategoryColumns(new Category.OfColumn("note"), List.of(), 100)));
  }

  private Summaries run(Design design, DayRange window) {
    return summarize().run(plan(design, window));
  }

  private ReadPlan plan(Design design, DayRange window) {
    return summarize().plan(pin(), design, Precision.EXACT, window, Optional.of(Inputs.of(design)));
  }

  private Snapshot pin() {
    return Sales.pin(folder.resolve("t"));
  }

  private Summarize summarize() {
    StatisticsStore store =
        new StatisticsStore(
            folder.resolve("s").toString(), new HadoopStorage(Sales.hadoop()), Sales.hadoop());
    return new Summarize(SparkSessions::shared, store);
  }
}
