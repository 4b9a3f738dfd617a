package org.plumbline.regression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.statistics.BigBinary;

/**
 * LDLᵀ of the scaled normal matrix in fixed-point arithmetic of b fractional bits, column by column
 * in the order of the design.
 *
 * <p>Column j is projected on the columns kept before it: with v_k = g_jk − Σ_{m<k} v_m·l_km and
 * l_jk = v_k / d_k, what is left has the square d_j = g_jj − Σ v_k·l_jk, and the coefficients of
 * the projection are c_jk = l_jk − Σ_{k<m<j} l_jm·c_mk, the rows of L⁻¹ with the sign changed. A
 * column is kept where what is left is more than rounding. The label is the last column: its
 * coefficients are β, what is left of it is the residual sum of squares.
 *
 * <p>Errors are of the order 2^−b times the condition of the scaled normal matrix. The last quarter
 * of the bits of a result is rounded away, so that a zero is a zero; the caller doubles b until the
 * results agree.
 */
final class ExactFactorization implements Factorization {
  private final Training training;
  private final int bits;
  private final List<Integer> kept = new ArrayList<>();
  private final List<Alias> aliased = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private final List<BigInteger> reciprocals = new ArrayList<>();
  private final Column label;

  /** A projected column j: l_jk and c_jk for the kept columns k before it, and d_j, times 2^b. */
  private static final class Column {
    private final BigInteger[] multipliers;
    private final BigInteger[] projection;
    private final BigInteger left;

    Column(BigInteger[] multipliers, BigInteger[] projection, BigInteger left) {
      this.multipliers = multipliers;
      this.projection = projection;
      this.left = left;
    }
  }

  ExactFactorization(Training training, int bits) {
    this.training = training;
    this.bits = bits;
    ScaledMoments moments = training.moments();
    for (int j = training.firstColumn(); j < moments.label(); j++) {
      Column column = project(j);
      if (explained(j, column)) {
        boolean constant = training.options().intercept() && moments.constant(j);
        aliased.add(new Alias(j, constant, constant ? List.of() : suspects(column)));
      } else {
        keep(j, column);
      }
    }
    label = project(moments.label());
  }

  private Column project(int j) {
    int q = kept.size();
    BigInteger[] v = new BigInteger[q];
    BigInteger[] l = new BigInteger[q];
    BigInteger square = training.moments().fixed(j, j, bits).shiftLeft(bits);
    for (int k = 0; k < q; k++) {
      BigInteger sum = training.moments().fixed(j, kept.get(k), bits).shiftLeft(bits);
      BigInteger[] row = columns.get(k).multipliers;
      for (int m = 0; m < k; m++) {
        sum = sum.subtract(v[m].multiply(row[m]));
      }
      v[k] = FixedPoint.drop(sum, bits);
      l[k] = times(v[k], reciprocals.get(k));
      square = square.subtract(v[k].multiply(l[k]));
    }
    return new Column(l, coefficientsOf(l), FixedPoint.drop(square, bits));
  }

  private BigInteger[] coefficientsOf(BigInteger[] l) {
    int q = l.length;
    BigInteger[] c = new BigInteger[q];
    for (int k = 0; k < q; k++) {
      BigInteger sum = l[k].shiftLeft(bits);
      for (int m = k + 1; m < q; m++) {
        sum = sum.subtract(l[m].multiply(columns.get(m).projection[k]));
      }
      c[k] = FixedPoint.drop(sum, bits);
    }
    return c;
  }

  private boolean explained(int j, Column column) {
    if (column.left.signum() <= 0) {
      return true;
    }
    double explained = 0;
    for (int k = 0; k < kept.size(); k++) {
      explained += weight(column, k);
    }
    return training.explains(j, Math.sqrt(toDouble(column.left)), explained);
  }

  /** |c_k| times the length of the kept column k: its share in the projection. */
  private double weight(Column column, int k) {
    return Math.abs(toDouble(column.projection[k])) * training.moments().length(kept.get(k));
  }

  private List<Integer> suspects(Column column) {
    return Suspects.of(kept, IntStream.range(0, kept.size()).mapToDouble(k -> weight(column, k)));
  }

  private void keep(int j, Column column) {
    kept.add(j);
    columns.add(column);
    reciprocals.add(BigInteger.ONE.shiftLeft(2 * bits).divide(column.left));
  }

  private BigInteger times(BigInteger a, BigInteger b) {
    return FixedPoint.drop(a.multiply(b), bits);
  }

  private double toDouble(BigInteger fixed) {
    return new BigBinary(fixed, -bits).doubleValue();
  }

  private BigBinary result(BigInteger fixed, int exponent) {
    return FixedPoint.number(fixed, bits, bits / 4).scaled(exponent);
  }

  @Override
  public String solver() {
    return "ldl-" + bits + "-bit";
  }

  @Override
  public List<Integer> kept() {
    return kept;
  }

  @Override
  public List<Alias> aliased() {
    return aliased;
  }

  @Override
  public List<BigBinary> coefficients() {
    int labelExponent = training.moments().exponent(training.moments().label());
    List<BigBinary> all = new ArrayList<>();
    for (int k = 0; k < kept.size(); k++) {
      int exponent = labelExponent - training.moments().exponent(kept.get(k));
      all.add(result(label.projection[k], exponent));
    }
    return all;
  }

  @Override
  public BigBinary residualSumOfSquares() {
    BigInteger left = label.left.max(BigInteger.ZERO);
    return result(left, 2 * training.moments().exponent(training.moments().label()));
  }

  @Override
  public List<BigBinary> inverseDiagonal() {
    List<BigBinary> all = new ArrayList<>();
    for (int k = 0; k < kept.size(); k++) {
      BigInteger sum = reciprocals.get(k).shiftLeft(bits);
      for (int m = k + 1; m < kept.size(); m++) {
        BigInteger c = columns.get(m).projection[k];
        sum = sum.add(times(c, reciprocals.get(m)).multiply(c));
      }
      all.add(result(FixedPoint.drop(sum, bits), -2 * training.moments().exponent(kept.get(k))));
    }
    return all;
  }

  @Override
  public ScaledInverse inverse() {
    int q = kept.size();
    double[][] high = new double[q][q];
    double[][] low = new double[q][q];
    BigInteger[][] fixed = fixedInverse();
    for (int j = 0; j < q; j++) {
      for (int k = 0; k <= j; k++) {
        BigBinary exact = new BigBinary(fixed[j][k], -bits);
        high[j][k] = exact.doubleValue();
        low[j][k] = exact.minus(BigBinary.of(high[j][k])).doubleValue();
        high[k][j] = high[j][k];
        low[k][j] = low[j][k];
      }
    }
    return new ScaledInverse(high, low);
  }

  /** The lower triangle of A⁻¹ = L⁻ᵀ D⁻¹ L⁻¹, times 2^b. */
  BigInteger[][] fixedInverse() {
    int q = kept.size();
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
      row[k] = columns.get(m).projection[k].negate();
    }
    row[m] = BigInteger.ONE.shiftLeft(bits);
    return row;
  }

  /** β of the scaled columns and label, times 2^b. */
  BigInteger[] fixedCoefficients() {
    return label.projection;
  }

  int bits() {
    return bits;
  }
}
