package org.plumbline.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * A product w·u·zⱼ of which sums are kept: its factors, where the sums are, and its grid.
 *
 * <p>Sums are fixed-point numbers: the pieces of a value x with |x| &lt; 2^grid are the integers
 * q_p of x = Σ_p q_p · 2^(grid − 46·(p + 1)), p = 0 … 3. A value that is larger, or reaches deeper,
 * is spilled.
 */
final class FactorProduct {

  static final int PIECE_BITS = 46;

  static final int MOST_PIECES = 4;

  /** Of a product that was 0 so far. */
  static final int NO_GRID = Integer.MIN_VALUE;

  /** A grid could move to and fro for ever: after so many times values are spilled instead. */
  private static final int MOST_MOVES = 64;

  /** Where sums of the product are kept. */
  record Target(int table, int cell) {}

  private final int carrier;
  private final int column;
  private final List<Target> targets = new ArrayList<>();
  private int grid = NO_GRID;
  private int moves;

  /**
   * @param carrier index of u in z
   * @param column index of zⱼ
   */
  FactorProduct(int carrier, int column) {
    this.carrier = carrier;
    this.column = column;
  }

  int carrier() {
    return carrier;
  }

  int column() {
    return column;
  }

  List<Target> targets() {
    return targets;
  }

  int grid() {
    return grid;
  }

  boolean mayMove() {
    return moves < MOST_MOVES;
  }

  /** To be called only while no cell of the product holds anything in its planes. */
  void moveGrid(int moved) {
    grid = moved;
    moves++;
  }

  void forgetGrid() {
    grid = NO_GRID;
    moves = 0;
  }

  /** What the integers of a piece are multiples of. */
  static double unit(int grid, int piece) {
    return Math.scalb(1.0, grid - PIECE_BITS * (piece + 1));
  }
}
