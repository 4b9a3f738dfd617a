package org.plumbline.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Precision;

/**
 * The solution of a penalised problem for a given active set: with A the moments of the free terms
 * (and the constant), (A + Λ)β = Xᵀy − Σ_held xₖ·bₖ − g·sign, solved as least squares are.
 */
final class PenalizedEquations {
  private final Training training;
  private final ExactPenalty penalty;
  private final ActiveSet set;
  private final int[] free;
  private final Training penalized;
  private final DenseFactorization factorization;

  /** By index in z; the label's place is unused. */
  private final BigBinary[] coefficients;

  /**
   * @param training of all terms
   * @param bits of fixed-point arithmetic; wide designs in double are solved in double-double
   */
  PenalizedEquations(Training training, ExactPenalty penalty, ActiveSet set, int bits) {
    this.training = training;
    this.penalty = penalty;
    this.set = set;
    free = set.free();
    ScaledMoments moments = training.moments();
    penalized =
        training.penalized(
            moments.penalized(free, penalty.squared(), towardsLabel()), penalty.definite());
    factorization =
        inDoubleDouble(training, free.length)
            ? new DoubleDoubleFactorization(penalized)
            : new ExactFactorization(penalized, bits);
    coefficients = new BigBinary[moments.label()];
    Arrays.fill(coefficients, BigBinary.ZERO);
    for (int j = 1; j < moments.label(); j++) {
      coefficients[j] = set.at(j).free() ? BigBinary.ZERO : set.held(j);
    }
    List<BigBinary> solved = factorization.coefficients();
    for (int k = 0; k < solved.size(); k++) {
      coefficients[column(factorization.kept().get(k))] = solved.get(k);
    }
  }

  static boolean inDoubleDouble(Training training, int terms) {
    int columns = terms + training.interceptDegrees();
    return training.precision() == Precision.DOUBLE && columns > Solver.WIDE;
  }

  /** The index in z of a column of the free terms' own z. */
  int column(int kept) {
    return kept == 0 ? 0 : free[kept - 1];
  }

  private BigBinary[] towardsLabel() {
    ScaledMoments moments = training.moments();
    BigBinary[] towards = new BigBinary[moments.size()];
    towards[0] = withoutHeld(0);
    for (int j : free) {
      BigBinary pull = penalty.absolute(j);
      boolean positive = set.at(j) == ActiveSet.Place.POSITIVE;
      towards[j] = withoutHeld(j).minus(positive ? pull : pull.negate());
    }
    return towards;
  }

  /** Σ w·zᵢ·(y − Σ_held xₖ·bₖ). */
  private BigBinary withoutHeld(int i) {
    ScaledMoments moments = training.moments();
    BigBinary sum = moments.exact(i, moments.label());
    for (int k = 1; k < moments.label(); k++) {
      ActiveSet.Place place = set.at(k);
      if (place == ActiveSet.Place.LOWER || place == ActiveSet.Place.UPPER) {
        sum = sum.minus(moments.exact(i, k).times(set.held(k)));
      }
    }
    return sum;
  }

  /** ρ_j = Σ w·x_j·(y − ŷ). */
  BigBinary gradient(int j) {
    ScaledMoments moments = training.moments();
    BigBinary sum = moments.exact(j, moments.label());
    for (int k = 0; k < coefficients.length; k++) {
      if (coefficients[k].signum() != 0) {
        sum = sum.minus(moments.exact(j, k).times(coefficients[k]));
      }
    }
    return sum;
  }

  /** Σ w·e² = Σ w·y·e − Σ ρ_k·β_k; ρ of a free term is what the penalty pulls. */
  BigBinary residualSumOfSquares() {
    ScaledMoments moments = training.moments();
    int label = moments.label();
    BigBinary sum = moments.exact(label, label);
    for (int k = 0; k < coefficients.length; k++) {
      BigBinary value = coefficients[k];
      if (value.signum() != 0) {
        sum = sum.minus(moments.exact(k, label).plus(pull(k)).times(value));
      }
    }
    return sum.signum() < 0 ? BigBinary.ZERO : sum;
  }

  /** ρ_k where the equations hold: of the constant 0, of a free term ±g_k + Λ_k·β_k. */
  private BigBinary pull(int k) {
    if (k == 0) {
      return BigBinary.ZERO;
    }
    return switch (set.at(k)) {
      case POSITIVE -> penalty.absolute(k).plus(penalty.squared(k).times(coefficients[k]));
      case NEGATIVE -> penalty.squared(k).times(coefficients[k]).minus(penalty.absolute(k));
      case LOWER, UPPER -> gradient(k);
      case ZERO -> BigBinary.ZERO;
    };
  }

  /** How far the slope of a coefficient that is not free is from moving it; not negative. */
  BigBinary room(int j) {
    BigBinary slope = gradient(j).minus(penalty.squared(j).times(set.held(j)));
    BigBinary up = penalty.absolute(j).minus(slope);
    BigBinary down = penalty.absolute(j).plus(slope);
    return switch (set.at(j)) {
      case UPPER -> up.negate();
      case LOWER -> down.negate();
      default -> {
        if (set.upper(j) <= 0) {
          yield down;
        }
        yield set.lower(j) < 0 && down.compareTo(up) < 0 ? down : up;
      }
    };
  }

  Training training() {
    return training;
  }

  /** The normal equations of the free terms. */
  Training penalized() {
    return penalized;
  }

  DenseFactorization factorization() {
    return factorization;
  }

  ActiveSet set() {
    return set;
  }

  ExactPenalty penalty() {
    return penalty;
  }

  /** β by index in z, the intercept first. */
  BigBinary coefficient(int j) {
    return coefficients[j];
  }

  /** Free terms that the free terms before them explain: indices in z. */
  List<Integer> explained() {
    List<Integer> all = new ArrayList<>();
    for (Alias alias : factorization.aliased()) {
      all.add(column(alias.column()));
    }
    return all;
  }
}
