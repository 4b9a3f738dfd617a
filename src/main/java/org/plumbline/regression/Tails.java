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

  /** From here on Stirling's series has the digits of a double. */
  private static final double RAISED = 25;

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
    double near = FDistribution.of(numeratorDegrees, denominatorDegrees).survivalProbability(f);
    return near > FAR ? near : StrictMath.exp(lnUpper(f, numeratorDegrees, denominatorDegrees));
  }

  /** log10 P(F ≥ f), also where the probability is below the smallest double. */
  static double log10Upper(double f, double numeratorDegrees, double denominatorDegrees) {
    double near = FDistribution.of(numeratorDegrees, denominatorDegrees).survivalProbability(f);
    double ln =
        near > FAR ? StrictMath.log(near) : lnUpper(f, numeratorDegrees, denominatorDegrees);
    return ln / LN_10;
  }

  /** ln I_x(a, b) with a = d₂/2, b = d₁/2 and x = d₂/(d₂ + d₁·f): the far tail. */
  static double lnUpper(double f, double numeratorDegrees, double denominatorDegrees) {
    double a = denominatorDegrees / 2;
    double b = numeratorDegrees / 2;
    double ratio = f * (numeratorDegrees / denominatorDegrees);
    double lnX = -StrictMath.log1p(ratio);
    double lnY = ratio > 1e100 ? 0 : StrictMath.log(ratio) + lnX;
    return a * lnX + b * lnY - lnBeta(a, b) - StrictMath.log(fraction(ratio, a, b));
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
    double lnBeta = 0.5 * StrictMath.log(Math.PI) - lnGammaHalfStep(a);
    return a * lnX + 0.5 * lnY - lnBeta - StrictMath.log(fraction(square, a, 0.5));
  }

  /** b₀ + a₁/(b₁ + a₂/(b₂ + …)) for x = 1/(1 + ratio) and y = 1 − x, by Lentz's method. */
  private static double fraction(double ratio, double a, double b) {
    double x = 1 / (1 + ratio);
    double y = ratio > 1e100 ? 1 : ratio / (1 + ratio);
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

  /** ln B(a, b): both raised to 25 by recurrence, then Stirling's series. */
  static double lnBeta(double a, double b) {
    double ln = 0;
    double large = Math.max(a, b);
    double small = Math.min(a, b);
    while (small < RAISED) {
      ln += StrictMath.log1p(large / small);
      small++;
    }
    while (large < RAISED) {
      ln += StrictMath.log1p(small / large);
      large++;
    }
    return ln
        + 0.5 * StrictMath.log(2 * Math.PI)
        - (large - 0.5) * StrictMath.log1p(small / large)
        - (small - 0.5) * StrictMath.log1p(large / small)
        - 0.5 * StrictMath.log(large + small)
        + stirling(large)
        + stirling(small)
        - stirling(large + small);
  }

  /** ln Γ(z) − (z − ½)·ln z + z − ½·ln 2π for z ≥ 25. */
  private static double stirling(double z) {
    double r = 1 / (z * z);
    return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r / 1188)))) / z;
  }

  /** ln Γ(a+½) − ln Γ(a): raised to a ≥ 25 by recurrence, then Stirling's series. */
  private static double lnGammaHalfStep(double a) {
    double product = 1;
    double z = a;
    while (z < RAISED) {
      product *= z / (z + 0.5);
      z++;
    }
    double r = 1 / (z * z);
    double series =
        -(1.0 / 8 - r * (1.0 / 192 - r * (1.0 / 640 - r * (17.0 / 14336 - r * 31.0 / 18432)))) / z;
    return StrictMath.log(product) + 0.5 * StrictMath.log(z) + series;
  }
}
