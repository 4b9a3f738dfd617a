package org.plumbline.statistics;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The distribution of numbers: rows by cell, least and greatest value, and rows without a finite
 * value by kind.
 *
 * <p>The <em>key</em> of a double is its bit pattern as a whole number, made monotone (the numbers
 * of one octave are 2⁵² neighbouring keys; −0 is 0). Its <em>cell</em> at shift s is ⌊key/2ˢ⌋: one
 * double at s = 0, an octave at s = 52. A distribution has the least s with at most 512 non-empty
 * cells. Zero, which many rows may share, is a cell of its own besides, at every shift.
 *
 * <p>It depends on the multiset of values alone. Let N(M, s) be the non-empty cells of a multiset M
 * at shift s. Cells nest, ⌊⌊k/2ˢ⌋/2ᵗ⌋ = ⌊k/2ˢ⁺ᵗ⌋, so that N(M, s) never grows with s, and counts at
 * s tell those at every greater shift. As N(A, s) ≤ N(A ∪ B, s), the least shift of a union is at
 * least that of each part: counts of the parts at the greater of their shifts are enough to find it
 * by going up from there, and what is found is what the values of both would have given. So adding
 * is associative and commutative, and any way to cut, order and add the values ends in the same
 * numbers.
 *
 * <p>Within a cell, values are taken as spread evenly between its first and last double (cut to the
 * least and greatest value), or over its whole numbers where every value is one. A cell of one
 * number is exact: so are zero, up to 512 distinct values, and whole numbers below 2⁵³⁻ˢ. Cells
 * have a constant width relative to their numbers: a value that many rows share, and a peak
 * narrower than that, are known to the cell only.
 */
public final class NumberDistribution implements Distribution {

  @Serial private static final long serialVersionUID = 1;

  /** No rows. */
  public static final NumberDistribution EMPTY =
      new NumberDistribution(Odd.NONE, true, Long.MAX_VALUE, Long.MIN_VALUE, 0, Cells.NONE);

  /** Rows without a finite value. */
  public record Odd(long nulls, long nans, long negativeInfinities, long positiveInfinities)
      implements Serializable {

    public static final Odd NONE = new Odd(0, 0, 0, 0);

    public Odd {
      if (nulls < 0 || nans < 0 || negativeInfinities < 0 || positiveInfinities < 0) {
        throw new IllegalArgumentException("counts below 0");
      }
    }

    public Odd plus(Odd other) {
      return new Odd(
          nulls + other.nulls,
          nans + other.nans,
          negativeInfinities + other.negativeInfinities,
          positiveInfinities + other.positiveInfinities);
    }

    public long rows() {
      return nulls + nans + negativeInfinities + positiveInfinities;
    }
  }

  /**
   * A cell that has rows.
   *
   * @param first its least double, or the least value where that is greater
   * @param last its greatest double, or the greatest value where that is less
   */
  public record Cell(double first, double last, long rows) {
    boolean isZero() {
      return first == 0;
    }
  }

  private final Odd odd;
  private final boolean whole;
  private final long leastKey;
  private final long greatestKey;
  private final long zeros;
  private final int shift;
  private final long[] keys;
  private final long[] counts;

  /** Cells with that of zero among them: the key of the first number of each. */
  private final long[] firstKeys;

  private final long[] lastKeys;

  /** {@code upTo[i]}: rows in cells 0 … i − 1. */
  private final long[] upTo;

  /**
   * @param zeros values that are 0, which are in no cell
   */
  NumberDistribution(
      Odd odd, boolean whole, long leastKey, long greatestKey, long zeros, Cells cells) {
    Cells kept = cells.atMost(Cells.MOST);
    this.odd = odd;
    this.whole = whole;
    this.leastKey = leastKey;
    this.greatestKey = greatestKey;
    this.zeros = zeros;
    shift = kept.shift();
    keys = kept.keys();
    counts = kept.counts();
    int size = keys.length + (zeros > 0 ? 1 : 0);
    firstKeys = new long[size];
    lastKeys = new long[size];
    upTo = new long[size + 1];
    int below = kept.below(0);
    for (int i = 0; i < size; i++) {
      boolean zero = zeros > 0 && i == below;
      int cell = zeros > 0 && i > below ? i - 1 : i;
      firstKeys[i] = zero ? 0 : Math.max(kept.firstKey(cell), leastKey);
      lastKeys[i] = zero ? 0 : Math.min(kept.lastKey(cell), greatestKey);
      upTo[i + 1] = upTo[i] + (zero ? zeros : counts[cell]);
    }
  }

  /**
   * From its parts, as records keep them.
   *
   * @param whole whether every value is a whole number
   * @param cells as {@link #cells} tells them
   * @throws IllegalArgumentException for cells that are not such
   */
  public static NumberDistribution of(Odd odd, boolean whole, int shift, List<Cell> cells) {
    if (cells.isEmpty()) {
      return new NumberDistribution(odd, true, Long.MAX_VALUE, Long.MIN_VALUE, 0, Cells.NONE);
    }
    List<Cell> others = cells.stream().filter(cell -> !cell.isZero()).toList();
    long zeros = cells.stream().filter(Cell::isZero).mapToLong(Cell::rows).sum();
    long[] keys =
        others.stream().mapToLong(cell -> OrderedBits.key(cell.first()) >> shift).toArray();
    long[] counts = others.stream().mapToLong(Cell::rows).toArray();
    long least = OrderedBits.key(cells.get(0).first());
    long greatest = OrderedBits.key(cells.get(cells.size() - 1).last());
    Cells found = new Cells(shift, keys, counts);
    checkCells(found, zeros, least, greatest);
    return new NumberDistribution(odd, whole, least, greatest, zeros, found);
  }

