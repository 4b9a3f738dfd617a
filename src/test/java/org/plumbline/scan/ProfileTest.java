package org.plumbline.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.features.Category;
import org.plumbline.features.DayRange;
import org.plumbline.features.Definition;
import org.plumbline.features.EventDays;
import org.plumbline.features.EventTime;
import org.plumbline.features.Inputs;
import org.plumbline.features.LevelEffects;
import org.plumbline.features.MissingLevels;
import org.plumbline.features.Response;
import org.plumbline.features.Scorer;
import org.plumbline.scan.Sales.Sale;
import org.plumbline.statistics.CategoryDistribution;
import org.plumbline.statistics.Distribution;
import org.plumbline.statistics.NumberCollector;
import org.plumbline.statistics.NumberDistribution;

class ProfileTest {

  private static final List<Sale> SALES = Sales.seeded(31, 4, 900);
  private static final Scorer SCORER =
      new Scorer(
          List.of(new Definition.NumberTerm("area"), new Definition.NumberTerm("rooms")),
          1000.5,
          List.of(999.25, 5001.0),
          Map.of(),
          List.of(
              new LevelEffects(
                  new Category.OfColumn("note"),
                  List.of(),
                  Map.of("note 0", List.of(0.0), "note 1", List.of(7.0)),
                  List.of(2.0),
                  MissingLevels.LEVEL)),
          new Response.Identity());
  private static final Optional<EventTime> SOLD_ON =
      Optional.of(new EventTime("sold_on", ZoneOffset.UTC));

  @TempDir Path folder;

  @Test
  void columnsAndPredictionsOfEachDayAreThoseOfItsRows() {
    writeShuffled();
    DayRange middle = new DayRange(Sales.FIRST_DAY + 1, Sales.FIRST_DAY + 2);
    Profile.Result found = profile(SOLD_ON, middle);
    assertThat(found.byDay().keySet()).containsExactly(middle.first(), middle.last());
    for (int day = 1; day <= 2; day++) {
      List<Sale> sales = Sales.ofDay(SALES, day);
      Map<String, Distribution> columns = found.byDay().get(Sales.FIRST_DAY + day).columns();
      assertThat(columns.keySet()).containsExactly("area", "note", "rooms");
      assertThat(columns.get("area")).isEqualTo(numbers(sales, Sale::area));
      assertThat(columns.get("rooms")).isEqualTo(numbers(sales, Sale::rooms));
      assertThat(columns.get("note")).isEqualTo(notes(sales));
      assertThat(found.predictions().get(Sales.FIRST_DAY + day))
          .isEqualTo(numbers(sales, ProfileTest::predicted));
    }
    assertThat(found.bytesRead()).isPositive();
  }

  private static double predicted(Sale sale) {
    double effect =
        switch (sale.note()) {
          case "note 0" -> 0;
          case "note 1" -> 7;
          default -> 2;
        };
    return 1000.5 + 999.25 * sale.area() + 5001.0 * sale.rooms() + effect;
  }

  /** Three columns of 1,500 days are more collectors than count at once; rows fill two blocks. */
  @Test
  void moreDaysThanAreCountedAtOnceAddUp() {
    List<Sale> sales = Sales.seeded(8, 1_500, 12);
    Sales.write(folder.resolve("t"), "a", Sales.shuffled(sales, 5));
    Profile.Result found = profile(SOLD_ON, DayRange.ALL);
    assertThat(found.byDay()).hasSize(1_500);
    for (int day = 0; day < 1_500; day += 7) {
      Map<String, Distribution> columns = found.byDay().get(Sales.FIRST_DAY + day).columns();
      List<Sale> ofDay = sales.subList(12 * day, 12 * day + 12);
      assertThat(columns.get("area")).isEqualTo(numbers(ofDay, Sale::area));
      assertThat(columns.get("note")).isEqualTo(notes(ofDay));
    }
  }

