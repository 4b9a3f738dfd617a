package org.plumbline.regression;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.Failure;

/**
 * Limits on coefficients, as glmnet's {@code lower.limits} and {@code upper.limits} have them: in
 * the units of the data, 0 within each. The intercept has none.
 *
 * @param general of every term that is not named
 * @param terms of terms by name
 */
public record CoefficientLimits(Limit general, SortedMap<String, Limit> terms) {

  /** No limit anywhere. */
  public static final CoefficientLimits NONE = new CoefficientLimits(Limit.NONE, Map.of());

  /**
   * lower ≤ coefficient ≤ upper; infinite where there is no limit.
   *
   * @param lower at most 0
   * @param upper at least 0
   */
  public record Limit(double lower, double upper) {
    public static final Limit NONE = new Limit(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** {@code positive = true}. */
    public static final Limit POSITIVE = new Limit(0, Double.POSITIVE_INFINITY);

    /**
     * @throws Failure CONFIGURATION: not lower ≤ 0 ≤ upper
     */
    public Limit {
      if (!(lower <= upper)) {
        throw contradiction(lower, upper, "the lower one is above the upper one");
      }
      if (lower > 0 || upper < 0) {
        throw contradiction(lower, upper, "they exclude 0, the value that a penalty shrinks to");
      }
    }

    private static Failure contradiction(double lower, double upper, String cause) {
      return new Failure(
          Failure.Kind.CONFIGURATION,
          "the limits lower = %s, upper = %s contradict: %s".formatted(lower, upper, cause),
          "Set training.penalty.lower to at most 0 and training.penalty.upper to at least 0.");
    }

    /** The lower limit; empty where there is none. */
    public OptionalDouble least() {
      return Double.isInfinite(lower) ? OptionalDouble.empty() : OptionalDouble.of(lower);
    }

    /** The upper limit; empty where there is none. */
    public OptionalDouble most() {
      return Double.isInfinite(upper) ? OptionalDouble.empty() : OptionalDouble.of(upper);
    }

    public boolean isNone() {
      return equals(NONE);
    }
  }

  public CoefficientLimits {
    terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
  }

  public CoefficientLimits(Limit general, Map<String, Limit> terms) {
    this(general, new TreeMap<>(terms));
  }

  public Limit of(String term) {
    return terms.getOrDefault(term, general);
  }

  /** Whether no coefficient is limited. */
  public boolean isNone() {
    return general.isNone() && terms.values().stream().allMatch(Limit::isNone);
  }

  /**
   * The limits of all terms, in their order.
   *
   * @throws Failure CONFIGURATION: a limit names no term
   */
  List<Limit> of(List<String> names) {
    for (String term : terms.keySet()) {
      if (!names.contains(term)) {
        throw new Failure(
            Failure.Kind.CONFIGURATION,
            "training.penalty limits the coefficient of %s, which is no term of the model"
                .formatted(term),
            "Name one of its terms: "
                + String.join(", ", names.subList(0, Math.min(10, names.size()))));
      }
    }
    return names.stream().map(this::of).toList();
  }
}
