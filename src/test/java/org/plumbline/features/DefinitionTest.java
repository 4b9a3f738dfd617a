package org.plumbline.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.columns.Block;

class DefinitionTest {

  private static final EventTime SOLD = new EventTime("at", ZoneOffset.UTC);

  private static final List<Definition> ALL =
      List.of(
          new Definition.NumberTerm("x"),
          new Definition.MissingIndicator(new Definition.NumberTerm("x")),
          new Definition.Logarithm("x", Definition.LogarithmOf.VALUE),
          new Definition.Logarithm("x", Definition.LogarithmOf.VALUE_PLUS_ONE),
          new Definition.Power("x", 2, 0),
          new Definition.Power("x", 3, 100),
          new Definition.Power("x", 2, -0.5),
          new Definition.Product("x", "k"),
          new Definition.YearCycle(SOLD, Definition.Wave.SINE),
          new Definition.YearCycle(SOLD, Definition.Wave.COSINE));

  @Test
  void termsAreNamedAsPeopleWriteThem() {
    assertThat(ALL.stream().map(Definition::term))
        .containsExactly(
            "x",
            "x=(missing)",
            "log(x)",
            "log1p(x)",
            "x^2",
            "(x - 100)^3",
            "(x + 0.5)^2",
            "x:k",
            "year-sine",
            "year-cosine");
  }

  /** They are part of the keys of stored statistics. */
  @Test
  void digestsNeverChangeAndTellMeaningsApart() {
    assertThat(ALL.stream().map(Definition::digest))
        .doesNotHaveDuplicates()
        .containsExactly(DIGESTS);
    assertThat(new Definition.Product("k", "x").digest())
        .isEqualTo(new Definition.Product("x", "k").digest());
    assertThat(new Definition.Power("x", 2, -0.0).digest())
        .isEqualTo(new Definition.Power("x", 2, 0.0).digest());
  }

  private static final String[] DIGESTS = {
    "19360f727a9e0066",
    "d930ac7dc1e1332c",
    "fa65e5dda7ae56f2",
    "e8bec552d07a4cb6",
    "9ef06f0beb0aef25",
    "e9136bdc69228bc2",
    "d9934c52c475955b",
    "1bebb9f4f8d276f7",
    "f5b000596bc2feaf",
    "75ea97393178be73"
  };

  @Test
  void valuesAreThoseOfStrictMathAndOddOnesReadAsZero() {
    double big = 0x1p53 + 2;
    Block block =
        new Blocks()
            .doubles("x", 2.0, null, -3.0, 0.0, -1.0, Double.POSITIVE_INFINITY, 1e200, 0.5)
            .longs("k", Blocks.LONG, 3L, 1L, null, 2L, 5L, 0L, (long) big, (long) big)
            .longs("at", Blocks.DATE, 0L, 0L, 0L, 0L, null, 0L, 0L, 0L)
            .build();
    TermColumns columns = new TermColumns(block.schema());
    List<TermColumn> terms = columns.terms(ALL);
    columns.read(block);
    assertThat(shown(terms.get(1), 8))
        .containsExactly("0.0", "1.0", "0.0", "0.0", "0.0", "0.0", "0.0", "0.0");
    assertThat(shown(terms.get(2), 8))
        .containsExactly(
            "" + StrictMath.log(2),
            "0.0 NULL",
            "0.0 NAN",
            "0.0 INFINITE",
            "0.0 NAN",
            "0.0 INFINITE",
            "" + StrictMath.log(1e200),
            "" + StrictMath.log(0.5));
    assertThat(shown(terms.get(3), 8).get(4)).isEqualTo("0.0 INFINITE");
    assertThat(shown(terms.get(5), 8).get(0)).isEqualTo("" + StrictMath.pow(-98, 3));
    assertThat(shown(terms.get(4), 8).get(6)).isEqualTo("0.0 INFINITE");
    assertThat(shown(terms.get(7), 8))
        .containsExactly(
            "6.0",
            "0.0 NULL",
            "0.0 NULL",
            "0.0",
            "-5.0",
            "0.0 INFINITE",
            1e200 * big + " CONVERTED",
            0.5 * big + " CONVERTED");
    assertThat(shown(terms.get(8), 8).get(4)).isEqualTo("0.0 NULL");
  }

