package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.Failure;
import org.plumbline.features.Feature;
import org.plumbline.features.LevelCodes;
import org.plumbline.features.MissingLevels;
import org.plumbline.model.Warning;
import org.plumbline.regression.CategoryLevels;
import org.plumbline.regression.Encoding;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Statistics;

/** Whether categories have the levels that the configuration says they have. */
final class CategoryChecks {

  private CategoryChecks() {}

  /**
   * @throws Failure DATA naming the categories that are null under {@code fail}, and in how many
   *     rows
   */
  static void refuse(List<Feature> features, Gathered data) {
    List<Statistics> parts = new ArrayList<>(data.trainingByDay().values());
    parts.addAll(data.holdoutByDay().values());
    Levels levels = data.sum(parts).levels();
    List<String> problems = new ArrayList<>();
    for (Feature feature : features) {
      if (feature instanceof Feature.Levels category && category.missing() == MissingLevels.FAIL) {
        long rows = levels.rows(levels.layout().indexOf(category.name()), LevelCodes.MISSING);
        if (rows > 0) {
          problems.add(category.name() + " is null in " + rows);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new Failure(
          Failure.Kind.DATA,
          "%s: %s (of %d rows, %s)"
              .formatted(
                  data.snapshot().label(),
                  String.join("; ", problems),
                  data.rows(),
                  Days.words(data.window())),
          "Mend the table, leave such rows out by data.where, or set the feature's missing = level.");
    }
  }

  /** A category that has no coefficient, since no two of its levels are told apart. */
  static List<Warning> warnings(Encoding encoding) {
    List<String> constant =
        encoding.categories().stream()
            .filter(each -> each.kept().size() + (each.pooled().isEmpty() ? 0 : 1) < 2)
            .map(CategoryLevels::category)
            .toList();
    return constant.isEmpty()
        ? List.of()
        : List.of(
            new Warning(
                "constant",
                constant,
                constant.size(),
                String.join(", ", constant)
                    + ": one level in all training rows, pooled ones taken together; without"
                    + " coefficient."));
  }
}
