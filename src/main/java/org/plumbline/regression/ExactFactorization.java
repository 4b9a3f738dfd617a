package org.plumbline.regression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.statistics.BigBinary;

/**
 * {@linkplain FixedPointLdl LDLᵀ in fixed-point arithmetic} of the scaled normal matrix, column by
 * column in the order of the design.
 *
 * <p>A column is kept where what is left of it is more than rounding. The label is the last column:
 * its coefficients are β, what is left of it is the residual sum of squares.
 *
 * <p>Errors are of the order 2^−b times the condition of the scaled normal matrix. The last quarter
 * of the bits of a result is rounded away, so that a zero is a zero; the caller doubles b until the
 * results agree.
 */
final class ExactFactorization implements DenseFactorization {
  private final Training training;
  private final int bits;
  private final FixedPointLdl ldl;
  private final List<Integer> kept = new ArrayList<>();
  private final List<Alias> aliased = new ArrayList<>();
  private final FixedPointLdl.Column label;

  ExactFactorization(Training training, int bits) {
    this.training = training;
    this.bits = bits;
    ldl = new FixedPointLdl(bits);
    ScaledMoments moments = training.moments();
    for (int j = training.firstColumn(); j < moments.label(); j++) {
      FixedPointLdl.Column column = project(j);
      if (explained(j, column)) {
        boolean constant = training.options().intercept() && moments.constant(j);
        aliased.add(new Alias(j, constant, constant ? List.of() : suspects(column)));
      } else {
        kept.add(j);
        ldl.keep(column);
      }
    }
    label = project(moments.label());
  }

  private FixedPointLdl.Column project(int j) {
    ScaledMoments moments = training.moments();
    BigInteger[] products =
        kept.stream().map(k -> moments.fixed(j, k, bits)).toArray(BigInteger[]::new);
    return ldl.project(products, moments.fixed(j, j, bits));
  }

  private boolean explained(int j, FixedPointLdl.Column column) {
    if (column.left().signum() <= 0) {
      return true;
    }
    double explained = 0;
    for (int k = 0; k < kept.size(); k++) {
      explained += weight(column, k);
    }
    return training.explains(j, Math.sqrt(ldl.toDouble(column.left())), explained);
  }

  /** |c_k| times the length of the kept column k: its share in the projection. */
  private double weight(FixedPointLdl.Column column, int k) {
    return Math.abs(ldl.toDouble(column.projection(k))) * training.moments().length(kept.get(k));
  }

  private List<Integer> suspects(FixedPointLdl.Column column) {
    return Suspects.of(kept, IntStream.range(0, kept.size()).mapToDouble(k -> weight(column, k)));
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
      all.add(result(label.projection(k), exponent));
    }
    return all;
  }

  @Override
  public BigBinary residualSumOfSquares() {
    BigInteger left = label.left().max(BigInteger.ZERO);
    return result(left, 2 * training.moments().exponent(training.moments().label()));
  }

  @Override
  public List<BigBinary> inverseDiagonal() {
    List<BigBinary> all = new ArrayList<>();
    for (int k = 0; k < kept.size(); k++) {
      all.add(result(ldl.inverseDiagonal(k), -2 * training.moments().exponent(kept.get(k))));
    }
    return all;
  }

  @Override
  public ScaledInverse inverse() {
    return ScaledInverse.of(ldl.inverse(), bits);
  }

  /** Errors of its entries are those of the coefficients, which two precisions agree on. */
  @Override
  public Optional<double[][]> unitFactor() {
    return Optional.of(unitFactor(ldl, training.moments(), kept));
  }

  static double[][] unitFactor(FixedPointLdl ldl, ScaledMoments scaled, List<Integer> kept) {
    int q = kept.size();
    double[][] columns = new double[q][q];
    for (int j = 0; j < q; j++) {
      FixedPointLdl.Column row = ldl.column(j);
      double length = scaled.length(kept.get(j));
      columns[j][j] = Math.sqrt(ldl.toDouble(row.left())) / length;
      for (int k = 0; k < j; k++) {
        double root = Math.sqrt(ldl.toDouble(ldl.column(k).left()));
        columns[k][j] = ldl.toDouble(row.multiplier(k)) * root / length;
      }
    }
    return columns;
  }

  /** The lower triangle of A⁻¹ of the scaled columns, times 2^b. */
  BigInteger[][] fixedInverse() {
    return ldl.inverse();
  }

  /** β of the scaled columns and label, times 2^b. */
  BigInteger[] fixedCoefficients() {
    return IntStream.range(0, kept.size()).mapToObj(label::projection).toArray(BigInteger[]::new);
  }

  int bits() {
    return bits;
  }
}
