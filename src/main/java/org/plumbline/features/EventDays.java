package org.plumbline.features;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.plumbline.Failure;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Dictionary;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Missing;
import org.plumbline.columns.Schema;

/**
 * The event day of each row of a block: a date itself, a zoned timestamp's day in the zone, a
 * timestamp without zone by its own reading, text (of a partition) as an ISO date. One a thread.
 */
public final class EventDays {

  /** The day of a row whose event time is null, or of every row where there is no event time. */
  public static final int NO_DAY = Integer.MIN_VALUE;

  private final String name;
  private final int index;
  private final ZoneDays zone;
  private final FlawMask flaws = new FlawMask();
  private int[] days = new int[0];
  private boolean uniform;

  /**
   * @param column of {@link org.plumbline.columns.ColumnType.Date}, {@code Timestamp} or {@code
   *     Text}
   */
  public EventDays(String column, ZoneId zone, Schema schema) {
    this.name = column;
    this.index = schema.names().indexOf(column);
    this.zone = new ZoneDays(zone);
  }

  /** Whether a column of this type can be the event time; text only where it is a partition's. */
  static boolean isEventTime(ColumnType type, boolean partition) {
    return type instanceof ColumnType.Date
        || type instanceof ColumnType.Timestamp
        || (partition && type instanceof ColumnType.Text);
  }

  /**
   * @throws Failure DATA for text that is no ISO date
   */
  public void read(Block block) {
    int rows = block.rows();
    Column column = block.columns().get(index);
    flaws.reset(rows);
    if (days.length < rows) {
      days = new int[rows];
    }
    if (column instanceof LongColumn longs) {
      readLongs(longs, rows);
    } else if (column instanceof BytesColumn texts) {
      readTexts(texts, rows);
    }
    markNulls(column.missing(), rows);
    uniform = allEqual(rows);
  }

  /** The row's day since 1970-01-01, or {@link #NO_DAY}. */
  public int day(int row) {
    return days[row];
  }

  /** Whether all rows of the block have the day of its first. */
  boolean uniform() {
    return uniform;
  }

  FlawMask flaws() {
    return flaws;
  }

  String name() {
    return name;
  }

  private void readLongs(LongColumn column, int rows) {
    long[] values = column.values();
    for (int row = 0; row < rows; row++) {
      days[row] = dayOf(column.type(), values[row]);
    }
  }

  /**
   * The day of one value.
   *
   * @param type date or timestamp
   * @param value days, or microseconds
   */
  public int dayOf(ColumnType type, long value) {
    if (type instanceof ColumnType.Timestamp timestamp) {
      return timestamp.zoned()
          ? zone.dayOf(value)
          : (int) Math.floorDiv(value, ZoneDays.MICROS_OF_DAY);
    }
    return (int) value;
  }

  private void readTexts(BytesColumn column, int rows) {
    int known = -1;
    int day = NO_DAY;
    Dictionary dictionary = column.dictionary();
    for (int row = 0; row < rows; row++) {
      int code = column.codes()[row];
      if (code != known && !column.missing().at(row)) {
        day = dayOf(name, dictionary.text(code));
        known = code;
      }
      days[row] = day;
    }
  }

  /**
   * The day of an ISO date, as a partition value writes it.
   *
   * @throws Failure DATA naming column and text
   */
  public static int dayOf(String column, String text) {
    try {
      return Math.toIntExact(LocalDate.parse(text.strip()).toEpochDay());
    } catch (DateTimeException | ArithmeticException e) {
      throw new Failure(
          Failure.Kind.DATA,
          "event time `" + column + "`: the partition value '" + text + "' is no ISO date",
          "Write partitions as " + column + "=YYYY-MM-DD, or name another event time.",
          e);
    }
  }

  private void markNulls(Missing missing, int rows) {
    flaws.markNulls(missing);
    for (int row = 0; missing.any() && row < rows; row++) {
      if (missing.at(row)) {
        days[row] = NO_DAY;
      }
    }
  }

  private boolean allEqual(int rows) {
    int difference = 0;
    for (int row = 1; row < rows; row++) {
      difference |= days[row] ^ days[0];
    }
    return difference == 0;
  }
}
