package org.plumbline.mllib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.export.Agreement;
import org.plumbline.export.Dialect;
import org.plumbline.export.EdgeRows;
import org.plumbline.export.Exported;
import org.plumbline.export.SeededModels;
import org.plumbline.export.SqlScore;
import org.plumbline.export.Tolerance;

class PipelineExportTest {

  private static final SparkSession SPARK = SparkSessions.shared();

  @Test
  void anExpressionPredictsInSparkAsTheModelDoesToTheLastBit() {
    for (long seed = 1; seed <= 8; seed++) {
      Exported model = SeededModels.model(seed);
      List<Map<String, Object>> rows = EdgeRows.of(model, List.of(), seed);
      List<Optional<Double>> theirs =
          SampleScores.ofExpression(
              SPARK, new SqlScore(model, Dialect.SPARK).expression(), model.schema(), rows);

      Agreement agreement =
          Agreement.check("SQL, seed " + seed, model, new Tolerance.None(), rows, theirs);

      assertThat(agreement.differing()).as("seed %d", seed).isZero();
      assertThat(agreement.predictions()).as("seed %d", seed).isPositive();
    }
  }

  @Test
  void aPipelineThatIsReadBackPredictsAsTheModelDoesToTheLastBit(@TempDir Path folder)
      throws Exception {
    for (long seed = 11; seed <= 14; seed++) {
      Exported model = SeededModels.model(seed);
      List<Map<String, Object>> rows = EdgeRows.of(model, List.of(), seed);
      String place = folder.resolve("seed-" + seed).toUri().toString();
      pipeline(model).write().save(place);
      List<Optional<Double>> theirs =
          SampleScores.ofPipeline(SPARK, PipelineModel.load(place), model.schema(), rows);

      Agreement agreement =
          Agreement.check("Spark ML, seed " + seed, model, new Tolerance.None(), rows, theirs);

      assertThat(agreement.differing()).as("seed %d", seed).isZero();
    }
  }

  private static PipelineModel pipeline(Exported model) {
    SqlScore score = new SqlScore(model, Dialect.SPARK);
    List<PipelineExport.Indexed> categories =
        score.indexed().stream()
            .map(each -> new PipelineExport.Indexed(each.level(), each.levels()))
            .toList();
    return PipelineExport.of(
        SPARK,
        model.schema(),
        categories,
        score.expression(PipelineExport.indices(categories.size())));
  }
}
