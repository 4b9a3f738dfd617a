package org.plumbline.scan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.plumbline.columns.ColumnType;
import org.plumbline.features.DayRange;
import org.plumbline.features.EventDays;
import org.plumbline.features.RowRule;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/**
 * Which event days a file can hold, as far as its partition or the log's statistics tell without
 * opening it.
 */
final class DayBounds {

  private static final long MILLI = 1;

  private final String column;
  private final boolean partition;
  private final Optional<ColumnType> type;
  private final ZoneId zone;

  DayBounds(Snapshot snapshot, String column, ZoneId zone) {
    this.column = column;
    this.partition = snapshot.partitionColumns().contains(column);
    this.type = snapshot.schema().field(column).map(field -> field.type());
    this.zone = zone;
  }

  /** The files that may hold rows of a window, as far as is known without opening them. */
  static List<DataFile> possible(Snapshot snapshot, RowRule rule, DayRange window) {
    Optional<DayBounds> bounds =
        rule.eventTime().map(column -> new DayBounds(snapshot, column, rule.timeZone()));
    return snapshot.files().stream()
        .filter(file -> bounds.map(days -> days.mayHold(file, window)).orElse(true))
        .toList();
  }

  /** The days of the file's rows, but for rows without one; empty where nothing is known. */
  Optional<DayRange> of(DataFile file) {
    if (partition) {
      return Optional.of(ofPartition(file));
    }
    Optional<Integer> least = Optional.ofNullable(file.least().get(column)).flatMap(this::day);
    Optional<Integer> greatest =
        Optional.ofNullable(file.greatest().get(column)).flatMap(this::day);
    return least.flatMap(first -> greatest.map(last -> new DayRange(first, last)));
  }

  /** Whether some row of the file may be of a day of the window, or of none. */
  boolean mayHold(DataFile file, DayRange window) {
    return of(file)
        .map(
            days ->
                days.contains(EventDays.NO_DAY)
                    || (days.first() <= window.last() && days.last() >= window.first()))
        .orElse(true);
  }

  /**
   * Whether the file's last day is a day that it holds: writers round a timestamp's greatest value
   * up to a millisecond, which may be the next day's first.
   */
  boolean lastIsCertain(DataFile file) {
    if (partition || type.filter(ColumnType.Timestamp.class::isInstance).isEmpty()) {
      return true;
    }
    Optional<Instant> greatest =
        Optional.ofNullable(file.greatest().get(column)).flatMap(this::instant);
    return greatest.map(at -> dayOf(at) == dayOf(at.minusMillis(MILLI))).orElse(false);
  }

  private DayRange ofPartition(DataFile file) {
    int day =
        Optional.ofNullable(file.partition().get(column))
            .flatMap(value -> value)
            .map(this::partitionDay)
            .orElse(EventDays.NO_DAY);
    return new DayRange(day, day);
  }

  private int partitionDay(String value) {
    return type.filter(ColumnType.Timestamp.class::isInstance).isPresent()
        ? day(value).orElseGet(() -> EventDays.dayOf(column, value))
        : EventDays.dayOf(column, value);
  }

  private Optional<Integer> day(String printed) {
    if (type.filter(ColumnType.Timestamp.class::isInstance).isPresent()) {
      return instant(printed).map(this::dayOf);
    }
    try {
      return Optional.of(Math.toIntExact(LocalDate.parse(printed).toEpochDay()));
    } catch (DateTimeParseException noDay) {
      // Nothing is known then, and the file is read.
      return Optional.empty();
    }
  }

  private int dayOf(Instant at) {
    return Math.toIntExact(at.atZone(zoned() ? zone : ZoneOffset.UTC).toLocalDate().toEpochDay());
  }

  private boolean zoned() {
    return type.filter(any -> any instanceof ColumnType.Timestamp time && time.zoned()).isPresent();
  }

  /** ISO, with a zone where the column has one, a blank or T between date and time. */
  private Optional<Instant> instant(String printed) {
    String iso = printed.replace(' ', 'T');
    try {
      return Optional.of(
          zoned()
              ? OffsetDateTime.parse(iso).toInstant()
              : LocalDateTime.parse(iso.replaceFirst("Z$", "")).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException noInstant) {
      // Nothing is known then, and the file is read.
      return Optional.empty();
    }
  }
}
