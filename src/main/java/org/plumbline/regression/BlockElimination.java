package org.plumbline.regression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.plumbline.statistics.BigBinary;

/**
 * The Schur complement S of the dense columns after block columns were eliminated, in fixed-point
 * arithmetic of b fractional bits: S = G − Σ CᵀB⁻¹C over the blocks.
 */
final class BlockElimination {
  private final BlockMoments moments;
  private final ScaledMoments scaled;
  private final int bits;
  private final BigInteger[][] schur;

  /** Block columns eliminated so far. */
  private final BitSet eliminated = new BitSet();

  BlockElimination(BlockMoments moments, ScaledMoments scaled, int bits) {
    this.moments = moments;
    this.scaled = scaled;
    this.bits = bits;
    int[] dense = moments.layout().dense();
    schur = new BigInteger[dense.length][];
    for (int a = 0; a < dense.length; a++) {
      schur[a] = new BigInteger[a + 1];
      for (int b = 0; b <= a; b++) {
        schur[a][b] = scaled.fixed(dense[b], dense[a], bits);
      }
    }
  }

  /** Entry of S by dense places. */
  BigInteger at(int a, int b) {
    return schur[Math.max(a, b)][Math.min(a, b)];
  }

  /** The block's eliminated columns. */
  ReducedBlock reduced(int block) {
    ReducedBlock reduced = new ReducedBlock(moments, scaled, bits);
    for (int column : moments.layout().blocks().get(block)) {
      if (eliminated.get(column)) {
        reduced.keep(column, reduced.project(column));
      }
    }
    return reduced;
  }

  void forEachBlock(Consumer<ReducedBlock> action) {
    for (int block = 0; block < moments.layout().blocks().size(); block++) {
      ReducedBlock reduced = reduced(block);
      if (!reduced.columns().isEmpty()) {
        action.accept(reduced);
      }
    }
  }

  /** Whether a column of a block is to be eliminated. */
  @FunctionalInterface
  interface Choice {
    /**
     * @param before the columns of its block eliminated before it
     * @param projected the column projected on them
     */
    boolean eliminates(int column, ReducedBlock before, FixedPointLdl.Column projected);
  }

  /** Eliminates those columns, no two of the same block, that are chosen. */
  void eliminate(List<Integer> columns, Choice choice) {
    Outer sum = new Outer(schur.length);
    List<Integer> chosen = new ArrayList<>();
    for (int column : columns) {
      ReducedBlock block = reduced(moments.layout().blockOf(column));
      FixedPointLdl.Column projected = block.project(column);
      if (choice.eliminates(column, block, projected)) {
        block.keep(column, projected);
        sum.addLast(block);
        chosen.add(column);
      }
    }
    chosen.forEach(eliminated::set);
    change(sum, -1);
  }

  /** Takes columns back: the last eliminated of their blocks. */
  void restore(List<Integer> columns) {
    Outer sum = new Outer(schur.length);
    columns.forEach(column -> sum.addLast(reduced(moments.layout().blockOf(column))));
    columns.forEach(eliminated::clear);
    change(sum, 1);
  }

  private void change(Outer sum, int sign) {
    for (int a = 0; a < schur.length; a++) {
      for (int b = 0; b <= a; b++) {
        BigInteger part = FixedPoint.drop(sum.sums[a][b], 2 * bits - bits);
        schur[a][b] = sign > 0 ? schur[a][b].add(part) : schur[a][b].subtract(part);
      }
    }
  }

  /** Σ g·gᵀ/d of reduced rows g, times 2^2b. */
  private final class Outer {
    private final BigInteger[][] sums;

    Outer(int order) {
      sums = new BigInteger[order][];
      for (int a = 0; a < order; a++) {
        sums[a] = new BigInteger[a + 1];
        Arrays.fill(sums[a], BigInteger.ZERO);
      }
    }

    void addLast(ReducedBlock block) {
      int last = block.columns().size() - 1;
      BigInteger[] row = block.row(last);
      for (int a = 0; a < row.length; a++) {
        if (row[a] != null && row[a].signum() != 0) {
          BigInteger share = FixedPoint.drop(row[a].multiply(block.reciprocal(last)), bits);
          for (int b = 0; b <= a; b++) {
            if (row[b] != null) {
              sums[a][b] = sums[a][b].add(share.multiply(row[b]));
            }
          }
        }
      }
    }
  }

  int bits() {
    return bits;
  }

  BlockLayout layout() {
    return moments.layout();
  }

  double toDouble(BigInteger fixed) {
    return new BigBinary(fixed, -bits).doubleValue();
  }

  /**
   * For each of some vectors of the dense columns, by column of z: |coefficient|·length of each
   * eliminated column where these explain the vector best.
   */
  double[][] shares(List<BigInteger[]> vectors) {
    double[][] shares = new double[vectors.size()][scaled.size()];
    forEachBlock(
        block -> {
          for (int d = 0; d < shares.length; d++) {
            BigInteger[] x = block.explained(vectors.get(d));
            for (int k = 0; k < x.length; k++) {
              int column = block.columns().get(k);
              shares[d][column] = Math.abs(toDouble(x[k])) * scaled.length(column);
            }
          }
        });
    return shares;
  }
}
