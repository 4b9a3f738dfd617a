package org.plumbline.regression;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Tally;

/**
 * What can be promised of a solution's digits.
 *
 * <p>With r_k row k of the pseudo-inverse (its length is √(A⁻¹)_kk), e the residuals, u = 2⁻⁵³ and
 * lengths weighted, a relative change of at most u in every value of the columns F, of the label or
 * of the weights moves β_k, to first order, by at most
 *
 * <pre>u·[ ‖r_k‖·(Σ_{j∈F} ‖xⱼ‖·|βⱼ| + ‖y‖ + ‖e‖) + ‖e‖·Σ_{j∈F} |(A⁻¹)_kj|·‖xⱼ‖ ]</pre>
 *
 * (label and weights where they have fractions). An error of ε·sᵢ·sⱼ in each moment, s the lengths
 * about the mean (about zero without an intercept) and signs unrelated, moves it by
 *
 * <pre>ε·√( Σⱼ ((A⁻¹)_kj·sⱼ)² · (s_y² + Σᵢ (βᵢ·sᵢ)²) )</pre>
 *
 * <p>In double ε = (n + 8)·u, n the rows of the {@linkplain Tally#longestSum longest sum}: the
 * classical bound of a running sum about the mean. Sums run within one row group, fold and day g,
 * and are added exactly. With dᵢ the length of column i about the centres of the groups, over all
 * rows, and aᵢ that of the centres about the mean, the errors of the sums of products, of the sums
 * that carry them to the common mean, and of the weights add up to at most
 *
 * <pre>ε·(dᵢ·dⱼ + aᵢ·dⱼ + dᵢ·aⱼ + aᵢ·aⱼ) = ε·(dᵢ + aᵢ)·(dⱼ + aⱼ)</pre>
 *
 * by the inequality of Cauchy, over rows and then over groups, whatever the number of groups. Where
 * each centre is the mean of its group, dᵢ² + aᵢ² = sᵢ² and this is at most 2·ε·sᵢ·sⱼ; with groups
 * alike, aᵢ is near 0 and it is ε·sᵢ·sⱼ. Three things keep the bound from being a proof: that
 * factor of two is left out, the signs of different moments' errors are taken as unrelated, and a
 * centre far from the mean of its group (a first panel unlike the rest) adds to dᵢ. The margin for
 * them is that an error near ε takes roundings that all go one way; on columns of few distinct
 * decimals in sorted rows, made to do so, it was a factor of twenty.
 *
 * <p>Under a penalty A is that of the {@link PenalizedEquations}, e the residuals of the penalised
 * fit, and what the penalty pulls, g_j and Λ_j·βⱼ, moves with the deviations it is made of. A zero
 * or a limit stays what it is while the slope's distance from leaving it is larger than what moves
 * it; where that is not so, nothing is promised.
 */
final class Certificates {
  private static final double MOST = 15;
  private static final double ROUNDING = Math.scalb(1.0, -53);

  /** A coefficient much smaller than its own standard error is measured against the latter. */
  private static final double ERROR_SHARE = 1e-6;

  /** Columns up to which the condition number is that of matrices made tridiagonal. */
  private static final int MOST_TRIDIAGONAL = 512;

  private final ScaledMoments moments;
  private final Training training;
  private final int[] kept;
  private final ScaledInverse inverse;
  private final double[] size;
  private final double[] lengths;
  private final double residual;
  private final PenaltyPull pull;

  private Certificates(
      Training training,
      Factorization factorization,
      ScaledInverse inverse,
      Inference inference,
      PenaltyPull pull) {
    this.pull = pull;
    this.training = training;
    this.inverse = inverse;
    moments = training.moments();
    kept = factorization.kept().stream().mapToInt(k -> k).toArray();
    int labelExponent = moments.exponent(moments.label());
    size = new double[kept.length];
    for (int k = 0; k < kept.length; k++) {
      size[k] =
          Math.abs(
              Math.scalb(
                  inference.coefficients().get(k), moments.exponent(kept[k]) - labelExponent));
    }
    lengths = IntStream.of(kept).mapToDouble(moments::length).toArray();
    residual = Math.scalb(Math.sqrt(inference.residualSumOfSquares()), -labelExponent);
  }

