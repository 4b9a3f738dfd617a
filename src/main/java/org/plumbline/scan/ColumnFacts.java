package org.plumbline.scan;

import java.io.Serializable;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.statistics.DistinctValues;
import org.plumbline.statistics.JointMoments;
import org.plumbline.statistics.NumberDistribution;

/** What a {@link Survey} found in one column. Facts of the same column of other rows add up. */
public sealed interface ColumnFacts extends Serializable {

  /** Rows looked at. */
  long rows();

  /** Rows without a value: null, and NaN among numbers. */
  long missing();

  DistinctValues distinct();

  /** {@link #missing} over {@link #rows}; 0 of none. */
  default double missingShare() {
    return rows() == 0 ? 0 : (double) missing() / rows();
  }

  /**
   * Of whole numbers, floats, decimals, booleans (0 and 1), dates (days since 1970-01-01) and
   * timestamps (microseconds since 1970-01-01T00:00).
   *
   * @param withLabel pairs of a value and the label, where both are finite
   */
  record Numbers(NumberDistribution values, DistinctValues distinct, JointMoments withLabel)
      implements ColumnFacts {

    @Override
    public long rows() {
      return values.rows();
    }

    @Override
    public long missing() {
      return values.missing();
    }

    /** Rows that are infinite. */
    public long infinite() {
      return values.odd().negativeInfinities() + values.odd().positiveInfinities();
    }

    Numbers plus(Numbers other) {
      return new Numbers(
          values.plus(other.values),
          distinct.plus(other.distinct),
          withLabel.plus(other.withLabel));
    }
  }

  /**
   * Of text.
   *
   * @param bytes of all values together, UTF-8
   * @param levels rows by value, of at most {@value #MOST_LEVELS}
   */
  record Texts(long rows, long missing, DistinctValues distinct, long bytes, Levels levels)
      implements ColumnFacts {

    /** Mean length of a value in bytes; 0 of none. */
    public double length() {
      return rows == missing ? 0 : (double) bytes / (rows - missing);
    }

    Texts plus(Texts other) {
      return new Texts(
          rows + other.rows,
          missing + other.missing,
          distinct.plus(other.distinct),
          bytes + other.bytes,
          levels.plus(other.levels));
    }
  }

  /** Values counted one by one: beyond, a category has too many levels for a first look. */
  int MOST_LEVELS = 1000;

  /**
   * Rows by value, or that there are more than {@value #MOST_LEVELS} values.
   *
   * @param counts empty where there are more
   */
  record Levels(TreeMap<String, Long> counts, boolean tooMany) implements Serializable {

    /** Rows by value, in order; empty where there are too many. */
    public Optional<SortedMap<String, Long>> known() {
      return tooMany ? Optional.empty() : Optional.of(counts);
    }

    static Levels of(TreeMap<String, Long> counts) {
      return counts.size() > MOST_LEVELS
          ? new Levels(new TreeMap<>(), true)
          : new Levels(counts, false);
    }

    Levels plus(Levels other) {
      if (tooMany || other.tooMany) {
        return new Levels(new TreeMap<>(), true);
      }
      TreeMap<String, Long> sums = new TreeMap<>(counts);
      other.counts.forEach((level, rows) -> sums.merge(level, rows, Long::sum));
      return of(sums);
    }
  }

  /**
   * The rows of both.
   *
   * @throws IllegalArgumentException for facts of another type
   */
  default ColumnFacts plus(ColumnFacts other) {
    if (this instanceof Numbers mine && other instanceof Numbers more) {
      return mine.plus(more);
    }
    if (this instanceof Texts mine && other instanceof Texts more) {
      return mine.plus(more);
    }
    throw new IllegalArgumentException("facts of a number and of a text are not added");
  }
}
