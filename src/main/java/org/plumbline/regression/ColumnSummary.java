package org.plumbline.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Moments;

/**
 * Weighted mean and population standard deviation of a column, and its correlations with the
 * columns before it, each from exact numbers and rounded once.
 *
 * @param column its name
 * @param mean Σw·x/Σw
 * @param deviation √(Σw(x−x̄)²/Σw); 0 for a constant column
 * @param correlations with each earlier column in order; empty where one of the two is constant
 */
public record ColumnSummary(
    String column, double mean, double deviation, List<OptionalDouble> correlations) {

  private static final int BITS = 128;

  /** One for each column, the label last; none where no row has positive weight. */
  public static List<ColumnSummary> of(Moments moments) {
    if (moments.at(0, 0).parts().length == 0) {
      return List.of();
    }
    ScaledMoments exact = new ScaledMoments(moments);
    BigBinary[] variances = new BigBinary[exact.size()];
    List<ColumnSummary> all = new ArrayList<>();
    for (int j = 1; j < exact.size(); j++) {
      variances[j] = exact.constant(j) ? BigBinary.ZERO : exact.weightedCovariance(j, j);
      BigBinary mean = exact.exact(0, j).dividedBy(exact.totalWeight(), BITS);
      BigBinary deviation = variances[j].sqrt(BITS).dividedBy(exact.totalWeight(), BITS);
      List<OptionalDouble> correlations = new ArrayList<>();
      for (int i = 1; i < j; i++) {
        correlations.add(correlation(exact, variances, i, j));
      }
      all.add(
          new ColumnSummary(
              exact.name(j), mean.doubleValue(), deviation.doubleValue(), correlations));
    }
    return all;
  }

  private static OptionalDouble correlation(
      ScaledMoments exact, BigBinary[] variances, int i, int j) {
    if (variances[i].signum() == 0 || variances[j].signum() == 0) {
      return OptionalDouble.empty();
    }
    BigBinary scale = variances[i].times(variances[j]).sqrt(BITS);
    double value = exact.weightedCovariance(i, j).dividedBy(scale, BITS).doubleValue();
    return OptionalDouble.of(Math.max(-1, Math.min(1, value)));
  }
}
