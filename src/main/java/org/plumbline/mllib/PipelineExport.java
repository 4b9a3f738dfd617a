package org.plumbline.mllib;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.plumbline.Failure;
import org.plumbline.columns.Schema;
import org.plumbline.scan.SparkTypes;

/**
 * A predictor as a {@link PipelineModel} of stock stages: an {@link SQLTransformer} that says each
 * category's level, a {@link StringIndexerModel} that finds it among those of training, and an
 * {@link SQLTransformer} that adds up. It adds the column {@code prediction} and leaves all others.
 *
 * <p>Neither {@code VectorAssembler} nor {@code LinearRegressionModel} is among them: its dot
 * product is taken by a library in an order of its own, so that the last bits would differ.
 */
public final class PipelineExport {

  private static final String PREFIX = "plumbline_";

  /**
   * A category.
   *
   * @param level expression of a row's level, never null
   * @param levels that training had; one that is none of them gets the index behind the last
   */
  public record Indexed(String level, List<String> levels) {}

  private PipelineExport() {}

  /** The columns that hold the indices of so many categories while a row passes. */
  public static List<String> indices(int categories) {
    return IntStream.range(0, categories).mapToObj(k -> PREFIX + "index_" + k).toList();
  }

  private static List<String> levels(int categories) {
    return IntStream.range(0, categories).mapToObj(k -> PREFIX + "level_" + k).toList();
  }

  /**
   * The pipeline.
   *
   * @param table the columns that it reads
   * @param prediction expression over the table's columns and {@link #indices}
   */
  public static PipelineModel of(
      SparkSession spark, Schema table, List<Indexed> categories, String prediction) {
    List<PipelineStage> stages = new ArrayList<>();
    List<String> own = new ArrayList<>();
    if (!categories.isEmpty()) {
      own.addAll(levels(categories.size()));
      own.addAll(indices(categories.size()));
      stages.add(ofLevels(categories));
      stages.add(indexer(categories));
    }
    String others = own.isEmpty() ? "*" : "* EXCEPT (" + String.join(", ", own) + ")";
    stages.add(
        new SQLTransformer()
            .setStatement("SELECT " + others + ", " + prediction + " AS prediction FROM __THIS__"));
    // Every stage is a transformer: nothing is fitted, and no row is looked at.
    return new Pipeline()
        .setStages(stages.toArray(PipelineStage[]::new))
        .fit(spark.createDataFrame(List.<Row>of(), SparkTypes.schema(table, table.names())));
  }

  /**
   * Writes a pipeline as Spark's own {@code PipelineModel.load} reads it.
   *
   * @throws Failure OUTPUT where the folder cannot be written
   */
  public static void save(PipelineModel pipeline, String folder) {
    try {
      pipeline.write().save(folder);
    } catch (IOException unwritable) {
      throw new Failure(
          Failure.Kind.OUTPUT,
          folder + ": the pipeline cannot be written: " + unwritable.getMessage(),
          "Name another path with --to.",
          unwritable);
    }
  }

  private static SQLTransformer ofLevels(List<Indexed> categories) {
    StringBuilder statement = new StringBuilder("SELECT *");
    List<String> columns = levels(categories.size());
    for (int k = 0; k < categories.size(); k++) {
      statement.append(", ").append(categories.get(k).level());
      statement.append(" AS ").append(columns.get(k));
    }
    return new SQLTransformer().setStatement(statement + " FROM __THIS__");
  }

  private static StringIndexerModel indexer(List<Indexed> categories) {
    String[][] labels =
        categories.stream()
            .map(each -> each.levels().toArray(String[]::new))
            .toArray(String[][]::new);
    return new StringIndexerModel(PREFIX + "levels_" + UUID.randomUUID(), labels)
        .setInputCols(levels(categories.size()).toArray(String[]::new))
        .setOutputCols(indices(categories.size()).toArray(String[]::new))
        .setHandleInvalid("keep");
  }
}
