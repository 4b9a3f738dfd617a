package org.plumbline.statistics;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Rows of one fold and one day.
 *
 * @param fold 0 is the holdout, 1 … folds are for training
 * @param day days since 1970-01-01, or {@link #NO_DAY} where there is no event time or a row has
 *     none
 */
public record Group(int fold, int day) implements Comparable<Group>, Serializable {

  /** The day of rows without one. */
  public static final int NO_DAY = Integer.MIN_VALUE;

  private static final Comparator<Group> ORDER =
      Comparator.comparingInt(Group::day).thenComparingInt(Group::fold);

  @Override
  public int compareTo(Group other) {
    return ORDER.compare(this, other);
  }
}
