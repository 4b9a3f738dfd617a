package org.plumbline.benchmark;

import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.SparkSession;

/**
 * MLlib from raw columns: VectorAssembler, then LinearRegression's normal solver; no holdout, no
 * hashing.
 */
final class MllibFitSide implements Side {
  private final SparkSession spark;
  private final Table table;
  private final String path;

  MllibFitSide(SparkSession spark, Table table, String path) {
    this.spark = spark;
    this.table = table;
    this.path = path;
  }

  @Override
  public String run() {
    VectorAssembler assembler =
        new VectorAssembler().setInputCols(table.features()).setOutputCol("features");
    LinearRegressionModel model =
        new LinearRegression()
            .setSolver("normal")
            .setRegParam(0)
            .setLabelCol(Table.LABEL)
            .fit(assembler.transform(spark.read().parquet(path)));
    return "first coefficient "
        + model.coefficients().apply(0)
        + ", its error "
        + model.summary().coefficientStandardErrors()[0];
  }
}
