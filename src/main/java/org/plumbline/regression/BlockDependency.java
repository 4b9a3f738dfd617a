package org.plumbline.regression;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.plumbline.statistics.BigBinary;

/**
 * A combination of scaled dense columns that block columns explain but for rounding.
 *
 * @param vector by dense place, times 2^b; null is zero
 * @param left length of what is left of the combination
 */
@SuppressWarnings("ArrayRecordComponent") // a working vector, never compared
record BlockDependency(BigInteger[] vector, double left) {

  /** Σ |coefficient|·length over the dense columns. */
  double denseSize(BlockElimination elimination, ScaledMoments scaled) {
    double size = 0;
    for (int a = 0; a < vector.length; a++) {
      if (vector[a] != null) {
        size +=
            Math.abs(elimination.toDouble(vector[a]))
                * scaled.length(elimination.layout().dense()[a]);
      }
    }
    return size;
  }

  /** Σ |coefficient|·length over the block columns. */
  double levelSize(BlockElimination elimination) {
    return Arrays.stream(elimination.shares(Collections.singletonList(vector))[0]).sum();
  }

  /** For each of some dependencies, by column of z: |coefficient|·length. */
  static double[][] shares(
      List<BlockDependency> all, BlockElimination elimination, ScaledMoments scaled) {
    double[][] shares = elimination.shares(all.stream().map(BlockDependency::vector).toList());
    int[] dense = elimination.layout().dense();
    for (int d = 0; d < shares.length; d++) {
      BigInteger[] vector = all.get(d).vector();
      for (int a = 0; a < vector.length; a++) {
        if (vector[a] != null) {
          shares[d][dense[a]] = Math.abs(elimination.toDouble(vector[a])) * scaled.length(dense[a]);
        }
      }
    }
    return shares;
  }

  /** By column of z: |coefficient|·length. */
  double[] shares(BlockElimination elimination, ScaledMoments scaled) {
    return shares(List.of(this), elimination, scaled)[0];
  }

  /** This without {@code factor} times another. */
  BlockDependency minus(BigInteger factor, BlockDependency other, int bits) {
    BigInteger[] changed = vector.clone();
    for (int a = 0; a < changed.length; a++) {
      if (other.vector[a] != null) {
        BigInteger product = FixedPoint.drop(factor.multiply(other.vector[a]), bits);
        changed[a] = changed[a] == null ? product.negate() : changed[a].subtract(product);
      }
    }
    double times = Math.abs(new BigBinary(factor, -bits).doubleValue());
    return new BlockDependency(changed, left + times * other.left);
  }
}
