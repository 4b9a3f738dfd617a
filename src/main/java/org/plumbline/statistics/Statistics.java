package org.plumbline.statistics;

import java.io.Serializable;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * All that a group of rows says to a fit: the moments of its numbers, and the sums by level of its
 * categories. A commutative monoid under {@link #plus}.
 *
 * @param moments of z
 * @param levels over the same columns of z; of no category where there is none
 */
public record Statistics(Moments moments, Levels levels) implements Serializable {

  public Statistics {
    if (!moments.columns().equals(levels.layout().columns())) {
      throw new IllegalArgumentException(
          "moments of %s, levels of %s".formatted(moments.columns(), levels.layout().columns()));
    }
  }

  /** Without categories. */
  public static Statistics of(Moments moments) {
    return new Statistics(moments, Levels.empty(LevelLayout.none(moments.columns())));
  }

  public static Statistics empty(LevelLayout layout) {
    return new Statistics(Moments.empty(layout.columns()), Levels.empty(layout));
  }

  public Statistics plus(Statistics other) {
    return new Statistics(moments.plus(other.moments), levels.plus(other.levels));
  }

  /** The sum of many, of whose columns and categories only those of the layout. */
  public static Statistics sum(LevelLayout layout, Iterable<Statistics> all) {
    List<Statistics> parts = StreamSupport.stream(all.spliterator(), false).toList();
    return new Statistics(
        Moments.sum(layout.columns(), parts.stream().map(Statistics::moments).toList()),
        Levels.sum(layout, parts.stream().map(Statistics::levels).toList()));
  }

  /** Every weight times {@code factor}, exactly. */
  public Statistics times(double factor) {
    return new Statistics(moments.times(factor), levels.times(factor));
  }

  public LevelLayout layout() {
    return levels.layout();
  }
}
