package org.plumbline.statistics;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.plumbline.Failure;

/**
 * The statistics of a group of rows: exact sums Σ w·zᵢ·zⱼ, i ≤ j, of z = (1, terms…, label), with
 * the counts of their rows. Immutable; a commutative monoid under {@link #plus}.
 *
 * <p>Index 0 is the constant 1, index k ≥ 1 the column {@code columns().get(k − 1)}; the label is
 * last. With n columns there are (n + 1)(n + 2)/2 moments, held as canonical expansions in one
 * array, the upper triangle by rows: (0,0), (0,1) … (0,n), (1,1) …
 */
public final class Moments implements Serializable {

  @Serial private static final long serialVersionUID = 1;

  private final List<String> columns;
  private final Tally tally;
  private final Expansions upper;

  Moments(List<String> columns, Tally tally, Expansions upper) {
    if (upper.size() != triangle(columns.size() + 1)) {
      throw new IllegalArgumentException(
          upper.size() + " moments for " + columns.size() + " columns");
    }
    this.columns = List.copyOf(columns);
    this.tally = tally;
    this.upper = upper;
  }

  /**
   * The version of the moments' values: raised by hand when the moments that a precision makes of
   * the same rows change, or their {@linkplain #encode form}. It belongs to the key of a stored
   * value.
   */
  public static int kindVersion(Precision precision) {
    return switch (precision) {
      case EXACT -> 1;
      case DOUBLE -> 1;
    };
  }

  public static Moments empty(List<String> columns) {
    return new Moments(columns, Tally.EMPTY, Expansions.zeros(triangle(columns.size() + 1)));
  }

  /**
   * @param upper packed upper triangle by rows: (0,0), (0,1) … (0,n), (1,1) …
   */
  public static Moments of(List<String> columns, Tally tally, List<Expansion> upper) {
    return new Moments(columns, tally, Expansions.of(upper));
  }

  public List<String> columns() {
    return columns;
  }

  public Tally tally() {
    return tally;
  }

  /** Σ w·zᵢ·zⱼ, in either order of i and j. */
  public Expansion at(int i, int j) {
    return upper.at(packed(i, j, columns.size() + 1));
  }

  public Moments plus(Moments other) {
    return sum(columns, List.of(this, other));
  }

  /**
   * The sum of many, at one rounding-free pass. Their columns may be more than those asked for, and
   * in another order.
   *
   * @throws IllegalArgumentException if one lacks a column
   */
  public static Moments sum(List<String> columns, Iterable<Moments> all) {
    List<Expansions> selected = new ArrayList<>();
    Tally tally = Tally.EMPTY;
    for (Moments moments : all) {
      Moments those = moments.select(columns);
      selected.add(those.upper);
      tally = tally.plus(those.tally);
    }
    return new Moments(columns, tally, Expansions.sum(triangle(columns.size() + 1), selected));
  }

  /**
   * Every weight times {@code factor}, exactly: moments by factor, Σw² by factor². Counts stay, and
   * so does the longest sum, for nothing is rounded.
   *
   * @throws Failure (65) if a product has bits below the smallest double, as with a factor near
   *     2⁻⁴⁰⁰ on values near 2⁻³⁰⁰
   */
  public Moments times(double factor) {
    if (factor == 1) {
      return this;
    }
    int order = columns.size() + 1;
    Expansions.Builder scaled = new Expansions.Builder(upper.size());
    ExactSum sum = new ExactSum();
    for (int i = 0; i < order; i++) {
      for (int j = i; j < order; j++) {
        try {
          upper.addTo(sum, packed(i, j, order), factor);
        } catch (ArithmeticException outOfRange) {
          throw beyondRange(Math.max(i, 1), Math.max(j, 1), factor, outOfRange);
        }
        scaled.append(sum);
      }
    }
    return new Moments(columns, tally.times(factor), scaled.build());
  }

  private Failure beyondRange(int i, int j, double factor, ArithmeticException cause) {
    return new Failure(
        Failure.Kind.DATA,
        "the moment of %s and %s times the decay %s has bits below 2^-1074, the smallest double"
            .formatted(columns.get(i - 1), columns.get(j - 1), factor),
        "rescale these columns, or set a longer training.half-life or a shorter training.window",
        cause);
  }

  /**
   * Those of some of the columns, in the order given; they may end with another label. Odd values
   * of columns left out are not counted.
   *
   * @throws IllegalArgumentException if a column is not among these
   */
  public Moments select(List<String> chosen) {
    if (chosen.equals(columns)) {
      return this;
    }
    int[] from = new int[chosen.size() + 1];
    for (int k = 0; k < chosen.size(); k++) {
      from[k + 1] = indexOf(chosen.get(k));
    }
    int order = chosen.size() + 1;
    Expansions.Builder selected = new Expansions.Builder(triangle(order));
    for (int i = 0; i < order; i++) {
      for (int j = i; j < order; j++) {
        selected.append(at(from[i], from[j]));
      }
    }
    Set<String> left = new HashSet<>(columns);
    chosen.forEach(left::remove);
    return new Moments(chosen, tally.without(left), selected.build());
  }

  /** Index in z of a column. */
  private int indexOf(String column) {
    int index = columns.indexOf(column) + 1;
    if (index == 0) {
      throw new IllegalArgumentException("no moments of " + column + " among those of " + columns);
    }
    return index;
  }

  /** Other names for the same columns, in their order. */
  public Moments named(List<String> names) {
    return new Moments(names, tally.renamed(columns, names), upper);
  }

  /**
   * SHA-256, in hexadecimal, of counts and canonical moments in column order; names, and odd values
   * of columns that are not among these, are not in it.
   */
  public String digest() {
    return MomentsFormat.digest(this);
  }

  /** Doubles that the moments hold in canonical form (what storing them costs). */
  public long doubles() {
    return upper.doubles();
  }

  /** The little-endian form for the store; {@link #decode} reads it back equal. */
  public byte[] encode() {
    return MomentsFormat.encode(this);
  }

  /**
   * @throws Failure (74) if the bytes are not a whole form of moments of as many columns
   */
  public static Moments decode(List<String> columns, byte[] bytes) {
    return MomentsFormat.decode(columns, bytes);
  }

  Expansions upper() {
    return upper;
  }

  /** Entries of a packed triangle, diagonal included. */
  static int triangle(int order) {
    return order * (order + 1) / 2;
  }

  /** Place of (i, j) in the upper triangle packed by rows. */
  static int packed(int i, int j, int order) {
    int row = Math.min(i, j);
    return row * order - row * (row - 1) / 2 + Math.max(i, j) - row;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Moments that
        && columns.equals(that.columns)
        && tally.equals(that.tally)
        && upper.equals(that.upper);
  }

  @Override
  public int hashCode() {
    return 31 * columns.hashCode() + upper.hashCode();
  }

  @Override
  public String toString() {
    return "moments of %s over %d rows".formatted(columns, tally.rows());
  }
}
