package org.plumbline.regression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.statistics.Precision;

/**
 * Brings dependencies into echelon form from the last column of a run on: where they end. As many
 * columns are found as there are dependencies, unless one is not rounding after all.
 */
final class BlockPivots {
  /** A coefficient that cancels to this part of its terms is zero but for rounding. */
  private static final int CANCELLED = -50;

  private final Training training;
  private final BlockElimination elimination;
  private final List<Integer> columns;
  private final int bits;

  /**
   * @param columns the run last eliminated, in order
   */
  BlockPivots(Training training, BlockElimination elimination, List<Integer> columns) {
    this.training = training;
    this.elimination = elimination;
    this.columns = columns;
    bits = elimination.bits();
  }

  /** Whether a dependency ends in some column of the run. */
  boolean exists(BlockDependency dependency) {
    return !of(List.of(dependency)).isEmpty();
  }

  List<BlockPivot> of(List<BlockDependency> dependencies) {
    List<BlockDependency> open = new ArrayList<>(dependencies);
    List<BlockPivot> pivots = new ArrayList<>();
    for (int k = columns.size() - 1; k >= 0 && !open.isEmpty(); k--) {
      int column = columns.get(k);
      ReducedBlock block = elimination.reduced(elimination.layout().blockOf(column));
      int last = block.columns().size() - 1;
      if (last >= 0 && block.columns().get(last) == column) {
        search(column, block, last, open, pivots);
      }
    }
    return pivots;
  }

  private void search(
      int column,
      ReducedBlock block,
      int last,
      List<BlockDependency> open,
      List<BlockPivot> pivots) {
    int best = -1;
    BigInteger coefficient = BigInteger.ZERO;
    for (int d = 0; d < open.size(); d++) {
      BigInteger other = coefficient(block, last, open.get(d));
      if (other.abs().compareTo(coefficient.abs()) > 0) {
        best = d;
        coefficient = other;
      }
    }
    if (best < 0 || !explains(column, open.get(best), coefficient)) {
      return;
    }
    BlockDependency found = open.remove(best);
    BigInteger pivot = coefficient;
    open.replaceAll(each -> reduced(each, block, last, found, pivot));
    pivots.replaceAll(
        each ->
            new BlockPivot(each.column(), reduced(each.dependency(), block, last, found, pivot)));
    pivots.add(new BlockPivot(column, found));
  }

  /** The coefficient of the block's last column in a dependency; 0 where it is rounding. */
  private BigInteger coefficient(ReducedBlock block, int last, BlockDependency dependency) {
    BigInteger[] row = block.row(last);
    BigInteger sum = BigInteger.ZERO;
    BigInteger size = BigInteger.ZERO;
    for (int a = 0; a < row.length; a++) {
      if (row[a] != null && dependency.vector()[a] != null) {
        BigInteger product = row[a].multiply(dependency.vector()[a]);
        sum = sum.add(product);
        size = size.add(product.abs());
      }
    }
    return sum.abs().compareTo(size.shiftRight(-CANCELLED)) > 0
        ? FixedPoint.drop(sum.multiply(block.reciprocal(last)), 2 * bits)
        : BigInteger.ZERO;
  }

  private boolean explains(int column, BlockDependency dependency, BigInteger coefficient) {
    if (training.precision() == Precision.EXACT) {
      // The tolerance is a part of the whole combination, whichever column it is written for.
      return true;
    }
    double scale = Math.abs(elimination.toDouble(coefficient));
    double size =
        dependency.denseSize(elimination, training.moments()) + dependency.levelSize(elimination);
    double others = Math.max(0, size / scale - training.moments().length(column));
    return training.explains(column, dependency.left() / scale, others);
  }

  private BlockDependency reduced(
      BlockDependency dependency,
      ReducedBlock block,
      int last,
      BlockDependency found,
      BigInteger pivot) {
    BigInteger coefficient = coefficient(block, last, dependency);
    return coefficient.signum() == 0
        ? dependency
        : dependency.minus(coefficient.shiftLeft(bits).divide(pivot), found, bits);
  }
}