  @Test
  void theYearsWavesStartAnewOnTheFirstOfJanuary() {
    Block block =
        new Blocks()
            .longs("at", Blocks.DATE, day("2024-01-01"), day("2024-07-02"), day("2023-12-31"))
            .build();
    TermColumns columns = new TermColumns(block.schema());
    List<TermColumn> waves = columns.terms(ALL.subList(8, 10));
    columns.read(block);
    assertThat(waves.get(0).values()[0]).isZero();
    assertThat(waves.get(1).values()[0]).isEqualTo(1);
    // 183 of 366 days: half a year.
    assertThat(waves.get(1).values()[1]).isEqualTo(-1);
    assertThat(waves.get(0).values()[2]).isEqualTo(StrictMath.sin(2 * Math.PI * 364 / 365));
  }

  @Test
  void theDayOfAnInstantIsThatOfItsZoneOnBothSidesOfATransition() {
    ZoneId zone = ZoneId.of("America/New_York");
    EventTime time = new EventTime("at", zone);
    Long[] instants = new Long[48];
    for (int hour = 0; hour < 48; hour++) {
      // From the day before clocks go forward, 2024-03-10 at 07:00 UTC, to the day after.
      instants[hour] =
          (LocalDate.of(2024, 3, 9).atTime(12, 0).toEpochSecond(ZoneOffset.UTC) + hour * 3600L)
              * 1_000_000;
    }
    Block block = new Blocks().longs("at", Blocks.ZONED, instants).build();
    LevelCodes levels =
        new Category.OfCalendar(CalendarPart.DAY_OF_WEEK, time).levels(block.schema()).read(block);
    LevelCodes months =
        new Category.OfCalendar(CalendarPart.MONTH, time).levels(block.schema()).read(block);
    for (int hour = 0; hour < 48; hour++) {
      LocalDate date =
          java.time.Instant.ofEpochSecond(instants[hour] / 1_000_000).atZone(zone).toLocalDate();
      assertThat(levels.level(hour)).isEqualTo("" + date.getDayOfWeek().getValue());
      assertThat(months.level(hour)).isEqualTo("03");
    }
  }

  @Test
  void aDerivedTermThatIsMissingDropsItsRowWhereTheRuleSaysSo() throws Exception {
    Definition log = new Definition.Logarithm("x", Definition.LogarithmOf.VALUE);
    RowRule plain =
        new RowRule(
            Optional.empty(),
            "y",
            Optional.empty(),
            Optional.empty(),
            ZoneOffset.UTC,
            MissingPolicy.DROP,
            List.of("x", "t"),
            new Split(List.of(), 0, 1));
    RowRule rule = (RowRule) Serialization.copyOf(plain.alsoDropping(log));
    assertThat(rule.digest()).isNotEqualTo(plain.digest());
    Block block =
        new Blocks()
            .doubles("x", 1.0, -1.0, null, 2.0)
            .doubles("y", 1.0, 1.0, 1.0, 1.0)
            .texts("t", "a", "a", "a", null)
            .build();
    DesignRows rows = new DesignRows(new Design(rule, List.of(log)), block.schema());
    rows.take(block);
    assertThat(rows.refused(0)).isEqualTo(3);
    List<String> told = new ArrayList<>();
    rows.flaws((fold, day, column, flaw, count) -> told.add(column + " " + flaw + " " + count));
    assertThat(told).containsExactly("log(x) NULL 1", "log(x) NAN 1", "t NULL 1", "x NULL 1");
  }

  private static long day(String date) {
    return LocalDate.parse(date).toEpochDay();
  }

  private static List<String> shown(TermColumn column, int rows) {
    List<String> shown = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      byte code = column.flaws().at(row);
      shown.add(column.values()[row] + (code == Flaw.NONE ? "" : " " + Flaw.of(code)));
    }
    return shown;
  }
}