  @Test
  void aRowWithoutAFeatureIsMissingThereAndHasNoPrediction() {
    List<Sale> sales = new ArrayList<>(Sales.ofDay(SALES, 0));
    for (int row = 0; row < 40; row++) {
      Sale sale = sales.get(row);
      sales.set(
          row,
          new Sale(sale.id(), sale.day(), Double.NaN, sale.rooms(), sale.price(), sale.note()));
    }
    Sales.write(folder.resolve("t"), "a", sales);
    Profile.Result found = profile(SOLD_ON, DayRange.ALL);
    Distribution area = found.byDay().get(Sales.FIRST_DAY).columns().get("area");
    assertThat(area.missing()).isEqualTo(40);
    assertThat(area.rows()).isEqualTo(900);
    assertThat(area).isEqualTo(numbers(sales, Sale::area));
    assertThat(found.predictions().get(Sales.FIRST_DAY).missing()).isEqualTo(40);
    assertThat(found.predictions().get(Sales.FIRST_DAY).values()).isEqualTo(860);
  }

  @Test
  void withoutAnEventTimeEveryRowIsOfNoDay() {
    writeShuffled();
    Profile.Result found = profile(Optional.empty(), DayRange.ALL);
    assertThat(found.byDay().keySet()).containsExactly(EventDays.NO_DAY);
    assertThat(found.byDay().get(EventDays.NO_DAY).columns().get("area"))
        .isEqualTo(numbers(SALES, Sale::area));
  }

  @Test
  void aScoreTablesColumnsNeedNoScorer() {
    writeShuffled();
    Profile.Result found =
        Profile.run(
            SparkSessions::shared,
            new Profile.Request(
                Sales.pin(folder.resolve("t")),
                new Inputs(List.of("price", "area"), List.of()).among(Set.of("price")),
                Optional.empty(),
                SOLD_ON,
                DayRange.ALL));
    assertThat(found.predictions()).isEmpty();
    assertThat(found.byDay().get(Sales.FIRST_DAY).columns())
        .containsOnlyKeys("price")
        .containsEntry("price", numbers(Sales.ofDay(SALES, 0), Sale::price));
  }

  @Test
  void unknownLevelsBeyondTheMostAreCountedTogether() {
    writeShuffled();
    Inputs.CategoryInput note = new Inputs.CategoryInput("note", Set.of("note 4"), 1);
    Profile.Result found =
        Profile.run(
            SparkSessions::shared,
            new Profile.Request(
                Sales.pin(folder.resolve("t")),
                new Inputs(List.of(), List.of(note)),
                Optional.empty(),
                Optional.empty(),
                DayRange.ALL));
    CategoryDistribution all = notes(SALES);
    assertThat(found.byDay().get(EventDays.NO_DAY).columns().get("note"))
        .isEqualTo(all.capped(Set.of("note 4"), 1));
    assertThat(all.capped(Set.of("note 4"), 1).levels()).containsOnlyKeys("note 0", "note 4");
  }

  @Test
  void aColumnThatIsNoNumberIsRefused() {
    writeShuffled();
    Profile.Request request =
        new Profile.Request(
            Sales.pin(folder.resolve("t")),
            new Inputs(List.of("note"), List.of()),
            Optional.empty(),
            SOLD_ON,
            DayRange.ALL);
    assertThatThrownBy(() -> Profile.run(SparkSessions::shared, request))
        .hasMessageContaining("watched column `note`");
  }

  private void writeShuffled() {
    List<Sale> shuffled = Sales.shuffled(SALES, 3);
    Sales.write(folder.resolve("t"), "a", shuffled.subList(0, 1_000));
    Sales.write(folder.resolve("t"), "b", shuffled.subList(1_000, 1_001));
    Sales.write(folder.resolve("t"), "c", shuffled.subList(1_001, SALES.size()));
  }

  private Profile.Result profile(Optional<EventTime> time, DayRange days) {
    Profile.Request request =
        new Profile.Request(
            Sales.pin(folder.resolve("t")), Inputs.of(SCORER), Optional.of(SCORER), time, days);
    return Profile.run(SparkSessions::shared, request);
  }

  static NumberDistribution numbers(List<Sale> sales, ToDoubleFunction<Sale> of) {
    NumberCollector collector = new NumberCollector();
    for (Sale sale : sales) {
      double value = of.applyAsDouble(sale);
      if (Double.isNaN(value)) {
        collector.addNulls(1);
      } else {
        collector.add(value);
      }
    }
    return collector.end();
  }

  static CategoryDistribution notes(List<Sale> sales) {
    Map<String, Long> counts = new HashMap<>();
    sales.forEach(sale -> counts.merge(sale.note(), 1L, Long::sum));
    return new CategoryDistribution(0, 0, counts);
  }
}
