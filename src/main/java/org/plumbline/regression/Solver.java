package org.plumbline.regression;

import java.util.function.IntFunction;
import org.plumbline.Failure;
import org.plumbline.statistics.Precision;

/**
 * Solves a least-squares problem and says what followed.
 *
 * <p>In fixed point, the working precision starts at 192 bits and is doubled until two precisions
 * give the same doubles and the same aliases. Above {@value #WIDE} columns, moments in double are
 * solved in double-double.
 */
final class Solver {
  /** Columns above which double moments are solved in double-double. */
  static final int WIDE = 65;

  private static final int FIRST_BITS = 192;
  private static final int LAST_BITS = 192 << 5;

  private Solver() {}

  /** A factorisation with the numbers that follow from it. */
  record Solved<F extends Factorization>(F factorization, Inference inference) {
    boolean agreesWith(Solved<F> other) {
      return inference.equals(other.inference)
          && factorization.aliased().equals(other.factorization.aliased());
    }
  }

  /** A dense design. */
  static Solved<DenseFactorization> solve(Training training) {
    if (training.precision() == Precision.DOUBLE && training.columns() > WIDE) {
      return solved(training, new DoubleDoubleFactorization(training));
    }
    return solve(training, bits -> new ExactFactorization(training, bits));
  }

  /**
   * @param factorization at a working precision, in bits
   */
  static <F extends Factorization> Solved<F> solve(
      Training training, IntFunction<? extends F> factorization) {
    Solved<F> last = solved(training, factorization.apply(FIRST_BITS));
    for (int bits = 2 * FIRST_BITS; bits <= LAST_BITS; bits *= 2) {
      Solved<F> next = solved(training, factorization.apply(bits));
      if (next.agreesWith(last)) {
        return next;
      }
      last = next;
    }
    throw new Failure(
        Failure.Kind.INTERNAL,
        "least squares of "
            + training.columns()
            + " columns: the doubles still change between "
            + LAST_BITS / 2
            + " and "
            + LAST_BITS
            + " bits; coefficients "
            + last.inference().coefficients(),
        "Report this with the statistics of the cycle.");
  }

  private static <F extends Factorization> Solved<F> solved(Training training, F factorization) {
    return new Solved<>(factorization, Inference.of(training, factorization));
  }
}
