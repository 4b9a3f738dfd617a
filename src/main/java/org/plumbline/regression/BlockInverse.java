package org.plumbline.regression;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of A⁻¹ of a design with blocks, in the factorisation's fixed-point arithmetic. */
final class BlockInverse {
  private final BlockFactorization factorization;
  private final BlockLayout layout;
  private final List<Integer> places;
  private final BigInteger[][] schur;
  private final int bits;

  BlockInverse(BlockFactorization factorization) {
    this.factorization = factorization;
    layout = factorization.elimination().layout();
    places = factorization.places();
    schur = factorization.schur().inverse();
    bits = factorization.bits();
  }

  /** By column of z, entry (column, j) of A⁻¹ of the scaled columns, times 2^b; null if aliased. */
  BigInteger[] row(int column) {
    BigInteger[] row = new BigInteger[layout.size()];
    BigInteger[] turned;
    if (layout.isDense(column)) {
      int k = places.indexOf(layout.denseOf(column));
      turned = IntStream.range(0, places.size()).mapToObj(m -> at(k, m)).toArray(BigInteger[]::new);
    } else {
      ReducedBlock block = factorization.elimination().reduced(layout.blockOf(column));
      int k = block.columns().indexOf(column);
      turned = timesSchur(block.shares()[k]);
      BigInteger[] unit = new BigInteger[block.columns().size()];
      Arrays.fill(unit, BigInteger.ZERO);
      unit[k] = BigInteger.ONE.shiftLeft(bits);
      BigInteger[] own = block.solved(unit);
      for (int m = 0; m < own.length; m++) {
        row[block.columns().get(m)] = own[m];
      }
    }
    for (int m = 0; m < turned.length; m++) {
      row[layout.dense()[places.get(m)]] = turned[m];
    }
    carry(row, turned);
    return row;
  }

  private BigInteger at(int k, int m) {
    return schur[Math.max(k, m)][Math.min(k, m)];
  }

  /** −S⁻¹h. */
  private BigInteger[] timesSchur(BigInteger[] share) {
    BigInteger[] product = new BigInteger[places.size()];
    for (int m = 0; m < product.length; m++) {
      BigInteger sum = BigInteger.ZERO;
      for (int k = 0; k < product.length; k++) {
        BigInteger h = share[places.get(k)];
        sum = h == null ? sum : sum.subtract(at(k, m).multiply(h));
      }
      product[m] = FixedPoint.drop(sum, bits);
    }
    return product;
  }

  /** Adds −H times the dense part to the entries of the blocks. */
  private void carry(BigInteger[] row, BigInteger[] turned) {
    BigInteger[] byPlace = new BigInteger[layout.dense().length];
    for (int m = 0; m < turned.length; m++) {
      byPlace[places.get(m)] = turned[m];
    }
    factorization
        .elimination()
        .forEachBlock(
            block -> {
              BigInteger[] explained = block.explained(byPlace);
              for (int k = 0; k < explained.length; k++) {
                int column = block.columns().get(k);
                BigInteger own = row[column] == null ? BigInteger.ZERO : row[column];
                row[column] = own.subtract(explained[k]);
              }
            });
  }
}
