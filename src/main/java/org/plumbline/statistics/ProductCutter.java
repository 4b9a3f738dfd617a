package org.plumbline.statistics;

/**
 * Cuts the values of a {@link FactorProduct} over a panel into its pieces. A value is the sum of
 * one, two or four terms: what products are rounded to, and what the roundings leave.
 */
final class ProductCutter {

  private static final int PIECE_BITS = FactorProduct.PIECE_BITS;
  private static final double NEXT_PIECE = 0x1p46;
  private static final int DEEPEST = PIECE_BITS * FactorProduct.MOST_PIECES;

  private static final long ROUNDER_BITS = Double.doubleToRawLongBits(Tile.ROUNDER);

  /** Bits that a grid leaves above the values at hand, for larger ones to come. */
  private static final int HEADROOM = 2;

  /** A grid is raised by so many bits for any value, by more for an eighth of the rows. */
  private static final int CHEAP_RAISE = 32;

  /** The terms: columns of the panel, or of {@link #scratch}. */
  private final double[][] terms = new double[4][];

  private final double[][] scratch = new double[4][LevelPanel.ROWS];
  private final double[][] pieces = new double[FactorProduct.MOST_PIECES][LevelPanel.ROWS];
  private final boolean[] apart = new boolean[LevelPanel.ROWS];
  private int rows;
  private int count;
  private int top;
  private int bottom;

  /** Forms the terms of a product; false where all are zero. */
  boolean load(FactorProduct product, LevelPanel panel) {
    rows = panel.rows();
    count = 0;
    Factor column = panel.column(product.column());
    Factor left =
        panel.hasWeights() ? panel.weighted(product.carrier()) : panel.column(product.carrier());
    if (left.isZero() || column.isZero()) {
      return false;
    }
    top = left.top + column.top;
    bottom = left.bottom + column.bottom;
    if (product.column() == 0) {
      addTerm(left);
    } else if (product.carrier() == 0 && !panel.hasWeights()) {
      addTerm(column);
      top = column.top;
    } else {
      addProduct(left, column);
      if (panel.hasWeights() && !panel.error(product.carrier()).isZero()) {
        addProduct(panel.error(product.carrier()), column);
      }
    }
    return true;
  }

  private void addTerm(Factor factor) {
    terms[count++] = factor.values;
  }

  private void addProduct(Factor one, Factor other) {
    double[] a = one.values;
    double[] b = other.values;
    double[] rounded = scratch[count];
    terms[count++] = rounded;
    double[] left = scratch[count];
    terms[count++] = left;
    for (int r = 0; r < rows; r++) {
      rounded[r] = a[r] * b[r];
    }
    for (int r = 0; r < rows; r++) {
      left[r] = Math.fma(a[r], b[r], -rounded[r]);
    }
  }

  /**
   * The grid that suits the product's values best: the one it has, unless moving it is worth it.
   */
  int bestGrid(FactorProduct product) {
    int grid = product.grid();
    if (grid == FactorProduct.NO_GRID) {
      return top - bottom <= PIECE_BITS ? bottom + PIECE_BITS : top + HEADROOM;
    }
    if (isCovered(grid) || !product.mayMove()) {
      return grid;
    }
    int beyond = 0;
    int deep = 0;
    int highest = grid;
    int highestDeep = Integer.MIN_VALUE;
    for (int r = 0; r < rows; r++) {
      int rowTop = top(r);
      highest = Math.max(highest, rowTop);
      if (rowTop > grid) {
        beyond++;
      } else if (bottom(r) < grid - DEEPEST) {
        deep++;
        highestDeep = Math.max(highestDeep, rowTop);
      }
    }
    if (beyond > 0 && (highest - grid <= CHEAP_RAISE || 8 * beyond > rows)) {
      return highest + HEADROOM;
    }
    return 2 * deep > rows ? highestDeep + HEADROOM : grid;
  }

  /** Whether the bounds of the factors alone say that every value is in the pieces. */
  private boolean isCovered(int grid) {
    return top <= grid && bottom >= grid - DEEPEST;
  }

  /** The least t with every term of a row below 2^t. */
  private int top(int row) {
    int most = Integer.MIN_VALUE;
    for (int t = 0; t < count; t++) {
      if (terms[t][row] != 0) {
        most = Math.max(most, Math.getExponent(terms[t][row]) + 1);
      }
    }
    return most;
  }

