package org.plumbline.model;

import java.util.List;
import java.util.OptionalDouble;

/** The training data by column, the label last, from the statistics. */
public record DataSummary(long rows, List<ColumnSummary> columns) {
  /** correlations with the columns before it, in order; absent where one of both is constant. */
  public record ColumnSummary(
      String column,
      double mean,
      double deviation,
      long missing,
      List<OptionalDouble> correlations) {}
}
