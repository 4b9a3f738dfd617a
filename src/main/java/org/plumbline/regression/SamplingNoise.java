package org.plumbline.regression;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How far two samples of one distribution are apart by chance: of each distance, what it exceeds
 * with a probability of about {@code tail} though nothing changed. Rows are taken as independent;
 * where days or clusters move together, distances are larger by chance than this says.
 *
 * @param referenceRows n, positive
 * @param currentRows m, positive
 * @param tail for instance 0.001
 */
public record SamplingNoise(double referenceRows, double currentRows, double tail) {

  private static final double BITS = StrictMath.log(2);

  /** What a distance is a multiple of: the variance of a difference of two means, 1/n + 1/m. */
  private double spread() {
    return 1 / referenceRows + 1 / currentRows;
  }

  /**
   * Of the stability index of k bins: (1/n + 1/m)·χ²(k − 1), since the index is Σ (q − p)²/p to the
   * second order (Yurdakul and Naranjo 2020, Statistical properties of the population stability
   * index).
   */
  public double stabilityIndex(int bins) {
    return spread() * chiSquared(bins - 1);
  }

  /**
   * Of the Jensen–Shannon distance of k bins: √((1/n + 1/m)·χ²(k − 1)/(8 ln 2)), since its square
   * is Σ (q − p)²/(8 p ln 2) to the second order (Grosse et al. 2002).
   */
  public double jensenShannon(int bins) {
    return Math.min(1, Math.sqrt(spread() * chiSquared(bins - 1) / (8 * BITS)));
  }

  /**
   * Of the Kolmogorov–Smirnov distance: √(½ ln(2/tail)·(1/n + 1/m)), the first term of Smirnov's
   * limit (1939), which is the tail to many digits; less often exceeded where values are tied.
   */
  public double kolmogorovSmirnov() {
    return Math.min(1, Math.sqrt(StrictMath.log(2 / tail) / 2 * spread()));
  }

  /**
   * Of the difference of two shares, whichever way: z·√(p(1 − p)(1/n + 1/m)) + (z² + 2)/(6 min(n,
   * m)), z the normal quantile of tail/2; the second part is the skewness of small counts (Cornish
   * and Fisher 1938) and half a row.
   *
   * @param share p, of both samples together
   */
  public double share(double share) {
    double z = normal(tail);
    double few = (z * z + 2) / (6 * Math.min(referenceRows, currentRows));
    return Math.min(1, z * Math.sqrt(share * (1 - share) * spread()) + few);
  }

  /**
   * Of the share of rows outside the reference's least and greatest value. Were all n + m rows in
   * one order, those beyond its n-th record on either side are a sum of two geometric numbers:
   * P(more than c) = a^(c+1)·(1 + (c + 1)(1 − a)), a = m/(n + m).
   */
  public double outOfRange() {
    double beyond = currentRows / (referenceRows + currentRows);
    double low = -1;
    double high = currentRows;
    while (high - low > 1) {
      double middle = Math.floor((low + high) / 2);
      double more = StrictMath.pow(beyond, middle + 1) * (1 + (middle + 1) * (1 - beyond));
      if (more > tail) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.min(1, high / currentRows);
  }

  /**
   * Of the share of rows with a level that the reference has not: its expectation by Good (1953) is
   * f/n, f the levels that the reference has once; f + 1 rows are taken, with their {@linkplain
   * #share noise}.
   *
   * @param singletons f
   */
  public double newLevels(long singletons) {
    double expected = Math.min(1, (singletons + 1) / referenceRows);
    return Math.min(1, expected + share(expected));
  }

  /** What a standard normal number is beyond, whichever way, with the probability {@code tail}. */
  public static double normal(double tail) {
    return NormalDistribution.of(0, 1).inverseSurvivalProbability(tail / 2);
  }

  private double chiSquared(int degrees) {
    return degrees < 1 ? 0 : ChiSquaredDistribution.of(degrees).inverseSurvivalProbability(tail);
  }
}
