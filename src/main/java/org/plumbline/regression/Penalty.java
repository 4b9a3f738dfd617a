package org.plumbline.regression;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.Failure;

/**
 * What is asked of the penalty: minimise
 *
 * <pre>1/(2Σw) Σ w (y − ŷ)² + λ·[ α Σ s_j|β_j| + (1−α)/2 · Σ s_j²·β_j²/s_y ]</pre>
 *
 * over coefficients within their limits, the intercept not penalised; s_j and s_y are the weighted
 * population standard deviations about the weighted mean (also without an intercept), or s_j = 1.
 * It is the objective of glmnet and of Spark ML's normal solver.
 *
 * @param lambdas λ: numbers, or a path found from the data
 * @param l1Ratios α, descending and distinct
 * @param standardize whether s_j is the deviation of column j, else 1
 * @param limits of coefficients
 */
public record Penalty(
    Lambdas lambdas, List<Double> l1Ratios, boolean standardize, CoefficientLimits limits) {

  /** Least squares. */
  public static final Penalty NONE =
      new Penalty(new Lambdas.Values(List.of(0.0)), List.of(0.0), true, CoefficientLimits.NONE);

  /** Which λ are tried. */
  public sealed interface Lambdas {

    /**
     * Numbers, descending and distinct.
     *
     * @param values finite and not negative
     */
    record Values(List<Double> values) implements Lambdas {
      public Values {
        check(
            values,
            "lambda",
            "a finite number that is not negative",
            v -> v >= 0 && v < Double.POSITIVE_INFINITY);
        values = descending(values);
      }
    }

    /** {@value LambdaPath#LENGTH} values for each l1-ratio, from {@link LambdaPath}. */
    record Path() implements Lambdas {}
  }

  public Penalty {
    check(l1Ratios, "l1-ratio", "between 0 and 1", v -> v >= 0 && v <= 1);
    l1Ratios = descending(l1Ratios);
  }

  /** The penalty, where there is one to be used and none to be chosen. */
  public Optional<PenaltyPoint> single() {
    if (lambdas instanceof Lambdas.Values numbers && numbers.values().size() == 1) {
      double lambda = numbers.values().get(0);
      if (lambda == 0 || l1Ratios.size() == 1) {
        return Optional.of(new PenaltyPoint(lambda, l1Ratios.get(0)));
      }
    }
    return Optional.empty();
  }

  private interface Range {
    boolean holds(double value);
  }

  private static void check(List<Double> values, String key, String wanted, Range range) {
    if (values.isEmpty()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "training.penalty." + key + " is an empty list",
          "Give at least one number.");
    }
    for (double value : values) {
      if (!range.holds(value)) {
        throw new Failure(
            Failure.Kind.CONFIGURATION,
            "training.penalty.%s is %s, which is not %s".formatted(key, value, wanted),
            "Set training.penalty.%s to numbers, each %s.".formatted(key, wanted));
      }
    }
  }

  /** Distinct values, the largest first; −0 is 0. */
  private static List<Double> descending(List<Double> values) {
    Stream<Double> plain = values.stream().map(v -> v + 0.0);
    return plain.distinct().sorted(Comparator.reverseOrder()).toList();
  }
}
