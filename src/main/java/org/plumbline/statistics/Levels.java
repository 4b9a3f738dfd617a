package org.plumbline.statistics;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.plumbline.Failure;

/**
 * The statistics of a group of rows by the levels of its categories: with 1_l the indicator of a
 * level l, and u and v carriers of its category (the constant 1 first), the exact sums Σ w·1_l·u·zⱼ
 * for each level, and Σ w·1_l·u·1_m·v for each pair of levels of two categories that occurs.
 * Immutable; a commutative monoid under {@link #plus}.
 *
 * <p>With these and the {@linkplain Moments moments} of z, every sum of squares and products of
 * level terms is known, and no row ever has a column for a level. The sums are exact in every
 * precision, over the range of {@link LevelCollector}.
 *
 * <p>Levels have places 0, 1, … in code-point order within their category, pairs within their two
 * categories by the places of their levels: what asks by place is fast, what asks by name searches.
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

    @Override
    public int compareTo(Pair other) {
      return ORDER.compare(this, other);
    }
  }

  private final LevelLayout layout;

  /** Index 0 is the weight, k the column k of z. */
  private final long[] outOfRange;

  /** By category; the sum Σ w·1_l·u·zⱼ in cell u·(n + 1) + j. */
  private final List<LevelTable> tables;

  /** By pair of categories, packed as (0,1), (0,2) … (1,2) …: the sum in cell u·|v| + v. */
  private final List<PairTable> pairs;

  Levels(LevelLayout layout, long[] outOfRange, List<LevelTable> tables, List<PairTable> pairs) {
    this.layout = layout;
    this.outOfRange = outOfRange;
    this.tables = List.copyOf(tables);
    this.pairs = List.copyOf(pairs);
  }

  /** The version of the sums' values and {@linkplain #encode form}: raised by hand. */
  public static int kindVersion() {
    return 1;
  }

  public static Levels empty(LevelLayout layout) {
    List<LevelTable> tables = new ArrayList<>();
    List<PairTable> pairs = new ArrayList<>();
    for (int c = 0; c < layout.categories().size(); c++) {
      tables.add(LevelTable.empty(layout.levelCells(c)));
      for (int d = c + 1; d < layout.categories().size(); d++) {
        pairs.add(PairTable.empty(layout.pairCells(c, d)));
      }
    }
    return new Levels(layout, new long[layout.columns().size() + 1], tables, pairs);
  }

  public LevelLayout layout() {
    return layout;
  }

  /** The levels of a category that occur, in code-point order: a copy. */
  public SortedSet<String> levels(int category) {
    SortedSet<String> levels = new TreeSet<>(LevelOrder.CODE_POINTS);
    levels.addAll(names(category));
    return Collections.unmodifiableSortedSet(levels);
  }

  /** The levels of a category that occur, by place. */
  public List<String> names(int category) {
    return tables.get(category).names();
  }

  /** Place of a level; negative where it does not occur. */
  public int indexOf(int category, String level) {
    return tables.get(category).indexOf(level);
  }

  /** Rows of positive weight with a level; 0 where it does not occur. */
  public long rows(int category, String level) {
    int place = indexOf(category, level);
    return place < 0 ? 0 : rows(category, place);
  }

  /** Rows of positive weight with the level at a place. */
  public long rows(int category, int level) {
    return tables.get(category).rows(level);
  }

  /**
   * Σ w·1_l·u·zⱼ; zero where the level does not occur.
   *
   * @param carrier index of u: 0 is the constant 1
   * @param column index of z: 0 is the constant 1, the label is last
   */
  public Expansion at(int category, String level, int carrier, int column) {
    int place = indexOf(category, level);
    return place < 0 ? Expansion.ZERO : at(category, place, carrier, column);
  }

  /** Σ w·1_l·u·zⱼ of the level at a place. */
  public Expansion at(int category, int level, int carrier, int column) {
    return tables.get(category).at(level, carrier * layout.order() + column);
  }

  /** The pairs of levels of two categories, first &lt; second, that occur: a copy. */
  public SortedSet<Pair> pairs(int first, int second) {
    SortedSet<Pair> named = new TreeSet<>();
    for (int pair = 0; pair < pairCount(first, second); pair++) {
      named.add(
          new Pair(
              names(first).get(firstLevel(first, second, pair)),
              names(second).get(secondLevel(first, second, pair))));
    }
    return Collections.unmodifiableSortedSet(named);
  }

  /** How many pairs of levels of two categories, first &lt; second, occur. */
  public int pairCount(int first, int second) {
    return pairTable(first, second).size();
  }

  /** Place of the first category's level in the pair at a place. */
  public int firstLevel(int first, int second, int pair) {
    return PairTable.first(pairTable(first, second).key(pair));
  }

  /** Place of the second category's level in the pair at a place. */
  public int secondLevel(int first, int second, int pair) {
    return PairTable.second(pairTable(first, second).key(pair));
  }

  /**
   * Σ w·1_l·u·1_m·v for levels l and m of two categories, first &lt; second.
   *
   * @param firstCarrier index of u among the first category's carriers: 0 is the constant 1
   * @param secondCarrier index of v among the second's
   */
  public Expansion pair(int first, int second, Pair of, int firstCarrier, int secondCarrier) {
    int low = indexOf(first, of.first());
    int high = indexOf(second, of.second());
    int place =
        low < 0 || high < 0 ? -1 : pairTable(first, second).indexOf(PairTable.key(low, high));
    return place < 0 ? Expansion.ZERO : pair(first, second, place, firstCarrier, secondCarrier);
  }

  /** Σ w·1_l·u·1_m·v of the pair at a place. */
  public Expansion pair(int first, int second, int pair, int firstCarrier, int secondCarrier) {
    int width = layout.categories().get(second).width();
    return pairTable(first, second).at(pair, firstCarrier * width + secondCarrier);
  }

  /**
   * How many values of a column (0: of the weight) were beyond the range of {@link LevelCollector}
   * and taken as 0, products of the weight with a carrier among them.
   *
   * @param column index of z
   */
  public long outOfRange(int column) {
    return outOfRange[column];
  }

  LevelTable table(int category) {
    return tables.get(category);
  }

  /** Of two categories, first &lt; second. */
  PairTable pairTable(int first, int second) {
    return pairs.get(layout.pairIndex(first, second));
  }

  public Levels plus(Levels other) {
    return sum(layout, List.of(this, other));
  }

  /**
   * The sum of many, of whose columns and categories only those of the layout.
   *
   * @throws IllegalArgumentException if one lacks a column, category or carrier
   */
  public static Levels sum(LevelLayout layout, Iterable<Levels> all) {
    List<Levels> parts = new ArrayList<>();
    all.forEach(each -> parts.add(each.select(layout)));
    return switch (parts.size()) {
      case 0 -> empty(layout);
      case 1 -> parts.get(0);
      default -> new LevelSum(layout, parts).sum();
    };
  }

  /**
   * Every weight times {@code factor}, exactly; counts stay.
   *
   * @throws Failure (65) if a product has bits below the smallest double
   */
  public Levels times(double factor) {
    if (factor == 1) {
      return this;
    }
    try {
      List<LevelTable> scaled = new ArrayList<>();
      tables.forEach(each -> scaled.add(each.with(each.cells(), each.sums().times(factor))));
      List<PairTable> scaledPairs = new ArrayList<>();
      pairs.forEach(each -> scaledPairs.add(each.with(each.cells(), each.sums().times(factor))));
      return new Levels(layout, outOfRange, scaled, scaledPairs);
    } catch (ArithmeticException outOfRange) {
      throw new Failure(
          Failure.Kind.DATA,
          "a sum by level of %s times the decay %s has bits below 2^-1074, the smallest double"
              .formatted(layout.names(), factor),
          "rescale the columns, or set a longer training.half-life or a shorter training.window",
          outOfRange);
    }
  }

  /**
   * Those of some columns and categories, in the order given.
   *
   * @throws IllegalArgumentException if a column, category or carrier is not among these
   */
  public Levels select(LevelLayout chosen) {
    return chosen.equals(layout) ? this : new LevelSelection(this, chosen).selected();
  }

  /**
   * Other names for the same columns, categories and carriers.
   *
   * @throws IllegalArgumentException if they are not as many
   */
  public Levels named(LevelLayout names) {
    if (!names.hasShapeOf(layout)) {
      throw new IllegalArgumentException(names + " is no other name for " + layout);
    }
    return new Levels(names, outOfRange, tables, pairs);
  }

  /** Doubles that the sums hold (what storing them costs). */
  public long doubles() {
    long doubles = 0;
    for (LevelTable table : tables) {
      doubles += table.sums().doubles();
    }
    for (PairTable table : pairs) {
      doubles += table.sums().doubles();
    }
    return doubles;
  }

  /** SHA-256, in hexadecimal, of levels, counts and canonical sums; column names are not in it. */
  public String digest() {
    return LevelsFormat.digest(this);
  }

  /** The little-endian form for the store; {@link #decode} reads it back equal. */
  public byte[] encode() {
    return LevelsFormat.encode(this);
  }

  /**
   * @throws Failure (74) if the bytes are not a whole form of sums of such a layout
   */
  public static Levels decode(LevelLayout layout, byte[] bytes) {
    return LevelsFormat.decode(layout, bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Levels that
        && layout.equals(that.layout)
        && Arrays.equals(outOfRange, that.outOfRange)
        && tables.equals(that.tables)
        && pairs.equals(that.pairs);
  }

  @Override
  public int hashCode() {
    return 31 * layout.hashCode() + tables.hashCode();
  }

  @Override
  public String toString() {
    return "levels of " + layout.categories();
  }
}
