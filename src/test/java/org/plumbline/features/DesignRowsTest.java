package org.plumbline.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.Failure;
import org.plumbline.columns.Block;

class DesignRowsTest {

  private static final Split NO_SPLIT = new Split(List.of(), 0, 1);

  @Test
  void everyRowIsInTheGroupOfItsFoldAndDayInTheOrderOfTheFile() {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      int days = seed % 2 == 0 ? 5 : 200_000;
      Long[] keys = new Long[1000];
      Long[] dates = new Long[1000];
      Double[] numbers = new Double[1000];
      for (int row = 0; row < 1000; row++) {
        keys[row] = random.nextLong();
        dates[row] = random.nextInt(10) == 0 ? null : Long.valueOf(random.nextInt(days) - 2);
        numbers[row] = random.nextDouble();
      }
      Block block =
          new Blocks()
              .longs("k", Blocks.LONG, keys)
              .longs("d", Blocks.DATE, dates)
              .doubles("x", numbers)
              .doubles("y", numbers)
              .build();
      Split split = new Split(List.of("k"), 0.2, 3);
      DesignRows rows = rows(block, rule(MissingPolicy.FAIL, Optional.of("d"), split));
      Map<String, List<Integer>> expected = new TreeMap<>();
      long dayless = 0;
      for (int row = 0; row < 1000; row++) {
        if (dates[row] == null) {
          dayless++;
          continue;
        }
        int fold = split.fold(XxHash64.hash(keys[row], XxHash64.SEED));
        expected.computeIfAbsent(dates[row] + "/" + fold, group -> new ArrayList<>()).add(row);
      }
      assertThat(groups(rows)).as("seed " + seed).isEqualTo(expected);
      assertThat(flaws(rows).values().stream().mapToLong(Long::longValue).sum()).isEqualTo(dayless);
      assertThat(refused(rows)).isEqualTo(dayless);
    }
  }

  @Test
  void rowsForWhichTheConditionIsNotTrueArePartOfNothing() {
    Block block =
        new Blocks()
            .doubles("x", 1.0, null, 3.0, null)
            .doubles("y", 1.0, 2.0, null, null)
            .longs("c", Blocks.LONG, 1L, 0L, 0L, null)
            .build();
    RowRule rule =
        new RowRule(
            Optional.of(Condition.parse("c = 1")),
            "y",
            Optional.empty(),
            Optional.empty(),
            ZoneOffset.UTC,
            MissingPolicy.FAIL,
            List.of(),
            NO_SPLIT);
    DesignRows rows = rows(block, rule);
    assertThat(groups(rows)).isEqualTo(Map.of(EventDays.NO_DAY + "/1", List.of(0)));
    assertThat(flaws(rows)).isEmpty();
    assertThat(refused(rows)).isZero();
  }

  @Test
  void underFailAMissingFeatureIsCountedAndItsRowKeptAsZero() {
    Block block =
        new Blocks()
            .doubles("x", 1.0, null, Double.POSITIVE_INFINITY, 4.0)
            .doubles("y", 1.0, 2.0, 3.0, Double.NaN)
            .build();
    DesignRows rows = rows(block, rule(MissingPolicy.FAIL, Optional.empty(), NO_SPLIT));
    assertThat(groups(rows)).isEqualTo(Map.of(EventDays.NO_DAY + "/1", List.of(0, 1, 2)));
    assertThat(rows.z()[0]).startsWith(1.0, 0, 0);
    assertThat(flaws(rows))
        .isEqualTo(
            Map.of(
                EventDays.NO_DAY + "/1 x NULL", 1L,
                EventDays.NO_DAY + "/1 x INFINITE", 1L,
                EventDays.NO_DAY + "/1 y NAN", 1L));
    assertThat(refused(rows)).isEqualTo(1);
  }

  @Test
  void underDropARowWithoutADropperIsRefusedAndInfinitiesAreCounted() {
    Block block =
        new Blocks()
            .doubles("x", 1.0, null, Double.POSITIVE_INFINITY, Double.NaN)
            .doubles("y", 1.0, 2.0, 3.0, 4.0)
            .build();
    DesignRows rows = rows(block, rule(MissingPolicy.DROP, Optional.empty(), NO_SPLIT));
    assertThat(groups(rows)).isEqualTo(Map.of(EventDays.NO_DAY + "/1", List.of(0, 2)));
    assertThat(refused(rows)).isEqualTo(2);
    assertThat(flaws(rows)).containsEntry(EventDays.NO_DAY + "/1 x INFINITE", 1L).hasSize(3);
  }

  @Test
  void nullKeysAndOddWeightsAreCountedAndRefused() {
    Block block =
        new Blocks()
            .doubles("x", 1.0, 2.0, 3.0, 4.0, 5.0)
            .doubles("y", 1.0, 2.0, 3.0, 4.0, 5.0)
            .doubles("w", 1.0, -1.0, null, 0.0, 2.0)
            .texts("k", "a", "b", "c", "d", null)
            .build();
    RowRule rule =
        new RowRule(
            Optional.empty(),
            "y",
            Optional.of("w"),
            Optional.empty(),
            ZoneOffset.UTC,
            MissingPolicy.FAIL,
            List.of(),
            new Split(List.of("k"), 0, 1));
    DesignRows rows = rows(block, rule);
    assertThat(groups(rows)).isEqualTo(Map.of(EventDays.NO_DAY + "/1", List.of(0, 3)));
    assertThat(flaws(rows))
        .isEqualTo(
            Map.of(
                EventDays.NO_DAY + "/1 w NEGATIVE", 1L,
                EventDays.NO_DAY + "/1 w NULL", 1L,
                EventDays.NO_DAY + "/1 k NULL", 1L));
    assertThat(rows.weights()).startsWith(1.0);
  }

  @Test
  void designsAreCheckedAgainstTheTable() {
    Block block =
        new Blocks().texts("t", "1").doubles("y", 1.0).longs("at", Blocks.ZONED, 1L).build();
    RowRule rule = rule(MissingPolicy.FAIL, Optional.empty(), NO_SPLIT);
    Design textual = new Design(rule, List.of(new Definition.NumberTerm("t")));
    Design timed = new Design(rule, List.of(new Definition.NumberTerm("at")));
    textual.check(block.schema(), List.of("t"));
    assertThatThrownBy(() -> textual.check(block.schema(), List.of()))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessage("feature column `t` is text, not a number");
    assertThatThrownBy(() -> timed.check(block.schema(), List.of()))
        .hasMessage("feature column `at` is a timestamp, not a number");
    assertThatThrownBy(() -> new Design(rule, List.of(new Definition.NumberTerm("y"))))
        .hasMessageContaining("both data.label and one of data.features");
  }

  private static RowRule rule(MissingPolicy missing, Optional<String> eventTime, Split split) {
    return new RowRule(
        Optional.empty(),
        "y",
        Optional.empty(),
        eventTime,
        ZoneOffset.UTC,
        missing,
        missing == MissingPolicy.DROP ? List.of("x") : List.of(),
        split);
  }

  private static DesignRows rows(Block block, RowRule rule) {
    Design design = new Design(rule, List.of(new Definition.NumberTerm("x")));
    DesignRows rows = new DesignRows(design, block.schema());
    rows.take(block);
    return rows;
  }

  private static Map<String, List<Integer>> groups(DesignRows rows) {
    Map<String, List<Integer>> groups = new TreeMap<>();
    for (int g = 0; g < rows.groups(); g++) {
      if (rows.to(g) > rows.from(g)) {
        groups.put(
            rows.day(g) + "/" + rows.fold(g),
            Arrays.stream(rows.order(), rows.from(g), rows.to(g)).boxed().toList());
      }
    }
    return groups;
  }

  private static Map<String, Long> flaws(DesignRows rows) {
    Map<String, Long> flaws = new TreeMap<>();
    rows.flaws(
        (fold, day, column, flaw, count) ->
            flaws.merge(day + "/" + fold + " " + column + " " + flaw, count, Long::sum));
    return flaws;
  }

  private static long refused(DesignRows rows) {
    long refused = 0;
    for (int g = 0; g < rows.groups(); g++) {
      refused += rows.refused(g);
    }
    return refused;
  }
}
