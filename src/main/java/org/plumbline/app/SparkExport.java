package org.plumbline.app;

import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.plumbline.export.Agreement;
import org.plumbline.export.Dialect;
import org.plumbline.export.Exported;
import org.plumbline.export.SqlScore;
import org.plumbline.export.Tolerance;
import org.plumbline.mllib.PipelineExport;
import org.plumbline.mllib.SampleScores;

/** A pipeline of stock stages, proven by loading it. */
record SparkExport(Session session, Exported exported, List<Map<String, Object>> rows)
    implements ExportPlace.Folder {

  @Override
  public void write(String folder) {
    SqlScore score = new SqlScore(exported, Dialect.SPARK);
    List<PipelineExport.Indexed> categories =
        score.indexed().stream()
            .map(each -> new PipelineExport.Indexed(each.level(), each.levels()))
            .toList();
    PipelineModel pipeline =
        PipelineExport.of(
            session.session(),
            exported.schema(),
            categories,
            score.expression(PipelineExport.indices(categories.size())));
    PipelineExport.save(pipeline, folder);
  }

  @Override
  public Agreement prove(String folder) {
    return Agreement.check(
        "the pipeline",
        exported,
        new Tolerance.None(),
        rows,
        SampleScores.ofPipeline(
            session.session(), PipelineModel.load(folder), exported.schema(), rows));
  }
}