  /**
   * @param total the moments' sum over all days, for its longest sum and its counts of fractions
   */
  static Certificate of(
      Training training,
      Factorization factorization,
      ScaledInverse inverse,
      Inference inference,
      Moments total) {
    return of(
        training, factorization, inverse, inference, total, PenaltyPull.none(factorization.rank()));
  }

  /**
   * @param pull what the penalty does to the kept columns
   */
  static Certificate of(
      Training training,
      Factorization factorization,
      ScaledInverse inverse,
      Inference inference,
      Moments total,
      PenaltyPull pull) {
    Certificates bounds = new Certificates(training, factorization, inverse, inference, pull);
    double arithmetic =
        training.precision() == Precision.EXACT
            ? MOST
            : bounds.digits(inference, bounds.momentBounds(total.tally().longestSum()));
    double data = bounds.digits(inference, bounds.dataBounds(total));
    return new Certificate(
        bounds.conditionNumber(),
        Math.min(arithmetic, data),
        arithmetic,
        data,
        training.precision().name().toLowerCase(Locale.ROOT),
        factorization.solver(),
        factorization.rank());
  }

  /** Decimal digits of the worst coefficient for bounds of absolute error, scaled. */
  private double digits(Inference inference, double[] bounds) {
    double worst = MOST;
    for (int k = 0; k < kept.length; k++) {
      if (bounds[k] > 0 && !training.meanAlone()) {
        double scale = Math.max(size[k], ERROR_SHARE * standardError(inference, k));
        worst = Math.min(worst, scale > 0 ? -StrictMath.log10(bounds[k] / scale) : 0);
      }
    }
    return Math.max(worst, 0);
  }

  private double standardError(Inference inference, int k) {
    OptionalDouble error = inference.standardErrors().get(k);
    if (error.isEmpty() && training.rows() > kept.length) {
      double variance = square(residual) / (training.rows() - kept.length);
      return Math.sqrt(variance * Math.abs(inverse.at(k, k)));
    }
    int exponent = moments.exponent(kept[k]) - moments.exponent(moments.label());
    return error.isPresent() ? Math.scalb(error.getAsDouble(), exponent) : 0;
  }

  private double[] dataBounds(Moments total) {
    Tally tally = total.tally();
    boolean[] fractions = new boolean[kept.length];
    double fitted = 0;
    for (int j = 0; j < kept.length; j++) {
      fractions[j] = kept[j] > 0 && tally.of(moments.name(kept[j])).fractions() > 0;
      fitted += fractions[j] ? lengths[j] * size[j] : 0;
    }
    double labelRatio = 0;
    if (tally.of(moments.name(moments.label())).fractions() > 0) {
      fitted += moments.length(moments.label());
      labelRatio = moments.length(moments.label()) / centred(moments.label());
    }
    if (fractionalWeights(total)) {
      fitted += residual;
    }
    double[] bounds = new double[kept.length];
    for (int k = 0; k < kept.length; k++) {
      double turned = 0;
      for (int j = 0; j < kept.length; j++) {
        turned += fractions[j] ? Math.abs(inverse.at(k, j)) * lengths[j] : 0;
      }
      bounds[k] =
          ROUNDING
              * (Math.sqrt(Math.abs(inverse.at(k, k))) * fitted
                  + residual * turned
                  + pulled(k, fractions, labelRatio));
    }
    return stable(bounds, ROUNDING * (fitted + residual)) ? bounds : unknown();
  }

  /**
   * What a relative change of the values of columns and label makes of the pull, per unit of it: a
   * deviation changes by length/deviation as much.
   */
  private double pulled(int k, boolean[] fractions, double labelRatio) {
    double sum = 0;
    for (int j = 0; j < kept.length; j++) {
      if (pull.any(j)) {
        double ratio = pull.standardized() && fractions[j] ? lengths[j] / centred(kept[j]) : 0;
        sum += Math.abs(inverse.at(k, j)) * pull.moved(j, ratio, labelRatio);
      }
    }
    return sum;
  }

