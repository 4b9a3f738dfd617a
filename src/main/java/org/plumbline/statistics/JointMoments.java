package org.plumbline.statistics;

import java.io.Serializable;

/**
 * Centred second moments of pairs (x, y) in doubles, for a look at a correlation: nothing that is
 * fitted comes from them. Blocks are added as Chan, Golub and LeVeque (1983) do.
 *
 * @param pairs count
 * @param meanX mean of x
 * @param meanY mean of y
 * @param xx Σ (x − mean)²
 * @param yy Σ (y − mean)²
 * @param xy Σ (x − mean of x)(y − mean of y)
 */
public record JointMoments(long pairs, double meanX, double meanY, double xx, double yy, double xy)
    implements Serializable {

  /** Of no pairs. */
  public static final JointMoments NONE = new JointMoments(0, 0, 0, 0, 0, 0);

  /** Of the pairs {@code (x[k], y[k])}, k from 0 to {@code count − 1}: finite numbers. */
  public static JointMoments of(double[] x, double[] y, int count) {
    if (count == 0) {
      return NONE;
    }
    double meanX = 0;
    double meanY = 0;
    for (int k = 0; k < count; k++) {
      meanX += (x[k] - meanX) / (k + 1);
      meanY += (y[k] - meanY) / (k + 1);
    }
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int k = 0; k < count; k++) {
      double dx = x[k] - meanX;
      double dy = y[k] - meanY;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
    return new JointMoments(count, meanX, meanY, xx, yy, xy);
  }

  /** The pairs of both. */
  public JointMoments plus(JointMoments other) {
    if (pairs == 0 || other.pairs == 0) {
      return pairs == 0 ? other : this;
    }
    long all = pairs + other.pairs;
    double dx = other.meanX - meanX;
    double dy = other.meanY - meanY;
    double share = (double) other.pairs / all;
    double between = pairs * share;
    return new JointMoments(
        all,
        meanX + dx * share,
        meanY + dy * share,
        xx + other.xx + dx * dx * between,
        yy + other.yy + dy * dy * between,
        xy + other.xy + dx * dy * between);
  }

  /** Pearson's correlation, from −1 to 1; NaN where x or y does not vary. */
  public double correlation() {
    double scale = Math.sqrt(xx) * Math.sqrt(yy);
    return scale > 0 ? Math.max(-1, Math.min(1, xy / scale)) : Double.NaN;
  }
}