  /**
   * @throws IllegalArgumentException for cells that are not ascending, not positive, or not between
   *     the least and the greatest key
   */
  static void checkCells(Cells cells, long zeros, long least, long greatest) {
    int last = cells.size() - 1;
    boolean sound = cells.shift() >= 0 && cells.shift() < Long.SIZE && last < Cells.MOST;
    for (int cell = 0; sound && cell <= last; cell++) {
      sound =
          cells.counts()[cell] > 0 && (cell == 0 || cells.keys()[cell - 1] < cells.keys()[cell]);
    }
    sound &= least <= greatest && zeros >= 0;
    sound &= isEnd(least, zeros, cells, 0) && isEnd(greatest, zeros, cells, last);
    if (!sound) {
      throw new IllegalArgumentException("no cells of a distribution");
    }
  }

  private static boolean isEnd(long key, long zeros, Cells cells, int cell) {
    return key == 0 ? zeros > 0 : cells.size() > 0 && key >> cells.shift() == cells.keys()[cell];
  }

  @Override
  public long rows() {
    return values() + odd.rows();
  }

  @Override
  public long missing() {
    return odd.nulls() + odd.nans();
  }

  /** Rows without a finite value. */
  public Odd odd() {
    return odd;
  }

  /** Rows of a finite value. */
  public long values() {
    return upTo[firstKeys.length];
  }

  /** Whether every value is a whole number. */
  public boolean isWhole() {
    return whole;
  }

  /** Least value; NaN of none. */
  public double min() {
    return values() == 0 ? Double.NaN : OrderedBits.value(leastKey);
  }

  /** Greatest value; NaN of none. */
  public double max() {
    return values() == 0 ? Double.NaN : OrderedBits.value(greatestKey);
  }

  /** The keys of a cell are equal when shifted right by so much. */
  public int shift() {
    return shift;
  }

  /** The non-empty cells, ascending. */
  public List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int cell = 0; cell < firstKeys.length; cell++) {
      cells.add(new Cell(first(cell), last(cell), count(cell)));
    }
    return List.copyOf(cells);
  }

  private double first(int cell) {
    return OrderedBits.value(firstKeys[cell]);
  }

  private double last(int cell) {
    return OrderedBits.value(lastKeys[cell]);
  }

  private long count(int cell) {
    return upTo[cell + 1] - upTo[cell];
  }

  /**
   * The value below or at which a share of the finite values lies; between the least and the
   * greatest value, and one of the values where its cell is exact.
   *
   * @param share from 0 to 1
   * @return NaN of no values
   */
  public double quantile(double share) {
    if (values() == 0) {
      return Double.NaN;
    }
    double rank = Math.min(1, Math.max(0, share)) * values();
    int cell = 0;
    while (cell < firstKeys.length - 1 && upTo[cell + 1] < rank) {
      cell++;
    }
    double within = Math.max(0, (rank - upTo[cell]) / count(cell));
    double first = first(cell);
    double last = last(cell);
    if (!whole) {
      return Math.min(last, first + within * (last - first));
    }
    double least = Math.ceil(first);
    double greatest = Math.floor(last);
    double place = Math.ceil(within * (greatest - least + 1)) - 1;
    return Math.min(greatest, least + Math.max(0, place));
  }

  /** How many of the finite values are at most x: exact where x is the last double of a cell. */
  public double rowsUpTo(double x) {
    if (Double.isNaN(x)) {
      return Double.NaN;
    }
    int found = Arrays.binarySearch(lastKeys, OrderedBits.key(x));
    int cell = found < 0 ? -found - 1 : found;
    return cell == lastKeys.length ? values() : upTo[cell] + count(cell) * shareOfCell(cell, x);
  }

  /** The distribution function: {@link #rowsUpTo} over {@link #values}; NaN of no values. */
  public double shareUpTo(double x) {
    return rowsUpTo(x) / values();
  }

  private double shareOfCell(int cell, double x) {
    double first = first(cell);
    double last = last(cell);
    if (x < first || x >= last) {
      return x < first ? 0 : 1;
    }
    if (!whole) {
      return (x - first) / (last - first);
    }
    double least = Math.ceil(first);
    double share = (Math.floor(x) - least + 1) / (Math.floor(last) - least + 1);
    return Math.min(1, Math.max(0, share));
  }

  /**
   * @throws IllegalArgumentException for one of categories
   */
  @Override
  public NumberDistribution plus(Distribution other) {
    if (!(other instanceof NumberDistribution numbers)) {
      throw new IllegalArgumentException("numbers and categories are not added");
    }
    return new NumberDistribution(
        odd.plus(numbers.odd),
        whole && numbers.whole,
        Math.min(leastKey, numbers.leastKey),
        Math.max(greatestKey, numbers.greatestKey),
        zeros + numbers.zeros,
        counted().plus(numbers.counted()));
  }

  /** Values that are 0. */
  public long zeros() {
    return zeros;
  }

  /** Values that are not 0, by cell. */
  Cells counted() {
    return new Cells(shift, keys, counts);
  }

  long leastKey() {
    return leastKey;
  }

  long greatestKey() {
    return greatestKey;
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
    return other instanceof NumberDistribution that
        && odd.equals(that.odd)
        && whole == that.whole
        && leastKey == that.leastKey
        && greatestKey == that.greatestKey
        && zeros == that.zeros
        && shift == that.shift
        && Arrays.equals(keys, that.keys)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        odd,
        whole,
        leastKey,
        greatestKey,
        zeros,
        shift,
        Arrays.hashCode(keys),
        Arrays.hashCode(counts));
  }

  @Override
  public String toString() {
    return "%d numbers from %s to %s in %d cells at shift %d, %s"
        .formatted(values(), min(), max(), firstKeys.length, shift, odd);
  }
}
