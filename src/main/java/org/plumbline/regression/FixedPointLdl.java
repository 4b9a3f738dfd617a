package org.plumbline.regression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.statistics.BigBinary;

/**
 * LDLᵀ of a symmetric matrix G in fixed-point arithmetic of b fractional bits, a column at a time.
 *
 * <p>Column j is projected on the columns kept before it: with v_k = g_jk − Σ_{m<k} v_m·l_km and
 * l_jk = v_k / d_k, what is left has the square d_j = g_jj − Σ v_k·l_jk, and the coefficients of
 * the projection are c_jk = l_jk − Σ_{k<m<j} l_jm·c_mk, the rows of L⁻¹ with the sign changed.
 * Whether it is then kept is for the caller to say.
 */
final class FixedPointLdl {
  private final int bits;
  private final List<Column> columns = new ArrayList<>();
  private final List<BigInteger> reciprocals = new ArrayList<>();

  /** A projected column j: l_jk and c_jk for the kept columns k before it, and d_j, times 2^b. */
  final class Column {
    private final BigInteger[] multipliers;
    private final BigInteger left;

    /** Made when first asked for: what is left does not need it. */
    private BigInteger[] projection;

    Column(BigInteger[] multipliers, BigInteger left) {
      this.multipliers = multipliers;
      this.left = left;
    }

    BigInteger multiplier(int k) {
      return multipliers[k];
    }

    BigInteger projection(int k) {
      if (projection == null) {
        projection = coefficientsOf(multipliers);
      }
      return projection[k];
    }

    BigInteger left() {
      return left;
    }
  }

  FixedPointLdl(int bits) {
    this.bits = bits;
  }

  /** Columns kept. */
  int size() {
    return columns.size();
  }

  Column column(int k) {
    return columns.get(k);
  }

  /** 1 / d_k. */
  BigInteger reciprocal(int k) {
    return reciprocals.get(k);
  }

  /**
   * @param products g_jk with each kept column
   * @param square g_jj
   */
  Column project(BigInteger[] products, BigInteger square) {
    int q = columns.size();
    BigInteger[] v = new BigInteger[q];
    BigInteger[] l = new BigInteger[q];
    BigInteger left = square.shiftLeft(bits);
    for (int k = 0; k < q; k++) {
      BigInteger sum = products[k].shiftLeft(bits);
      BigInteger[] row = columns.get(k).multipliers;
      for (int m = 0; m < k; m++) {
        sum = sum.subtract(v[m].multiply(row[m]));
      }
      v[k] = FixedPoint.drop(sum, bits);
      l[k] = times(v[k], reciprocals.get(k));
      left = left.subtract(v[k].multiply(l[k]));
    }
    return new Column(l, FixedPoint.drop(left, bits));
  }

  private BigInteger[] coefficientsOf(BigInteger[] l) {
    int q = l.length;
    BigInteger[] c = new BigInteger[q];
    for (int k = 0; k < q; k++) {
      BigInteger sum = l[k].shiftLeft(bits);
      for (int m = k + 1; m < q; m++) {
        sum = sum.subtract(l[m].multiply(columns.get(m).projection(k)));
      }
      c[k] = FixedPoint.drop(sum, bits);
    }
    return c;
  }

  /** Keeps a projected column, of which something positive is left. */
  void keep(Column column) {
    columns.add(column);
    reciprocals.add(BigInteger.ONE.shiftLeft(2 * bits).divide(column.left));
  }

  private BigInteger times(BigInteger a, BigInteger b) {
    return FixedPoint.drop(a.multiply(b), bits);
  }

  double toDouble(BigInteger fixed) {
    return new BigBinary(fixed, -bits).doubleValue();
  }

  /** log₂ det G = Σ log₂ d_k. */
  double log2Determinant() {
    double sum = 0;
    for (Column column : columns) {
      sum += log2(column.left);
    }
    return sum;
  }

  private double log2(BigInteger fixed) {
    int beyond = Math.max(0, fixed.bitLength() - Long.SIZE + 1);
    double leading = fixed.shiftRight(beyond).doubleValue();
    return StrictMath.log(leading) / StrictMath.log(2) + beyond - bits;
  }

  /** (G⁻¹)_kk, times 2^b. */
  BigInteger inverseDiagonal(int k) {
    BigInteger sum = reciprocals.get(k).shiftLeft(bits);
    for (int m = k + 1; m < columns.size(); m++) {
      BigInteger c = columns.get(m).projection(k);
      sum = sum.add(times(c, reciprocals.get(m)).multiply(c));
    }
    return FixedPoint.drop(sum, bits);
  }

  /** The lower triangle of G⁻¹ = L⁻ᵀ D⁻¹ L⁻¹, times 2^b. */
  BigInteger[][] inverse() {
    int q = columns.size();
    BigInteger[][] inverse = new BigInteger[q][];
    for (int j = 0; j < q; j++) {
      inverse[j] = new BigInteger[j + 1];
      Arrays.fill(inverse[j], BigInteger.ZERO);
    }
    for (int m = 0; m < q; m++) {
      BigInteger[] row = inverseRow(m);
      for (int j = 0; j <= m; j++) {
        BigInteger scaled = times(row[j], reciprocals.get(m));
        for (int k = 0; k <= j; k++) {
          inverse[j][k] = inverse[j][k].add(scaled.multiply(row[k]));
        }
      }
    }
    for (BigInteger[] row : inverse) {
      for (int k = 0; k < row.length; k++) {
        row[k] = FixedPoint.drop(row[k], bits);
      }
    }
    return inverse;
  }

  /** Row m of L⁻¹, its diagonal 1 included. */
  private BigInteger[] inverseRow(int m) {
    BigInteger[] row = new BigInteger[m + 1];
    for (int k = 0; k < m; k++) {
      row[k] = columns.get(m).projection(k).negate();
    }
    row[m] = BigInteger.ONE.shiftLeft(bits);
    return row;
  }

  /** D⁻¹L⁻¹r for a right side r: each entry then needs {@link #backSubstituted}. */
  BigInteger[] forwardSubstituted(BigInteger[] r) {
    int q = columns.size();
    BigInteger[] reduced = new BigInteger[q];
    BigInteger[] solved = new BigInteger[q];
    for (int k = 0; k < q; k++) {
      BigInteger sum = r[k].shiftLeft(bits);
      for (int m = 0; m < k; m++) {
        sum = sum.subtract(columns.get(k).multipliers[m].multiply(reduced[m]));
      }
      reduced[k] = FixedPoint.drop(sum, bits);
      solved[k] = times(reduced[k], reciprocals.get(k));
    }
    return solved;
  }

  /** L⁻ᵀt: x_k = t_k − Σ_{m>k} l_mk·x_m. */
  BigInteger[] backSubstituted(BigInteger[] t) {
    BigInteger[] x = t.clone();
    for (int k = x.length - 1; k >= 0; k--) {
      BigInteger sum = t[k].shiftLeft(bits);
      for (int m = k + 1; m < x.length; m++) {
        sum = sum.subtract(columns.get(m).multipliers[k].multiply(x[m]));
      }
      x[k] = FixedPoint.drop(sum, bits);
    }
    return x;
  }
}
