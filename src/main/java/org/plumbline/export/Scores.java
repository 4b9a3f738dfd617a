package org.plumbline.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.columns.Block;
import org.plumbline.columns.Schema;
import org.plumbline.features.Predictions;
import org.plumbline.features.Scorer;

/** Predictions for rows of Java values, by the code that scores tables. */
final class Scores {

  private Scores() {}

  /** One for each row; empty where there is no prediction. */
  static List<Optional<Double>> of(
      Scorer scorer, Schema schema, List<? extends Map<String, ?>> rows) {
    List<Optional<Double>> scores = new ArrayList<>(rows.size());
    Predictions predictions = new Predictions(scorer, schema);
    for (int from = 0; from < rows.size(); from += Block.MAX_ROWS) {
      int to = Math.min(rows.size(), from + Block.MAX_ROWS);
      predictions.take(Rows.block(schema, rows.subList(from, to)));
      for (int row = 0; row < to - from; row++) {
        scores.add(
            predictions.usable(row) ? Optional.of(predictions.values()[row]) : Optional.empty());
      }
    }
    return scores;
  }
}
