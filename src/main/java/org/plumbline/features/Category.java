package org.plumbline.features;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.plumbline.columns.Schema;

/**
 * How a row's level is found: a text for each row. A null is the level {@link LevelCodes#MISSING},
 * the empty text a level as any other.
 */
public sealed interface Category extends Serializable {

  /** For people, unique among a design's categories. */
  String name();

  /** The columns it reads. */
  List<String> columns();

  /** SHA-256 of its meaning, the first 16 hex digits. */
  String digest();

  /** The event time that it reads, where it is of the calendar. */
  default Optional<EventTime> eventTime() {
    return Optional.empty();
  }

  /** The same with another event time, where it is of the calendar. */
  default Category datedBy(EventTime time) {
    return this;
  }

  /**
   * What reads it from blocks; one a thread.
   *
   * @param schema of the blocks: at least the category's columns
   */
  LevelSource levels(Schema schema);

  /**
   * The values of a column: text as it is, whole numbers in decimal, booleans as {@code true} and
   * {@code false}, dates as {@code YYYY-MM-DD}.
   */
  record OfColumn(String column) implements Category {

    @Override
    public String name() {
      return column;
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public String digest() {
      return Digests.brief(List.of("category", column));
    }

    @Override
    public LevelSource levels(Schema schema) {
      return new ColumnLevels(schema.names().indexOf(column));
    }
  }

  /** A part of the event day that comes again. */
  record OfCalendar(CalendarPart part, EventTime time) implements Category {

    @Override
    public String name() {
      return part.word();
    }

    @Override
    public List<String> columns() {
      return List.of(time.column());
    }

    @Override
    public String digest() {
      return Digests.brief(List.of(part.word(), time.column(), time.zone().getId()));
    }

    @Override
    public Optional<EventTime> eventTime() {
      return Optional.of(time);
    }

    @Override
    public Category datedBy(EventTime other) {
      return new OfCalendar(part, other);
    }

    @Override
    public LevelSource levels(Schema schema) {
      return new CalendarLevels(part, new EventDays(time.column(), time.zone(), schema));
    }
  }
}
