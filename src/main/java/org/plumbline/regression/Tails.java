package org.plumbline.regression;

import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Tail probabilities of t and F, and the quantiles of t, to ten digits and better. */
final class Tails {
  /** Below this probability the tail is computed by its logarithm. */
  private static final double FAR = 1e-280;

  /** Squares of t below this lie in the centre. */
  private static final double CENTRE = 0.25;

  private static final double LN_10 = StrictMath.log(10);
  private static final int FRACTION_STEPS = 1_000_000;

  private Tails() {}

  /**
   * P(|T| ≥ |t|), as P(F ≥ t²) with 1 and {@code df} degrees of freedom, since the library's t
   * becomes the normal distribution from three million degrees on, where ten digits differ.
   */
  static double twoSided(double t, double df) {
    double near = near(t, df);
    return near > FAR ? near : StrictMath.exp(lnTwoSided(t, df));
  }

  /** log10 P(|T| ≥ |t|), also where the probability is below the smallest double. */
  static double log10TwoSided(double t, double df) {
    double near = near(t, df);
    return (near > FAR ? StrictMath.log(near) : lnTwoSided(t, df)) / LN_10;
  }

  /** By the complement where the tail is most of the whole: its own argument would round to 1. */
  private static double near(double t, double df) {
    FDistribution squared = FDistribution.of(1, df);
    double square = t * t;
    return square < CENTRE
        ? 1 - squared.cumulativeProbability(square)
        : squared.survivalProbability(square);
  }

  /** P(F ≥ f). */
  static double upper(double f, double numeratorDegrees, double denominatorDegrees) {
    return FDistribution.of(numeratorDegrees, denominatorDegrees).survivalProbability(f);
  }

  /** The q with P(|T| ≤ q) = confidence: the library's value, polished by Newton's steps. */
  static double quantile(double confidence, double df) {
    TDistribution distribution = TDistribution.of(df);
    double outside = 1 - confidence;
    double q = distribution.inverseSurvivalProbability(outside / 2);
    for (int step = 0; step < 3; step++) {
      double density = density(q, df);
      q += (twoSided(q, df) - outside) / (2 * density);
    }
    return q;
  }

  /** Γ((ν+1)/2) / (√(νπ)·Γ(ν/2)) · (1 + t²/ν)^−(ν+1)/2. */
  private static double density(double t, double df) {
    double ln = lnGammaHalfStep(df / 2) - 0.5 * StrictMath.log(df * Math.PI);
    return StrictMath.exp(ln - (df + 1) / 2 * StrictMath.log1p(t * t / df));
  }

  /**
   * ln I_x(a, ½) with a = ν/2, x = ν/(ν+t²), y = 1 − x: x^a·√y / B(a, ½) / f, f the continued
   * fraction of the incomplete beta function that needs y beside x (Didonato and Morris 1992).
   */
  static double lnTwoSided(double t, double df) {
    double a = df / 2;
    double ratio = Math.abs(t) / Math.sqrt(df);
    double square = ratio * ratio;
    boolean huge = ratio > 1e100;
    double lnX = huge ? -2 * StrictMath.log(ratio) : -StrictMath.log1p(square);
    double lnY = huge ? 0 : 2 * StrictMath.log(ratio) + lnX;
    double x = 1 / (1 + square);
    double y = huge ? 1 : square / (1 + square);
    double lnBeta = 0.5 * StrictMath.log(Math.PI) - lnGammaHalfStep(a);
    return a * lnX + 0.5 * lnY - lnBeta - StrictMath.log(fraction(x, y, a));
  }

  /** b₀ + a₁/(b₁ + a₂/(b₂ + …)) with b = ½, by Lentz's method. */
  private static double fraction(double x, double y, double a) {
    double b = 0.5;
    double f = a * (a * y - b * x + 1) / (a + 1);
    double c = f;
    double d = 0;
    for (int m = 1; m < FRACTION_STEPS; m++) {
      double odd = a + 2 * m - 1;
      double numerator = (a + m - 1) * (a + b + m - 1) / odd * (m * (b - m) * x * x / odd);
      double rest = (a + m) * (a * y - b * x + 1 + m * (2 - x)) / (odd + 2);
      double denominator = m + m * (b - m) * x / odd + rest;
      d = 1 / (denominator + numerator * d);
      c = denominator + numerator / c;
      f *= c * d;
      if (Math.abs(c * d - 1) < 1e-16) {
        break;
      }
    }
    return f;
  }

  /** ln Γ(a+½) − ln Γ(a): raised to a ≥ 25 by recurrence, then Stirling's series. */
  private static double lnGammaHalfStep(double a) {
    double product = 1;
    double z = a;
    while (z < 25) {
      product *= z / (z + 0.5);
      z++;
    }
    double r = 1 / (z * z);
    double series =
        -(1.0 / 8 - r * (1.0 / 192 - r * (1.0 / 640 - r * (17.0 / 14336 - r * 31.0 / 18432)))) / z;
    return StrictMath.log(product) + 0.5 * StrictMath.log(z) + series;
  }
}
