package org.plumbline.regression;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.plumbline.statistics.BigBinary;

/**
 * L and D of A = L·D·Lᵀ over some columns of scaled moments, L unit lower triangular, with the rows
 * of L⁻¹: exact to the last bits of a double-double.
 *
 * <p>In fixed point of b fractional bits, as {@link ExactFactorization}; b is raised until it is
 * twice what the smallest pivot loses, and 128 more.
 */
final class TriangularFactor {
  private static final int FIRST_BITS = 256;
  private static final int SPARE_BITS = 128;

  private final ScaledMoments moments;
  private final int[] columns;
  private final int pivots;
  private final int bits;
  private final BigInteger[][] multipliers;
  private final BigInteger[][] inverse;
  private final BigInteger[] left;

  /**
   * @param columns indices in z, linearly independent but for the last, the label
   */
  static TriangularFactor of(ScaledMoments moments, List<Integer> columns) {
    int bits = FIRST_BITS;
    while (true) {
      TriangularFactor factor = new TriangularFactor(moments, columns, bits);
      int needed = SPARE_BITS + 2 * factor.lostBits();
      if (needed <= bits) {
        return factor;
      }
      bits = Math.max(2 * bits, Math.min(needed, 4 * bits));
    }
  }

  private TriangularFactor(ScaledMoments moments, List<Integer> columns, int bits) {
    this.moments = moments;
    this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
    this.bits = bits;
    int size = columns.size();
    pivots = size - 1;
    multipliers = new BigInteger[size][];
    inverse = new BigInteger[size][];
    left = new BigInteger[size];
    for (int j = 0; j < size; j++) {
      eliminate(j);
      inverse[j] = inverseRow(j);
    }
  }

  /** l_jk = (g_jk − Σ_{m<k} v_m·l_km) / d_k and d_j = g_jj − Σ v_k·l_jk. */
  private void eliminate(int j) {
    BigInteger[] v = new BigInteger[j];
    BigInteger[] l = new BigInteger[j];
    BigInteger square = moments.fixed(columns[j], columns[j], bits).shiftLeft(bits);
    for (int k = 0; k < j; k++) {
      BigInteger sum = moments.fixed(columns[j], columns[k], bits).shiftLeft(bits);
      for (int m = 0; m < k; m++) {
        sum = sum.subtract(v[m].multiply(multipliers[k][m]));
      }
      v[k] = FixedPoint.drop(sum, bits);
      l[k] = v[k].shiftLeft(bits).divide(left[k]);
      square = square.subtract(v[k].multiply(l[k]));
    }
    multipliers[j] = l;
    // A pivot that rounding leaves at nothing costs all bits, and is found again with more.
    left[j] = FixedPoint.drop(square, bits).max(BigInteger.ONE);
  }

  /** Row j of L⁻¹ left of its diagonal: −l_jk − Σ_{k<m<j} l_jm·(L⁻¹)_mk. */
  private BigInteger[] inverseRow(int j) {
    BigInteger[] row = new BigInteger[j];
    for (int k = 0; k < j; k++) {
      BigInteger sum = multipliers[j][k].shiftLeft(bits);
      for (int m = k + 1; m < j; m++) {
        sum = sum.add(multipliers[j][m].multiply(inverse[m][k]));
      }
      row[k] = FixedPoint.drop(sum, bits).negate();
    }
    return row;
  }

  /** −log2 of the smallest pivot. */
  private int lostBits() {
    int least = Arrays.stream(left, 0, pivots).mapToInt(BigInteger::bitLength).min().orElse(bits);
    return bits - least;
  }

  /** How many columns there are before the label. */
  int terms() {
    return pivots;
  }

  /** l_jk, k below j. */
  DoubleDouble.Vector multipliers(int j) {
    return vector(multipliers[j]);
  }

  /** 1/d_j of the terms. */
  DoubleDouble.Vector reciprocals() {
    BigInteger[] all = new BigInteger[pivots];
    Arrays.setAll(all, j -> BigInteger.ONE.shiftLeft(2 * bits).divide(left[j]));
    return vector(all);
  }

  /** (L⁻¹)_jk, k below j; of the label the coefficients of the scaled columns, negative. */
  DoubleDouble.Vector inverseRowOf(int j) {
    return vector(inverse[j]);
  }

  private DoubleDouble.Vector vector(BigInteger[] fixed) {
    DoubleDouble.Vector vector = new DoubleDouble.Vector(fixed.length);
    for (int k = 0; k < fixed.length; k++) {
      vector.set(k, new BigBinary(fixed[k], -bits));
    }
    return vector;
  }
}
