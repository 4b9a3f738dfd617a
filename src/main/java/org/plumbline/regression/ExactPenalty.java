package org.plumbline.regression;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.plumbline.statistics.BigBinary;

/**
 * A penalty in the units of the moments, to {@value #BITS} bits. Times Σw, the objective is ½Σw·e²
 * + Σ g_j|β_j| + ½Σ Λ_j·β_j² with
 *
 * <pre>g_j = λα·Σw·s_j,   Λ_j = λ(1−α)·Σw·s_j²/s_y</pre>
 */
final class ExactPenalty {
  private static final int BITS = 512;

  private final BigBinary[] squared;
  private final BigBinary[] absolute;
  private final PenaltyPoint point;

  /**
   * @param moments of z, of a label that varies unless λ is 0
   */
  ExactPenalty(ScaledMoments moments, PenaltyPoint point, boolean standardize) {
    this.point = point;
    int label = moments.label();
    squared = new BigBinary[moments.size()];
    absolute = new BigBinary[moments.size()];
    Arrays.fill(squared, BigBinary.ZERO);
    Arrays.fill(absolute, BigBinary.ZERO);
    BigBinary lambdaSquared =
        BigBinary.of(point.lambda()).times(BigBinary.ONE.minus(BigBinary.of(point.l1Ratio())));
    BigBinary lambdaAbsolute = BigBinary.of(point.lambda()).times(BigBinary.of(point.l1Ratio()));
    BigBinary weight = moments.totalWeight();
    for (int j : point.lambda() == 0 ? new int[0] : IntStream.range(1, label).toArray()) {
      // Σw²·s_j²
      BigBinary spread = standardize ? moments.weightedCovariance(j, j) : weight.times(weight);
      absolute[j] = lambdaAbsolute.times(spread.sqrt(BITS));
      if (lambdaSquared.signum() > 0) {
        BigBinary labelSpread = moments.weightedCovariance(label, label).sqrt(BITS);
        squared[j] = lambdaSquared.times(spread).dividedBy(labelSpread, BITS);
      }
    }
  }

  PenaltyPoint point() {
    return point;
  }

  /** Λ_j of column j of z; 0 for constant and label. */
  BigBinary squared(int j) {
    return squared[j];
  }

  /** Not to be changed. */
  BigBinary[] squared() {
    return squared;
  }

  /** g_j. */
  BigBinary absolute(int j) {
    return absolute[j];
  }

  /** Whether the penalised matrix is definite whatever the columns. */
  boolean definite() {
    return point.squared() > 0;
  }
}
