package org.plumbline.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The training data by column, the label last, from the statistics.
 *
 * @param columns numbers; missing ones that are imputed count with the value that stands in
 * @param categories absent where there is none
 */
public record DataSummary(
    long rows, List<ColumnSummary> columns, Optional<List<CategorySummary>> categories) {

  /** Without categories. */
  public DataSummary(long rows, List<ColumnSummary> columns) {
    this(rows, columns, Optional.empty());
  }

  /** correlations with the columns before it, in order; absent where one of both is constant. */
  public record ColumnSummary(
      String column,
      double mean,
      double deviation,
      long missing,
      List<OptionalDouble> correlations) {}

  /**
   * A category; rows are of positive weight.
   *
   * @param levels how many occur
   * @param kept how many of them have a coefficient of their own, the reference included
   * @param missing rows without a level
   * @param pooledRows rows of the levels that are not kept
   */
  public record CategorySummary(
      String category,
      int levels,
      int kept,
      Optional<String> reference,
      long missing,
      long pooledRows) {}
}
