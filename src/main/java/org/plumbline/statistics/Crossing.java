package org.plumbline.statistics;

import java.util.Arrays;

/**
 * Multiplies the slices of left columns with those of right columns and adds the products up by
 * pairs of slots.
 *
 * <p>Without weights both sides are the columns of z, and of a pair of slots only the one with the
 * later slot on the left is computed. With weights the left columns are w·z rounded (of index k)
 * and its error (of index order + k), and of a pair of columns the one with the later column on the
 * left is computed.
 */
final class Crossing {

  /** So many lines are multiplied one by one: values that reach deep are few. */
  private static final int FEW_LINES = 3;

  private final int order;
  private final Tile tile;
  private final Slicer left;
  private final Slicer right;
  private double[] products = new double[0];
  private int[] leftKeys = new int[0];
  private int[] rightKeys = new int[0];

  /** Without weights. */
  static Crossing symmetric(int order, Tile tile) {
    Slicer both = new Slicer(order, tile);
    return new Crossing(order, tile, both, both);
  }

  static Crossing weighted(int order, Tile tile) {
    return new Crossing(order, tile, new Slicer(2 * order, tile), new Slicer(order, tile));
  }

  private Crossing(int order, Tile tile, Slicer left, Slicer right) {
    this.order = order;
    this.tile = tile;
    this.left = left;
    this.right = right;
  }

  boolean isSymmetric() {
    return left == right;
  }

  Slicer left() {
    return left;
  }

  Slicer right() {
    return right;
  }

  /** Ends a run of panels. */
  void forgetGrids() {
    left.forgetGrids();
    right.forgetGrids();
  }

  /** Doubles that the product sums of a group take. */
  long pairDoubles() {
    return 2L * left.slotCount() * right.slotCount();
  }

  /** Adds the products of the panel that the slicers hold. */
  void addProducts(PairSums pairs, int rows) {
    left.pack(rows);
    if (!isSymmetric()) {
      right.pack(rows);
    }
    multiply(rows);
    pairs.startPanel(left.slotCount(), right.slotCount());
    int stride = Panels.blocks(right.packedCount()) * Tile.WIDTH;
    for (int position = 0; position < left.packedCount(); position++) {
      // Whole blocks: what lies beyond the diagonal is never looked at.
      int end = isSymmetric() ? Panels.blocks(position + 1) * Tile.WIDTH : stride;
      carry(
          pairs, left.packedSlot(position), position * stride, Math.min(end, right.packedCount()));
    }
  }

  /** The sums of a left slot, in stretches of right slots that follow each other. */
  private void carry(PairSums pairs, int leftSlot, int line, int end) {
    int from = 0;
    while (from < end) {
      int firstSlot = right.packedSlot(from);
      int to = from + 1;
      while (to < end && right.packedSlot(to) == firstSlot + to - from) {
        to++;
      }
      pairs.add(tile, leftSlot, firstSlot, products, line + from, to - from);
      from = to;
    }
  }

  /** Product sums of the packed panels, by lines of left slices. */
  private void multiply(int rows) {
    int stride = Panels.blocks(right.packedCount()) * Tile.WIDTH;
    int lines = (left.packedCount() + Tile.HEIGHT - 1) / Tile.HEIGHT * Tile.HEIGHT;
    if (products.length < lines * stride) {
      products = new double[lines * stride];
    }
    Arrays.fill(products, 0, lines * stride, 0);
    setKeys();
    Tile.Product product = new Tile.Product(left.packed(), right.packed(), rows, products, stride);
    for (int line = 0; line < left.packedCount(); line += Tile.HEIGHT) {
      int highest = highestKey(line);
      int column = 0;
      while (column < right.packedCount()) {
        int end = column;
        while (end < right.packedCount() && highest >= lowestKey(end)) {
          end += Tile.WIDTH;
        }
        if (end > column) {
          multiply(product, line, column, (end - column) / Tile.WIDTH);
        }
        column = end + Tile.WIDTH;
      }
    }
  }

  /** Up to HEIGHT lines with blocks of right columns. */
  private void multiply(Tile.Product product, int line, int column, int blocks) {
    int lines = left.packedCount() - line;
    int at = line * product.stride() + column;
    if (lines > FEW_LINES) {
      tile.multiply(product, Panels.start(line), Panels.start(column), at, blocks);
      return;
    }
    for (int k = 0; k < lines; k++) {
      int first = Panels.start(line + k);
      tile.multiplyLine(product, first, Panels.start(column), at + k * product.stride(), blocks);
    }
  }

  /** A pair of slices is wanted where the left one's key is not below the right one's. */
  private void setKeys() {
    if (leftKeys.length < left.packedCount()) {
      leftKeys = new int[2 * left.packedCount()];
    }
    if (rightKeys.length < right.packedCount()) {
      rightKeys = new int[2 * right.packedCount()];
    }
    for (int k = 0; k < left.packedCount(); k++) {
      leftKeys[k] = isSymmetric() ? k : left.column(left.packedSlot(k)) % order;
    }
    for (int k = 0; k < right.packedCount(); k++) {
      rightKeys[k] = isSymmetric() ? k : right.column(right.packedSlot(k));
    }
  }

  private int lowestKey(int from) {
    int lowest = Integer.MAX_VALUE;
    for (int k = from; k < Math.min(from + Tile.WIDTH, right.packedCount()); k++) {
      lowest = Math.min(lowest, rightKeys[k]);
    }
    return lowest;
  }

  private int highestKey(int from) {
    int highest = -1;
    for (int k = from; k < Math.min(from + Tile.HEIGHT, left.packedCount()); k++) {
      highest = Math.max(highest, leftKeys[k]);
    }
    return highest;
  }

  /** The moments with the product sums added that are held for their group. */
  Expansions addMoments(Expansions moments, PairSums pairs) {
    Slicer.Slice[][] lefts = left.slicesByColumn();
    Slicer.Slice[][] rights = isSymmetric() ? lefts : right.slicesByColumn();
    Expansions.Builder more = new Expansions.Builder(moments.size());
    ExactSum sum = new ExactSum();
    int k = 0;
    for (int i = 0; i < order; i++) {
      for (int j = i; j < order; j++) {
        moments.addTo(sum, k++);
        if (isSymmetric()) {
          addSymmetric(sum, pairs, lefts[i], lefts[j]);
        } else {
          addWeighted(sum, pairs, lefts[j], rights[i]);
          addWeighted(sum, pairs, lefts[order + j], rights[i]);
        }
        more.append(sum);
      }
    }
    return more.build();
  }

  private static void addWeighted(
      ExactSum sum, PairSums pairs, Slicer.Slice[] lefts, Slicer.Slice[] rights) {
    for (Slicer.Slice a : lefts) {
      for (Slicer.Slice b : rights) {
        pairs.addTo(sum, a.slot(), b.slot(), a.unit(), b.unit());
      }
    }
  }

  private static void addSymmetric(
      ExactSum sum, PairSums pairs, Slicer.Slice[] first, Slicer.Slice[] second) {
    for (Slicer.Slice a : first) {
      for (Slicer.Slice b : second) {
        // Of a square, a pair of different slices was computed once and counts twice.
        if (first != second || a.slot() >= b.slot()) {
          double twice = first == second && a.slot() != b.slot() ? 2 : 1;
          int later = Math.max(a.slot(), b.slot());
          int earlier = Math.min(a.slot(), b.slot());
          pairs.addTo(sum, later, earlier, twice * a.unit(), b.unit());
        }
      }
    }
  }
}
