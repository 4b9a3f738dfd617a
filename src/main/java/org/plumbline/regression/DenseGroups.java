package org.plumbline.regression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.statistics.BigBinary;

/**
 * Joint tests and volumes of groups of columns from the written-out inverse of a wide design, by
 * the group's part of it: F = βᵀ((A⁻¹)_gg)⁻¹β/(q·σ²).
 */
final class DenseGroups implements Collinearities.Volumes {
  /** Of the entries of an inverse in double-double. */
  private static final int BITS = 128;

  private final Training training;
  private final Solver.Solved<? extends DenseFactorization> solved;
  private final ScaledInverse inverse;

  DenseGroups(
      Training training,
      Solver.Solved<? extends DenseFactorization> solved,
      ScaledInverse inverse) {
    this.training = training;
    this.solved = solved;
    this.inverse = inverse;
  }

  /** Classical tests; days are not asked, for their influences are not at hand. */
  List<JointTest> tests(List<TermGroup> groups) {
    List<JointTest> tests = new ArrayList<>();
    for (TermGroup group : groups) {
      if (group.category()) {
        tests.add(
            new JointTest(
                group.name(),
                group.columns().size(),
                classical(group.columns()),
                Optional.empty()));
      }
    }
    return tests;
  }

  private Optional<JointTest.FTest> classical(List<Integer> columns) {
    long degrees = training.rows() - solved.factorization().rank();
    boolean undefined = solved.inference().exactFit() || training.meanAlone() || degrees <= 0;
    if (undefined || training.options().decayed()) {
      return Optional.empty();
    }
    ScaledMoments scaled = training.moments();
    int labelExponent = scaled.exponent(scaled.label());
    FixedPointLdl ldl = inverseOf(columns);
    BigInteger[] coefficients = new BigInteger[columns.size()];
    for (int k = 0; k < coefficients.length; k++) {
      int place = solved.factorization().kept().indexOf(columns.get(k));
      int exponent = scaled.exponent(columns.get(k)) - labelExponent;
      BigBinary value = BigBinary.of(solved.inference().coefficients().get(place)).scaled(exponent);
      coefficients[k] = FixedPoint.of(value, 2 * BITS);
    }
    BigInteger form = ldl.project(coefficients, BigInteger.ZERO).left().negate();
    BigBinary explained = new BigBinary(form, -2 * BITS).scaled(2 * labelExponent);
    BigBinary residual =
        solved.factorization().residualSumOfSquares().times(BigBinary.of(columns.size()));
    OptionalDouble f =
        Inference.rounded(explained.times(BigBinary.of(degrees)).dividedBy(residual, BITS));
    return f.isPresent()
        ? Optional.of(JointTest.FTest.of(f.getAsDouble(), columns.size(), (double) degrees))
        : Optional.empty();
  }

  /** (A⁻¹)_gg, factorised; rounding may leave nothing of a column only where columns depend. */
  private FixedPointLdl inverseOf(List<Integer> columns) {
    FixedPointLdl ldl = new FixedPointLdl(2 * BITS);
    int[] places = columns.stream().mapToInt(solved.factorization().kept()::indexOf).toArray();
    for (int k = 0; k < places.length; k++) {
      BigInteger[] products = new BigInteger[k];
      for (int m = 0; m < k; m++) {
        products[m] = entry(places[k], places[m]);
      }
      ldl.keep(ldl.project(products, entry(places[k], places[k])));
    }
    return ldl;
  }

  private BigInteger entry(int row, int column) {
    return FixedPoint.of(inverse.row(row).exact(column), 2 * BITS);
  }

  @Override
  public double log2(List<Integer> columns) {
    ScaledMoments scaled = training.moments();
    return inverseOf(columns).log2Determinant()
        + scaled.log2Determinant(columns, training.centring(), 2 * BITS);
  }
}
