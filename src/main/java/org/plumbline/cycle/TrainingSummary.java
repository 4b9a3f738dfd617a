package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.features.Feature;
import org.plumbline.features.LevelCodes;
import org.plumbline.model.DataSummary;
import org.plumbline.regression.CategoryLevels;
import org.plumbline.regression.ColumnSummary;
import org.plumbline.regression.Encoding;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Statistics;

/** What the training rows are like, for the record. */
final class TrainingSummary {

  private TrainingSummary() {}

  /**
   * @param training the training rows, undecayed
   */
  static DataSummary of(List<Feature> features, Encoding encoding, Statistics training) {
    List<Feature> numbers =
        features.stream()
            .filter(each -> each instanceof Feature.Numeric || each instanceof Feature.YearCycle)
            .toList();
    Moments moments =
        Encoding.of(TermSources.of(numbers), List.of(), encoding.imputed()).moments(training);
    List<DataSummary.ColumnSummary> columns = new ArrayList<>();
    for (ColumnSummary column : ColumnSummary.of(moments)) {
      columns.add(
          new DataSummary.ColumnSummary(
              column.column(),
              column.mean(),
              column.deviation(),
              moments.tally().of(column.column()).missing(),
              column.correlations()));
    }
    List<DataSummary.CategorySummary> categories =
        encoding.categories().stream().map(each -> of(each, training.levels())).toList();
    return new DataSummary(
        moments.tally().rows(),
        columns,
        categories.isEmpty() ? Optional.empty() : Optional.of(categories));
  }

  private static DataSummary.CategorySummary of(CategoryLevels decided, Levels training) {
    int category = training.layout().indexOf(decided.category());
    return new DataSummary.CategorySummary(
        decided.category(),
        training.levels(category).size(),
        decided.kept().size(),
        decided.reference(),
        training.rows(category, LevelCodes.MISSING),
        decided.pooled().stream().mapToLong(level -> training.rows(category, level)).sum());
  }
}
