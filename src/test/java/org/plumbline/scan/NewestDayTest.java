package org.plumbline.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;
import org.plumbline.features.DayRange;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;
import org.plumbline.table.TableFormat;

class NewestDayTest {

  @TempDir Path folder;

  @Test
  void columnIsReadWhereNothingElseTells() {
    List<Sales.Sale> sales = Sales.seeded(8, 5, 10);
    Sales.write(folder, "a", sales.subList(0, 20));
    Sales.write(folder, "b", sales.subList(20, 50));
    NewestDay.Found found = find(Sales.pin(folder), "sold_on", Sales.FIRST_DAY + 3);
    assertThat(found).isEqualTo(new NewestDay.Found(OptionalInt.of(Sales.FIRST_DAY + 3), 10));
    assertThat(find(Sales.pin(folder), "sold_on", Sales.FIRST_DAY - 1))
        .isEqualTo(new NewestDay.Found(OptionalInt.empty(), 50));
  }

  @Test
  void partitionsAndLogStatisticsTellWithoutOpeningAFile() {
    Snapshot partitioned =
        table(
            new Field("day", new ColumnType.Text()),
            List.of("day"),
            List.of(
                file("a", Map.of("day", Optional.of("2026-01-03")), Map.of(), Map.of()),
                file("b", Map.of("day", Optional.of("2026-01-05")), Map.of(), Map.of()),
                file("c", Map.of("day", Optional.empty()), Map.of(), Map.of())));
    assertThat(find(partitioned, "day", Sales.FIRST_DAY + 3))
        .isEqualTo(new NewestDay.Found(OptionalInt.of(Sales.FIRST_DAY + 2), 7));

    Snapshot logged =
        table(
            new Field("at", new ColumnType.Timestamp(true)),
            List.of(),
            List.of(
                file(
                    "a",
                    Map.of(),
                    Map.of("at", "2026-01-01T00:00:00.000Z"),
                    Map.of("at", "2026-01-02T23:30:00.000Z"))));
    assertThat(find(logged, "at", Sales.FIRST_DAY + 3).day()).hasValue(Sales.FIRST_DAY + 1);
    assertThat(
            NewestDay.of(
                    logged,
                    "at",
                    ZoneId.of("Europe/Paris"),
                    Sales.FIRST_DAY + 3,
                    SparkSessions::shared)
                .day())
        .hasValue(Sales.FIRST_DAY + 2);
  }

  @Test
  void lastMillisecondThatMayBeRoundedUpIsNotTrusted() {
    Field at = new Field("at", new ColumnType.Timestamp(true));
    DataFile file =
        file(
            "a",
            Map.of(),
            Map.of("at", "2026-01-01T00:00:00.000Z"),
            Map.of("at", "2026-01-03T00:00:00.000Z"));
    DayBounds bounds = new DayBounds(table(at, List.of(), List.of(file)), "at", ZoneOffset.UTC);
    assertThat(bounds.of(file)).hasValue(new DayRange(Sales.FIRST_DAY, Sales.FIRST_DAY + 2));
    assertThat(bounds.lastIsCertain(file)).isFalse();
  }

  private static NewestDay.Found find(Snapshot snapshot, String eventTime, int bound) {
    return NewestDay.of(snapshot, eventTime, ZoneOffset.UTC, bound, SparkSessions::shared);
  }

  /** A table whose files do not exist: opening one would fail. */
  private static Snapshot table(Field eventTime, List<String> partitions, List<DataFile> files) {
    return new Snapshot(
        TableFormat.DELTA,
        "file:/nowhere",
        "id",
        OptionalLong.of(1),
        new Schema(List.of(eventTime)),
        partitions,
        files);
  }

  private static DataFile file(
      String path,
      Map<String, Optional<String>> partition,
      Map<String, String> least,
      Map<String, String> greatest) {
    return new DataFile(
        path,
        100,
        0,
        Optional.empty(),
        Optional.empty(),
        partition,
        OptionalLong.of(7),
        least,
        greatest);
  }
}
