package org.plumbline.statistics;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The statistics of a group of rows by the levels of its categories: with 1_l the indicator of a
 * level l, and u and v carriers of its category (the constant 1 first), the exact sums Σ w·1_l·u·zⱼ
 * for each level, and Σ w·1_l·u·1_m·v for each pair of levels of two categories that occurs.
 * Immutable; a commutative monoid under {@link #plus}.
 *
 * <p>With these and the {@linkplain Moments moments} of z, every sum of squares and products of
 * level terms is known, and no row ever has a column for a level. The sums are exact in every
 * precision.
 */
public final class Levels implements Serializable {

  @Serial private static final long serialVersionUID = 1;

  /** The level of rows whose category is null. */
  public static final String MISSING = "(missing)";

  /** A level of one category beside a level of another. */
  public record Pair(String first, String second) implements Comparable<Pair>, Serializable {
    private static final Comparator<Pair> ORDER =
        Comparator.comparing(Pair::first, LevelOrder.CODE_POINTS)
            .thenComparing(Pair::second, LevelOrder.CODE_POINTS);

    /** The same pair of categories the other way round. */
    Pair turned() {
      return new Pair(/* first= */ second, /* second= */ first);
    }

    @Override
    public int compareTo(Pair other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * One level of a category.
   *
   * @param rows of positive weight
   * @param sums Σ w·1_l·u·zⱼ at u·(n + 1) + j
   */
  record Level(long rows, Expansions sums) implements Serializable {}

  private final LevelLayout layout;

  /** By category: its levels. */
  private final List<SortedMap<String, Level>> levels;

  /**
   * By pair of categories, packed as (0,1), (0,2) … (1,2) …: pairs that occur, sums at u·|v| + v.
   */
  private final List<SortedMap<Pair, Expansions>> pairs;

  Levels(
      LevelLayout layout,
      List<SortedMap<String, Level>> levels,
      List<SortedMap<Pair, Expansions>> pairs) {
    this.layout = layout;
    this.levels = List.copyOf(levels);
    this.pairs = List.copyOf(pairs);
  }

  /** The version of the sums' values and form: raised by hand when they change. */
  public static int kindVersion() {
    return 1;
  }

  public static Levels empty(LevelLayout layout) {
    List<SortedMap<String, Level>> levels = new ArrayList<>();
    layout.categories().forEach(category -> levels.add(newLevels()));
    List<SortedMap<Pair, Expansions>> pairs = new ArrayList<>();
    for (int k = 0; k < pairCount(layout); k++) {
      pairs.add(new TreeMap<>());
    }
    return new Levels(layout, levels, pairs);
  }

  static SortedMap<String, Level> newLevels() {
    return new TreeMap<>(LevelOrder.CODE_POINTS);
  }

  static int pairCount(LevelLayout layout) {
    int categories = layout.categories().size();
    return categories * (categories - 1) / 2;
  }

  /** Place of the pair of categories first &lt; second. */
  static int pairIndex(LevelLayout layout, int first, int second) {
    int categories = layout.categories().size();
    return first * categories - first * (first + 1) / 2 + second - first - 1;
  }

  public LevelLayout layout() {
    return layout;
  }

  /** The levels of a category that occur, in code-point order. */
  public SortedSet<String> levels(int category) {
    return Collections.unmodifiableSortedSet(
        (SortedSet<String>) ((TreeMap<String, Level>) levels.get(category)).navigableKeySet());
  }

  /** Rows of positive weight with a level; 0 where it does not occur. */
  public long rows(int category, String level) {
    Level known = levels.get(category).get(level);
    return known == null ? 0 : known.rows();
  }

  /**
   * Σ w·1_l·u·zⱼ.
   *
   * @param carrier index of u: 0 is the constant 1
   * @param column index of z: 0 is the constant 1, the label is last
   */
  public Expansion at(int category, String level, int carrier, int column) {
    Level known = levels.get(category).get(level);
    return known == null
        ? Expansion.ZERO
        : known.sums().at(carrier * (layout.columns().size() + 1) + column);
  }

  /** The pairs of levels of two categories, first &lt; second, that occur. */
  public SortedSet<Pair> pairs(int first, int second) {
    SortedMap<Pair, Expansions> of = pairs.get(pairIndex(layout, first, second));
    return Collections.unmodifiableSortedSet(
        (SortedSet<Pair>) ((TreeMap<Pair, Expansions>) of).navigableKeySet());
  }

  /**
   * Σ w·1_l·u·1_m·v for levels l and m of two categories, first &lt; second.
   *
   * @param firstCarrier index of u among the first category's carriers: 0 is the constant 1
   * @param secondCarrier index of v among the second's
   */
  public Expansion pair(int first, int second, Pair of, int firstCarrier, int secondCarrier) {
    Expansions sums = pairs.get(pairIndex(layout, first, second)).get(of);
    int width = layout.categories().get(second).width();
    return sums == null ? Expansion.ZERO : sums.at(firstCarrier * width + secondCarrier);
  }

  SortedMap<String, Level> category(int category) {
    return levels.get(category);
  }

  SortedMap<Pair, Expansions> pairSums(int index) {
    return pairs.get(index);
  }

  public Levels plus(Levels other) {
    return sum(layout, List.of(this, other));
  }

  /**
   * The sum of many.
   *
   * @throws IllegalArgumentException if one lacks a column, category or carrier
   */
  public static Levels sum(LevelLayout layout, Iterable<Levels> all) {
    Levels empty = empty(layout);
    for (int c = 0; c < layout.categories().size(); c++) {
      SortedMap<String, List<Level>> found = new TreeMap<>(LevelOrder.CODE_POINTS);
      for (Levels each : all) {
        each.select(layout)
            .levels
            .get(c)
            .forEach(
                (name, level) -> found.computeIfAbsent(name, n -> new ArrayList<>()).add(level));
      }
      SortedMap<String, Level> sums = empty.levels.get(c);
      found.forEach((name, parts) -> sums.put(name, sumOf(parts)));
    }
    for (int p = 0; p < empty.pairs.size(); p++) {
      SortedMap<Pair, List<Expansions>> found = new TreeMap<>();
      for (Levels each : all) {
        each.select(layout)
            .pairs
            .get(p)
            .forEach((pair, sums) -> found.computeIfAbsent(pair, n -> new ArrayList<>()).add(sums));
      }
      SortedMap<Pair, Expansions> sums = empty.pairs.get(p);
      found.forEach((pair, parts) -> sums.put(pair, Expansions.sum(parts.get(0).size(), parts)));
    }
    return empty;
  }

  private static Level sumOf(List<Level> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    long rows = parts.stream().mapToLong(Level::rows).sum();
    List<Expansions> sums = parts.stream().map(Level::sums).toList();
    return new Level(rows, Expansions.sum(sums.get(0).size(), sums));
  }

  /** Every weight times {@code factor}, exactly; counts stay. */
  public Levels times(double factor) {
    if (factor == 1) {
      return this;
    }
    Levels scaled = empty(layout);
    for (int c = 0; c < levels.size(); c++) {
      SortedMap<String, Level> into = scaled.levels.get(c);
      levels
          .get(c)
          .forEach(
              (name, level) ->
                  into.put(name, new Level(level.rows(), times(level.sums(), factor))));
    }
    for (int p = 0; p < pairs.size(); p++) {
      SortedMap<Pair, Expansions> into = scaled.pairs.get(p);
      pairs.get(p).forEach((pair, sums) -> into.put(pair, times(sums, factor)));
    }
    return scaled;
  }

  private static Expansions times(Expansions sums, double factor) {
    Expansions.Builder scaled = new Expansions.Builder(sums.size());
    ExactSum sum = new ExactSum();
    for (int k = 0; k < sums.size(); k++) {
      sums.addTo(sum, k, factor);
      scaled.append(sum);
    }
    return scaled.build();
  }

  /**
   * Those of some columns and categories, in the order given.
   *
   * @throws IllegalArgumentException if a column, category or carrier is not among these
   */
  public Levels select(LevelLayout chosen) {
    if (chosen.equals(layout)) {
      return this;
    }
    return new LevelSelection(this, chosen).selected();
  }

  /** Doubles that the sums hold (what storing them costs). */
  public long doubles() {
    long doubles = 0;
    for (SortedMap<String, Level> category : levels) {
      for (Level level : category.values()) {
        doubles += level.sums().doubles();
      }
    }
    for (SortedMap<Pair, Expansions> of : pairs) {
      for (Expansions sums : of.values()) {
        doubles += sums.doubles();
      }
    }
    return doubles;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Levels that
        && layout.equals(that.layout)
        && levels.equals(that.levels)
        && pairs.equals(that.pairs);
  }

  @Override
  public int hashCode() {
    return 31 * layout.hashCode() + levels.hashCode();
  }

  @Override
  public String toString() {
    return "levels of " + layout.categories();
  }
}
