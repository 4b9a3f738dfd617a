package org.plumbline.regression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.statistics.Expansion;

/**
 * Kept columns of one block, in fixed-point arithmetic: the block's normal matrix B = LDLᵀ, and
 * L⁻¹C for the products C of its columns with the dense ones, so that the block's columns are
 * orthogonal to each other. Everything is of scaled columns and times 2^b.
 */
final class ReducedBlock {
  private final BlockMoments moments;
  private final ScaledMoments scaled;
  private final int bits;
  private final FixedPointLdl ldl;
  private final List<Integer> columns = new ArrayList<>();
  private final List<BigInteger[]> rows = new ArrayList<>();

  ReducedBlock(BlockMoments moments, ScaledMoments scaled, int bits) {
    this.moments = moments;
    this.scaled = scaled;
    this.bits = bits;
    ldl = new FixedPointLdl(bits);
  }

  /** Columns kept, as indices in z. */
  List<Integer> columns() {
    return columns;
  }

  /** Row k of L⁻¹C by dense place; null is zero. */
  BigInteger[] row(int k) {
    return rows.get(k);
  }

  /** 1 / d_k. */
  BigInteger reciprocal(int k) {
    return ldl.reciprocal(k);
  }

  FixedPointLdl.Column project(int column) {
    Expansion[] within = moments.within(column);
    BigInteger[] products = new BigInteger[columns.size()];
    for (int k = 0; k < products.length; k++) {
      int other = columns.get(k);
      products[k] = fixed(within[moments.layout().placeOf(other)], column, other);
    }
    return ldl.project(products, fixed(within[within.length - 1], column, column));
  }

  void keep(int column, FixedPointLdl.Column projected) {
    Expansion[] beside = moments.beside(column);
    BigInteger[] row = new BigInteger[beside.length];
    for (int a = 0; a < row.length; a++) {
      if (beside[a] != null) {
        row[a] = fixed(beside[a], column, moments.layout().dense()[a]);
      }
    }
    for (int k = 0; k < columns.size(); k++) {
      subtract(row, projected.multiplier(k), rows.get(k));
    }
    ldl.keep(projected);
    columns.add(column);
    rows.add(row);
  }

  private void subtract(BigInteger[] row, BigInteger factor, BigInteger[] other) {
    for (int a = 0; a < row.length; a++) {
      if (other[a] != null) {
        BigInteger product = FixedPoint.drop(factor.multiply(other[a]), bits);
        row[a] = row[a] == null ? product.negate() : row[a].subtract(product);
      }
    }
  }

  private BigInteger fixed(Expansion number, int i, int j) {
    return number == null
        ? BigInteger.ZERO
        : FixedPoint.of(number.toBigBinary(), bits - scaled.exponent(i) - scaled.exponent(j));
  }

  /** B⁻¹Cv for a vector of the dense columns: what of v these columns explain. */
  BigInteger[] explained(BigInteger[] v) {
    BigInteger[] t = new BigInteger[columns.size()];
    for (int k = 0; k < t.length; k++) {
      t[k] = FixedPoint.drop(dot(rows.get(k), v).multiply(ldl.reciprocal(k)), 2 * bits);
    }
    return ldl.backSubstituted(t);
  }

  private static BigInteger dot(BigInteger[] row, BigInteger[] v) {
    BigInteger sum = BigInteger.ZERO;
    for (int a = 0; a < row.length; a++) {
      if (row[a] != null && v[a] != null) {
        sum = sum.add(row[a].multiply(v[a]));
      }
    }
    return sum;
  }

  /** B⁻¹r for a right side of the block's kept columns. */
  BigInteger[] solved(BigInteger[] r) {
    return ldl.backSubstituted(ldl.forwardSubstituted(r));
  }

  /** Row k of B⁻¹C by dense place, for each kept column k; null is zero. */
  BigInteger[][] shares() {
    int q = columns.size();
    BigInteger[][] shares = new BigInteger[q][];
    for (int k = q - 1; k >= 0; k--) {
      BigInteger[] share = new BigInteger[rows.get(k).length];
      for (int a = 0; a < share.length; a++) {
        BigInteger entry = rows.get(k)[a];
        share[a] = entry == null ? null : FixedPoint.drop(entry.multiply(ldl.reciprocal(k)), bits);
      }
      for (int m = k + 1; m < q; m++) {
        subtract(share, ldl.column(m).multiplier(k), shares[m]);
      }
      shares[k] = share;
    }
    return shares;
  }

  /** B⁻¹, rounded to double. */
  double[][] inverse() {
    return ScaledInverse.of(ldl.inverse(), bits).toArray();
  }

  /** log₂ det B. */
  double log2Determinant() {
    return ldl.log2Determinant();
  }

  /** (B⁻¹)_kk. */
  BigInteger inverseDiagonal(int k) {
    return ldl.inverseDiagonal(k);
  }
}
