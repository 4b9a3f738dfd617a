package org.plumbline.app;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.export.Agreement;
import org.plumbline.export.Exported;
import org.plumbline.export.ModelScorer;
import org.plumbline.export.Tolerance;

/** Flat terms, proven by the scorer without Spark. */
record JsonExport(Exported exported, List<Map<String, Object>> rows)
    implements ExportPlace.OneFile {

  @Override
  public byte[] bytes() {
    return exported.json();
  }

  @Override
  public Agreement prove(byte[] bytes) {
    ModelScorer scorer = ModelScorer.load(new ByteArrayInputStream(bytes));
    List<Optional<Double>> theirs = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      OptionalDouble score = scorer.score(row);
      theirs.add(score.isPresent() ? Optional.of(score.getAsDouble()) : Optional.empty());
    }
    return Agreement.check("the export in JSON", exported, new Tolerance.None(), rows, theirs);
  }
}
