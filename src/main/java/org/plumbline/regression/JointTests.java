package org.plumbline.regression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.statistics.BigBinary;

/**
 * Joint tests of a design with blocks. The classical numerator βᵀ(A⁻¹_gg)⁻¹β is the squared length
 * that the other columns leave of Σ β_k·x_k, so that no matrix of the size of a category is made.
 */
final class JointTests {
  private static final int BITS = 128;

  /** Bits that influences are kept with; a covariance of so many days needs no more. */
  private static final int INFLUENCE_BITS = 128;

  /** Of a column's variance by days, less than this part left by those before it is nothing. */
  private static final int SINGULAR = 40;

  private final Training training;
  private final ScaledMoments scaled;
  private final BlockMoments moments;
  private final Solver.Solved<BlockFactorization> solved;
  private final Optional<BlockScores> scores;
  private final BigInteger[] coefficients;
  private final long degrees;

  JointTests(
      Training training,
      BlockMoments moments,
      Solver.Solved<BlockFactorization> solved,
      Optional<BlockScores> scores) {
    this.training = training;
    this.moments = moments;
    this.solved = solved;
    this.scores = scores;
    scaled = training.moments();
    coefficients = solved.factorization().fixedCoefficients();
    degrees = training.rows() - solved.factorization().rank();
  }

  List<JointTest> of(List<TermGroup> groups) {
    List<JointTest> tests = new ArrayList<>();
    for (TermGroup group : groups) {
      if (group.category()) {
        tests.add(
            new JointTest(
                group.name(), group.columns().size(), classical(group), clustered(group)));
      }
    }
    return tests;
  }

  private boolean undefined() {
    return solved.inference().exactFit() || training.meanAlone() || degrees <= 0;
  }

  private Optional<JointTest.FTest> classical(TermGroup group) {
    if (undefined() || training.options().decayed()) {
      return Optional.empty();
    }
    List<Integer> columns = group.columns();
    BlockFactorization factorization = solved.factorization();
    BigInteger[] vector = new BigInteger[scaled.size()];
    columns.forEach(column -> vector[column] = coefficients[column]);
    BigInteger left = new BlockRest(factorization, moments, scaled, columns).left(columns, vector);
    int bits = factorization.bits();
    BigBinary explained =
        FixedPoint.number(left.max(BigInteger.ZERO), bits, bits / 4)
            .scaled(2 * scaled.exponent(scaled.label()));
    BigBinary residual = factorization.residualSumOfSquares().times(BigBinary.of(columns.size()));
    return test(explained.times(BigBinary.of(degrees)), residual, columns.size(), (double) degrees);
  }

  private static Optional<JointTest.FTest> test(
      BigBinary numerator, BigBinary denominator, int q, double below) {
    OptionalDouble f = Inference.rounded(numerator.dividedBy(denominator, BITS));
    return f.isPresent()
        ? Optional.of(JointTest.FTest.of(f.getAsDouble(), q, below))
        : Optional.empty();
  }

  private Optional<JointTest.FTest> clustered(TermGroup group) {
    int q = group.columns().size();
    if (undefined() || scores.isEmpty() || q > scores.get().days() - 1) {
      return Optional.empty();
    }
    Optional<BigBinary> form = quadraticForm(group.columns(), scores.get());
    BigBinary denominator = scores.get().factor().times(BigBinary.of(q));
    return form.flatMap(value -> test(value, denominator, q, scores.get().days() - 1.0));
  }

  /** βᵀ(Σ u·uᵀ)⁻¹β; empty where days cannot tell the coefficients apart. */
  private Optional<BigBinary> quadraticForm(List<Integer> columns, BlockScores byDay) {
    int bits = solved.factorization().bits();
    FixedPointLdl ldl = new FixedPointLdl(INFLUENCE_BITS);
    List<Influence> influences = new ArrayList<>();
    BigInteger[] products = new BigInteger[columns.size()];
    for (int column : columns) {
      Influence influence = Influence.of(byDay.influences(column), bits);
      influences.add(influence);
      FixedPointLdl.Column projected =
          ldl.project(
              influences.subList(0, influences.size() - 1).stream()
                  .map(influence::with)
                  .toArray(BigInteger[]::new),
              influence.with(influence));
      if (projected.left().bitLength() <= INFLUENCE_BITS - SINGULAR) {
        return Optional.empty();
      }
      products[ldl.size()] = influence.scaled(coefficients[column], bits);
      ldl.keep(projected);
    }
    BigInteger form = ldl.project(products, BigInteger.ZERO).left().negate();
    return Optional.of(new BigBinary(form, -INFLUENCE_BITS));
  }

  /** The influences of days on a coefficient, scaled by a power of two to a length near 1. */
  @SuppressWarnings("ArrayRecordComponent") // a working vector, never compared
  private record Influence(BigInteger[] byDay, int shift) {

    static Influence of(BigInteger[] fixed, int bits) {
      BigInteger sum = BigInteger.ZERO;
      for (BigInteger value : fixed) {
        sum = sum.add(value.multiply(value));
      }
      // 2^−shift·u has a square below 1, times 2^2b.
      int shift = (sum.bitLength() - 2 * bits + 1) >> 1;
      BigInteger[] scaled = new BigInteger[fixed.length];
      for (int d = 0; d < fixed.length; d++) {
        scaled[d] = toInfluenceBits(fixed[d], bits + shift);
      }
      return new Influence(scaled, shift);
    }

    private static BigInteger toInfluenceBits(BigInteger value, int bits) {
      int cut = bits - INFLUENCE_BITS;
      return cut >= 0 ? FixedPoint.drop(value, cut) : value.shiftLeft(-cut);
    }

    BigInteger with(Influence other) {
      BigInteger sum = BigInteger.ZERO;
      for (int d = 0; d < byDay.length; d++) {
        sum = sum.add(byDay[d].multiply(other.byDay[d]));
      }
      return FixedPoint.drop(sum, INFLUENCE_BITS);
    }

    /** A number scaled as the influences are. */
    BigInteger scaled(BigInteger value, int bits) {
      return toInfluenceBits(value, bits + shift);
    }
  }
}
