package org.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** VectorAssembler, {@code transform} and write: two carried columns, prediction and model id. */
final class SparkScoreSide implements Side {
  private final SparkSession spark;
  private final VectorAssembler assembler;
  private final LinearRegressionModel model;
  private final String path;
  private final Path scratch;

  SparkScoreSide(SparkSession spark, Table table, String path, Path scratch) {
    this.spark = spark;
    this.path = path;
    this.scratch = scratch;
    this.assembler = new VectorAssembler().setInputCols(table.features()).setOutputCol("features");
    Dataset<Row> few = assembler.transform(spark.read().parquet(path).limit(1000));
    this.model = new LinearRegression().setLabelCol(Table.LABEL).fit(few);
  }

  @Override
  public String run() throws IOException {
    Sides.delete(scratch);
    model
        .transform(assembler.transform(spark.read().parquet(path)))
        .select(
            functions.col(ScoreSide.CARRIED.get(0)),
            functions.col(ScoreSide.CARRIED.get(1)),
            functions.col("prediction"),
            functions.lit("model").as("model_id"))
        .write()
        .parquet(scratch.toString());
    return "written";
  }
}
