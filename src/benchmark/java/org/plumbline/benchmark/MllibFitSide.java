package org.plumbline.benchmark;

import java.util.function.Supplier;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** MLlib's least squares with its summary; no holdout, no hashing. */
final class MllibFitSide implements Side {
  private static final String FEATURES = "features";
  private static final String NORMAL = "normal";

  private final String solver;
  private final Supplier<Dataset<Row>> rows;

  private MllibFitSide(String solver, Supplier<Dataset<Row>> rows) {
    this.solver = solver;
    this.rows = rows;
  }

  /** From the files each time: VectorAssembler over raw columns. */
  static MllibFitSide fromColumns(SparkSession spark, Table table, String path, String solver) {
    return new MllibFitSide(solver, () -> assembled(spark, table, path));
  }

  /** From vectors in memory: what reading and assembling cost is not timed. */
  static MllibFitSide fromCachedVectors(SparkSession spark, Table table, String path) {
    Dataset<Row> cached = assembled(spark, table, path).select(FEATURES, Table.LABEL).cache();
    cached.count();
    return new MllibFitSide(NORMAL, () -> cached);
  }

  private static Dataset<Row> assembled(SparkSession spark, Table table, String path) {
    return new VectorAssembler()
        .setInputCols(table.features())
        .setOutputCol(FEATURES)
        .transform(spark.read().parquet(path));
  }

  @Override
  public String run() {
    LinearRegressionModel model =
        new LinearRegression()
            .setSolver(solver)
            .setRegParam(0)
            .setFeaturesCol(FEATURES)
            .setLabelCol(Table.LABEL)
            .fit(rows.get());
    String coefficient = "first coefficient " + model.coefficients().apply(0);
    // Its l-bfgs has no errors.
    return solver.equals(NORMAL)
        ? coefficient + ", its error " + model.summary().coefficientStandardErrors()[0]
        : coefficient + ", r2 " + model.summary().r2();
  }
}
