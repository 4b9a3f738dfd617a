package org.plumbline.scan;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.plumbline.features.DayRange;
import org.plumbline.features.EventDays;
import org.plumbline.table.BlockSource;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/**
 * The newest event day not later than a bound: from partition values, else the log's statistics,
 * else the footer's, else by reading the column, file by file.
 */
public final class NewestDay {

  private NewestDay() {}

  /**
   * @param later rows later than the bound
   */
  public record Found(OptionalInt day, long later) implements Serializable {

    private static final Found NOTHING = new Found(OptionalInt.empty(), 0);

    private Found plus(Found other) {
      OptionalInt newest =
          day.isPresent() && (other.day.isEmpty() || day.getAsInt() >= other.day.getAsInt())
              ? day
              : other.day;
      return new Found(newest, later + other.later);
    }
  }

  /**
   * @param bound the last day that may be found, as days since 1970-01-01
   * @param spark asked for where a column has to be read
   */
  public static Found of(
      Snapshot snapshot, String eventTime, ZoneId zone, int bound, Supplier<SparkSession> spark) {
    DayBounds bounds = new DayBounds(snapshot, eventTime, zone);
    Found found = Found.NOTHING;
    List<DataFile> toRead = new ArrayList<>();
    for (DataFile file : snapshot.files()) {
      Optional<Found> known = bounds.of(file).flatMap(days -> known(file, days, bounds, bound));
      if (known.isPresent()) {
        found = found.plus(known.get());
      } else {
        toRead.add(file);
      }
    }
    return found.plus(read(snapshot, eventTime, zone, bound, toRead, spark));
  }

  /** What a file's days say, where they say enough. */
  private static Optional<Found> known(DataFile file, DayRange days, DayBounds bounds, int bound) {
    if (days.last() == EventDays.NO_DAY) {
      return Optional.of(Found.NOTHING);
    }
    if (days.last() <= bound && bounds.lastIsCertain(file)) {
      return Optional.of(new Found(OptionalInt.of(days.last()), 0));
    }
    if (days.first() > bound && file.rows().isPresent()) {
      return Optional.of(new Found(OptionalInt.empty(), file.rows().getAsLong()));
    }
    return Optional.empty();
  }

  private static Found read(
      Snapshot snapshot,
      String eventTime,
      ZoneId zone,
      int bound,
      List<DataFile> files,
      Supplier<SparkSession> spark) {
    Snapshot shipped = snapshot.withoutFiles();
    Pass.Work<Counted> work =
        (pieces, hadoop) -> count(shipped, eventTime, zone, bound, pieces, hadoop);
    return Pass.run(
            spark,
            "newest day of "
                + eventTime
                + ", "
                + snapshot.label()
                + ", "
                + files.size()
                + " to read",
            PassInput.of(snapshot, List.of(eventTime), files),
            work)
        .stream()
        .map(Counted::found)
        .reduce(Found.NOTHING, Found::plus);
  }

  /**
   * @param newest day up to the bound, or {@link EventDays#NO_DAY}
   */
  private record Counted(int newest, long later) implements Serializable {

    private Found found() {
      return new Found(
          newest == EventDays.NO_DAY ? OptionalInt.empty() : OptionalInt.of(newest), later);
    }
  }

  private static Counted count(
      Snapshot snapshot,
      String eventTime,
      ZoneId zone,
      int bound,
      List<Piece> pieces,
      Configuration hadoop) {
    List<String> columns = List.of(eventTime);
    EventDays days = new EventDays(eventTime, zone, Schemas.of(snapshot, columns));
    int newest = EventDays.NO_DAY;
    long later = 0;
    for (Piece piece : pieces) {
      Optional<DayRange> known = FooterDays.of(snapshot, piece.file(), eventTime, days, hadoop);
      if (known.isPresent() && known.get().last() <= bound) {
        newest = Math.max(newest, known.get().last());
        continue;
      }
      try (BlockSource reader = piece.open(snapshot, columns, hadoop)) {
        while (reader.next()) {
          days.read(reader.block());
          for (int row = 0; row < reader.block().rows(); row++) {
            later += days.day(row) > bound ? 1 : 0;
            newest = days.day(row) > bound ? newest : Math.max(newest, days.day(row));
          }
        }
      }
    }
    return new Counted(newest, later);
  }
}