  /** The largest b with every term of a row a multiple of 2^b. */
  private int bottom(int row) {
    int least = Integer.MAX_VALUE;
    for (int t = 0; t < count; t++) {
      if (terms[t][row] != 0) {
        long bits = Double.doubleToRawLongBits(terms[t][row]) | 1L << Factor.FRACTION_BITS;
        int zeros = Math.min(Factor.FRACTION_BITS, Long.numberOfTrailingZeros(bits));
        int exponent = Math.max(Math.getExponent(terms[t][row]), Double.MIN_EXPONENT);
        least = Math.min(least, exponent - Factor.FRACTION_BITS + zeros);
      }
    }
    return least;
  }

  /** Marks the rows that a grid does not cover; returns whether there are any. */
  boolean setApart(int grid) {
    if (isCovered(grid)) {
      return false;
    }
    boolean some = false;
    for (int r = 0; r < rows; r++) {
      apart[r] = top(r) > grid || bottom(r) < grid - DEEPEST;
      some |= apart[r];
    }
    return some;
  }

  boolean isApart(int row) {
    return apart[row];
  }

  int terms() {
    return count;
  }

  double term(int t, int row) {
    return terms[t][row];
  }

  /** Takes the rows out that are set apart: their values become 0. */
  void clearApart() {
    for (int t = 0; t < count; t++) {
      for (int r = 0; r < rows; r++) {
        scratch[t][r] = apart[r] ? 0 : terms[t][r];
      }
      terms[t] = scratch[t];
    }
  }

  /**
   * Cuts the values, every one of which the grid covers.
   *
   * @return how many pieces are not zero in every row, counted from the first
   */
  int cut(int grid) {
    double scale = Math.scalb(1.0, PIECE_BITS - grid);
    int deepest = Math.max(bottom, grid - DEEPEST);
    int needed = Math.max(1, (grid - deepest + PIECE_BITS - 1) / PIECE_BITS);
    if (count == 1 && needed <= 2) {
      cutTwo(terms[0], scale);
      return needed;
    }
    for (int t = 0; t < count; t++) {
      scale(terms[t], scale, scratch[t]);
    }
    for (int p = 0; p < needed; p++) {
      cut(scratch[0], pieces[p]);
      for (int t = 1; t < count; t++) {
        cutMore(scratch[t], pieces[p]);
      }
    }
    return needed;
  }

  private void scale(double[] term, double scale, double[] scaled) {
    for (int r = 0; r < rows; r++) {
      scaled[r] = term[r] * scale;
    }
  }

  /** The usual case in one sweep: a single term of two pieces at most. */
  private void cutTwo(double[] term, double scale) {
    double[] first = pieces[0];
    double[] second = pieces[1];
    for (int r = 0; r < rows; r++) {
      double scaled = term[r] * scale;
      double rounded = scaled + Tile.ROUNDER;
      first[r] = rounded;
      second[r] = (scaled - (rounded - Tile.ROUNDER)) * NEXT_PIECE + Tile.ROUNDER;
    }
  }

  /** The integers of the next piece plus the rounder; the term becomes what is left of it. */
  private void cut(double[] term, double[] piece) {
    for (int r = 0; r < rows; r++) {
      double rounded = term[r] + Tile.ROUNDER;
      piece[r] = rounded;
      term[r] = (term[r] - (rounded - Tile.ROUNDER)) * NEXT_PIECE;
    }
  }

  /** Adds the integers of another term, which are so much smaller that the sum is exact. */
  private void cutMore(double[] term, double[] piece) {
    for (int r = 0; r < rows; r++) {
      double integer = term[r] + Tile.ROUNDER - Tile.ROUNDER;
      piece[r] += integer;
      term[r] = (term[r] - integer) * NEXT_PIECE;
    }
  }

  /** Adds a piece's integers to {@code plane[base[row] + cell]}. */
  void addTo(long[] plane, int[] base, int cell, int piece) {
    double[] integers = pieces[piece];
    for (int r = 0; r < rows; r++) {
      plane[base[r] + cell] += integer(integers[r]);
    }
  }

  /** Adds the integers of the first two pieces. */
  void addTo(long[] firstPlane, long[] secondPlane, int[] base, int cell) {
    double[] first = pieces[0];
    double[] second = pieces[1];
    for (int r = 0; r < rows; r++) {
      int place = base[r] + cell;
      firstPlane[place] += integer(first[r]);
      secondPlane[place] += integer(second[r]);
    }
  }

  /** Of numbers from 2⁵² to 2⁵³ the bits are consecutive as the numbers are. */
  private static long integer(double plusRounder) {
    return Double.doubleToRawLongBits(plusRounder) - ROUNDER_BITS;
  }
}
