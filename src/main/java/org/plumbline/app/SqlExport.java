package org.plumbline.app;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.export.Agreement;
import org.plumbline.export.Dialect;
import org.plumbline.export.DuckDb;
import org.plumbline.export.Exported;
import org.plumbline.export.SqlScore;
import org.plumbline.export.Tolerance;
import org.plumbline.mllib.SampleScores;

/** One expression of SQL, proven by the engine that it is for. */
record SqlExport(
    Session session, Exported exported, Dialect dialect, List<Map<String, Object>> rows)
    implements ExportPlace.OneFile {

  @Override
  public byte[] bytes() {
    return new SqlScore(exported, dialect).file().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Agreement prove(byte[] bytes) {
    return Agreement.check(
        "the expression for " + dialect,
        exported,
        Tolerance.of(dialect, exported),
        rows,
        scores(new String(bytes, StandardCharsets.UTF_8)));
  }

  private List<Optional<Double>> scores(String expression) {
    return switch (dialect) {
      case SPARK ->
          SampleScores.ofExpression(session.session(), expression, exported.schema(), rows);
      case DUCKDB -> DuckDb.scores(expression, exported.schema(), rows);
    };
  }
}
