package org.plumbline.statistics;

import java.io.Serial;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The distribution of a category: rows by level, in code-point order, and rows without one.
 *
 * <p>{@link #capped} bounds it, and is a pure function of the rows too: of the levels that are not
 * known it keeps the first in code-point order. A level among the first of a union is among the
 * first of each part that has it, so that no row of a kept level was ever let go: capping parts and
 * then their sum gives what capping the sum alone gives.
 */
public final class CategoryDistribution implements Distribution {

  @Serial private static final long serialVersionUID = 1;

  /** No rows. */
  public static final CategoryDistribution EMPTY =
      new CategoryDistribution(0, 0, new TreeMap<>(LevelOrder.CODE_POINTS));

  private final long missing;
  private final long others;
  private final SortedMap<String, Long> levels;

  /**
   * @param missing rows without a level
   * @param others rows of levels that are not kept
   * @param levels rows by level, each of some
   */
  public CategoryDistribution(long missing, long others, Map<String, Long> levels) {
    if (missing < 0 || others < 0 || levels.values().stream().anyMatch(rows -> rows <= 0)) {
      throw new IllegalArgumentException("levels without rows");
    }
    this.missing = missing;
    this.others = others;
    this.levels = new TreeMap<>(LevelOrder.CODE_POINTS);
    this.levels.putAll(levels);
  }

  @Override
  public long rows() {
    return values() + missing;
  }

  @Override
  public long missing() {
    return missing;
  }

  /** Rows of a level, kept or not. */
  public long values() {
    return others + levels.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Rows of levels that are not kept. */
  public long others() {
    return others;
  }

  /** Rows by level, in code-point order. */
  public SortedMap<String, Long> levels() {
    return Collections.unmodifiableSortedMap(levels);
  }

  public long rowsOf(String level) {
    return levels.getOrDefault(level, 0L);
  }

  /**
   * Keeps the known levels, and of the others the first in code-point order.
   *
   * @param most levels kept that are not known
   */
  public CategoryDistribution capped(Set<String> known, int most) {
    if (levels.size() <= most) {
      return this;
    }
    SortedMap<String, Long> kept = new TreeMap<>(LevelOrder.CODE_POINTS);
    long left = others;
    int unknown = 0;
    for (Map.Entry<String, Long> level : levels.entrySet()) {
      if (known.contains(level.getKey()) || unknown++ < most) {
        kept.put(level.getKey(), level.getValue());
      } else {
        left += level.getValue();
      }
    }
    return new CategoryDistribution(missing, left, kept);
  }

  /**
   * @throws IllegalArgumentException for one of numbers
   */
  @Override
  public CategoryDistribution plus(Distribution other) {
    if (!(other instanceof CategoryDistribution more)) {
      throw new IllegalArgumentException("numbers and categories are not added");
    }
    SortedMap<String, Long> sums = new TreeMap<>(levels);
    more.levels.forEach((level, rows) -> sums.merge(level, rows, Long::sum));
    return new CategoryDistribution(missing + more.missing, others + more.others, sums);
  }

  @Override
  public byte[] encode() {
    return DistributionFormat.encode(this);
  }

  @Serial
  private Object writeReplace() {
    return new Travelling(encode());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CategoryDistribution that
        && missing == that.missing
        && others == that.others
        && levels.equals(that.levels);
  }

  @Override
  public int hashCode() {
    return Objects.hash(missing, others, levels);
  }

  @Override
  public String toString() {
    return "%d rows of %d levels, %d of others, %d missing"
        .formatted(values(), levels.size(), others, missing);
  }
}