  private double centred(int column) {
    return Math.max(moments.centredLength(column), Double.MIN_NORMAL);
  }

  /** Whether no coefficient at 0 or at a limit can leave it: the slopes' slack is larger. */
  private boolean stable(double[] bounds, double slope) {
    double moved = slope;
    for (int k = 0; k < kept.length; k++) {
      moved += lengths[k] * bounds[k];
    }
    return moved < pull.slack();
  }

  private double[] unknown() {
    double[] bounds = new double[kept.length];
    Arrays.fill(bounds, Double.POSITIVE_INFINITY);
    return bounds;
  }

  /** Columns that are counted but are neither terms nor label: the weight, where it is odd. */
  private static boolean fractionalWeights(Moments total) {
    return total.tally().columns().entrySet().stream()
        .anyMatch(c -> c.getValue().fractions() > 0 && !total.columns().contains(c.getKey()));
  }

  private double[] momentBounds(long longestSum) {
    double epsilon = (longestSum + 8) * ROUNDING;
    double[] spread = new double[kept.length];
    double reach = square(spread(moments.label()));
    for (int j = 0; j < kept.length; j++) {
      spread[j] = kept[j] == 0 ? 0 : spread(kept[j]);
      reach += square(size[j] * spread[j]);
    }
    double[] bounds = new double[kept.length];
    for (int k = 0; k < kept.length; k++) {
      double turned = kept[k] == 0 ? square(1 / moments.length(0)) : 0;
      for (int j = 0; j < kept.length; j++) {
        turned += square(inverse.at(k, j) * spread[j]);
      }
      bounds[k] = epsilon * (Math.sqrt(turned * reach) + drawn(k));
    }
    return stable(bounds, epsilon * Math.sqrt(reach)) ? bounds : unknown();
  }

  /** What relative errors of squared deviations make of the pull, per unit of them. */
  private double drawn(int k) {
    double sum = 0;
    for (int j = 0; j < kept.length; j++) {
      sum += Math.abs(inverse.at(k, j)) * pull.moved(j, pull.standardized() ? 0.5 : 0, 0.5);
    }
    return sum;
  }

  private static double square(double value) {
    return value * value;
  }

  private double spread(int column) {
    return training.options().intercept() ? moments.centredLength(column) : moments.length(column);
  }

  /**
   * √(λ_max(B)·λ_max(B⁻¹)), B the normal matrix of the kept columns at unit length. Above {@value
   * #MOST_TRIDIAGONAL} columns the eigenvalues are approached from below by {@link Lanczos}.
   */
  private double conditionNumber() {
    int q = kept.length;
    double[][] gram = new double[q][q];
    double[][] inverted = new double[q][q];
    for (int j = 0; j < q; j++) {
      for (int k = 0; k <= j; k++) {
        double unit = lengths[j] * lengths[k];
        gram[j][k] = new BigBinary(moments.fixed(kept[j], kept[k], 64), -64).doubleValue() / unit;
        gram[k][j] = gram[j][k];
        inverted[j][k] = inverse.at(j, k) * unit;
        inverted[k][j] = inverse.at(k, j) * unit;
      }
    }
    return Math.sqrt(largestEigenvalue(gram) * largestEigenvalue(inverted));
  }

  private static double largestEigenvalue(double[][] symmetric) {
    return symmetric.length <= MOST_TRIDIAGONAL
        ? Conditioning.largestEigenvalue(symmetric)
        : Lanczos.largestEigenvalue(symmetric.length, v -> product(symmetric, v));
  }

  /** The sums of all rows at once: a loop that fills vectors. */
  static double[] product(double[][] symmetric, double[] v) {
    double[] product = new double[v.length];
    for (int j = 0; j < v.length; j++) {
      double[] row = symmetric[j];
      double factor = v[j];
      for (int k = 0; k < v.length; k++) {
        product[k] = Math.fma(factor, row[k], product[k]);
      }
    }
    return product;
  }
}
