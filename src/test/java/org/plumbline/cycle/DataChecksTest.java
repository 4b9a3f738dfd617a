package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.Failure;
import org.plumbline.columns.Schema;
import org.plumbline.features.DayRange;
import org.plumbline.features.Definition;
import org.plumbline.features.Design;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.RowRule;
import org.plumbline.features.Split;
import org.plumbline.model.Warning;
import org.plumbline.scan.FileStatistics;
import org.plumbline.scan.ReadPlan;
import org.plumbline.scan.Summaries;
import org.plumbline.statistics.Expansion;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.KernelInfo;
import org.plumbline.statistics.LevelCollector;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.OddityCounts;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Tally;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;
import org.plumbline.table.TableFormat;

class DataChecksTest {

  private static final int DAY = 20_500;
  private static final Group IN_WINDOW = new Group(1, DAY);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "area,   3, 2, 0, 0, 0, 'area is null in 3 and NaN in 2'",
    "area,   0, 2, 0, 0, 0, 'area is NaN in 2'",
    "area,   0, 0, 4, 0, 0, 'area is infinite in 4'",
    "area,   0, 0, 0, 0, 5, 'area is beyond [2^-400, 2^450] in 5'",
    "price,  1, 0, 0, 0, 0, 'price is null in 1'",
    "w,      0, 0, 0, 6, 0, 'w is negative in 6'",
    "day,    2, 0, 0, 0, 0, 'day is null in 2'",
    "sale_id,2, 0, 0, 0, 0, 'sale_id is a key and null in 2'"
  })
  void refusesByColumnAndCount(
      String column,
      long nulls,
      long nans,
      long infinities,
      long negatives,
      long outOfRange,
      String sentence) {
    OddityCounts odd = new OddityCounts(nulls, nans, infinities, 0, 0, negatives, outOfRange);
    Gathered data = gathered(MissingPolicy.FAIL, IN_WINDOW, 90, 10, Map.of(column, odd));
    assertThatThrownBy(() -> new DataChecks(data).refuse())
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessageContaining(": " + sentence + " (of 100 rows, ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void missingKeysAreRefusedEvenWhereRowsMayBeDropped() {
    Gathered data = gathered(MissingPolicy.DROP, IN_WINDOW, 90, 10, Map.of("sale_id", nulls(10)));
    assertThatThrownBy(() -> new DataChecks(data).refuse())
        .hasMessageContaining("sale_id is a key and null in 10");
  }

  @Test
  void droppedRowsAreWarnedOf() {
    Gathered data = gathered(MissingPolicy.DROP, IN_WINDOW, 90, 10, Map.of("area", nulls(10)));
    DataChecks checks = new DataChecks(data);
    checks.refuse();
    assertThat(checks.warnings())
        .containsExactly(
            new Warning(
                "dropped",
                List.of("area"),
                10,
                "10 rows are dropped, since a value is missing: area is null in 10."));
  }

  @Test
  void convertedNumbersAreWarnedOf() {
    OddityCounts converted = new OddityCounts(0, 0, 0, 0, 7, 0, 0);
    DataChecks checks =
        new DataChecks(gathered(MissingPolicy.FAIL, IN_WINDOW, 100, 0, Map.of("area", converted)));
    checks.refuse();
    assertThat(checks.warnings()).extracting(Warning::kind).containsExactly("converted");
    assertThat(checks.warnings()).extracting(Warning::count).containsExactly(7L);
  }

  @Test
  void oddValuesOfOtherDaysDoNotMatter() {
    Gathered data =
        gathered(MissingPolicy.FAIL, new Group(1, DAY - 1000), 100, 0, Map.of("area", nulls(10)));
    assertThatThrownBy(() -> new DataChecks(data).refuse())
        .hasMessageContaining("has no rows to use in ");
  }

  @Test
  void columnsThatAreMissingEverywhereAreNamed() {
    Gathered data = gathered(MissingPolicy.DROP, IN_WINDOW, 0, 50, Map.of("area", nulls(50)));
    assertThatThrownBy(() -> new DataChecks(data).refuse())
        .hasMessageContaining("every one of 50 rows is dropped; area is null in 50");
  }

  @Test
  void valuesThatSumsByLevelDoNotCoverAreRefusedInDoubleToo() {
    Gathered plain = gathered(MissingPolicy.FAIL, IN_WINDOW, 2, 0, Map.of());
    LevelLayout layout =
        new LevelLayout(
            plain.design().names(), List.of(new LevelLayout.Category("city", List.of())));
    LevelCollector collector = new LevelCollector(layout);
    collector.take(
        new double[][] {{1e200, 1}, {1, 2}},
        new double[] {1, 1},
        List.of(new LevelCollector.Codes(new int[2], List.of("ulm"))));
    collector.add(IN_WINDOW, new int[] {0, 1}, 0, 2);
    Summaries found = plain.summaries();
    Gathered data =
        new Gathered(
            in(Precision.DOUBLE, plain.plan()),
            new Summaries(found.files(), collector.endRowGroup(), 1, 0, 1, 0, found.kernel()));
    assertThatThrownBy(() -> new DataChecks(data).refuse())
        .isInstanceOf(Failure.class)
        .hasMessageContaining("area is beyond [2^-400, 2^450] in 1");
    assertThat(data.outOfRangeOfLevels(2)).isZero();
  }

  private static ReadPlan in(Precision precision, ReadPlan plan) {
    return new ReadPlan(
        plan.snapshot(),
        plan.design(),
        precision,
        plan.window(),
        plan.reused(),
        plan.reusedLevels(),
        plan.toRead(),
        plan.stored(),
        plan.unstored(),
        plan.storeBytesRead(),
        plan.damagedStoreFiles(),
        plan.watched());
  }

  private static OddityCounts nulls(long count) {
    return new OddityCounts(count, 0, 0, 0, 0, 0, 0);
  }

  private static Gathered gathered(
      MissingPolicy missing,
      Group group,
      long rows,
      long refused,
      Map<String, OddityCounts> columns) {
    Design design = design(missing);
    List<Expansion> zeros =
        Collections.nCopies(
            (design.names().size() + 1) * (design.names().size() + 2) / 2, Expansion.ZERO);
    Moments moments =
        Moments.of(
            design.names(),
            new Tally(rows, rows, Expansion.ZERO, refused, 0, new TreeMap<>(columns)),
            zeros);
    DataFile file =
        new DataFile(
            "part-0",
            1,
            1,
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            OptionalLong.empty(),
            Map.of(),
            Map.of());
    Snapshot snapshot =
        new Snapshot(
            TableFormat.PARQUET,
            "file:/tables/sales",
            "file:/tables/sales",
            OptionalLong.empty(),
            new Schema(List.of()),
            List.of(),
            List.of(file));
    DayRange window = new DayRange(DAY - 10, DAY + 10);
    ReadPlan plan =
        new ReadPlan(
            snapshot,
            design,
            Precision.EXACT,
            window,
            List.of(),
            new TreeMap<>(),
            List.of(file),
            new ReadPlan.Stored(Set.of(), Set.of()),
            List.of(),
            0,
            List.of(),
            Optional.empty());
    TreeMap<Group, Moments> groups = new TreeMap<>(Map.of(group, moments));
    return new Gathered(
        plan,
        new Summaries(
            List.of(new FileStatistics(file, groups)),
            new TreeMap<>(),
            1,
            0,
            1,
            0,
            new KernelInfo("scalar", 64)));
  }

  private static Design design(MissingPolicy missing) {
    return new Design(
        new RowRule(
            Optional.empty(),
            "price",
            Optional.of("w"),
            Optional.of("day"),
            ZoneId.of("UTC"),
            missing,
            missing == MissingPolicy.DROP ? List.of("area") : List.of(),
            new Split(List.of("sale_id"), 0.2, 5)),
        List.of(new Definition.NumberTerm("area")));
  }
}
