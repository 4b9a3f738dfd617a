package org.plumbline.benchmark;

import java.util.List;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.SparkSession;

/** MLlib's CrossValidator over five folds and five λ, from raw columns. */
final class MllibPathSide implements Side {
  static final List<Double> LAMBDAS = List.of(1.0, 0.3, 0.1, 0.03, 0.01);
  static final double L1_RATIO = 0.5;
  private static final int FOLDS = 5;

  private final SparkSession spark;
  private final Table table;
  private final String path;

  MllibPathSide(SparkSession spark, Table table, String path) {
    this.spark = spark;
    this.table = table;
    this.path = path;
  }

  @Override
  public String run() {
    VectorAssembler assembler =
        new VectorAssembler().setInputCols(table.features()).setOutputCol("features");
    LinearRegression regression =
        new LinearRegression().setLabelCol(Table.LABEL).setElasticNetParam(L1_RATIO);
    double[] lambdas = LAMBDAS.stream().mapToDouble(Double::doubleValue).toArray();
    ParamMap[] grid = new ParamGridBuilder().addGrid(regression.regParam(), lambdas).build();
    LinearRegressionModel best =
        (LinearRegressionModel)
            new CrossValidator()
                .setEstimator(regression)
                .setEvaluator(new RegressionEvaluator().setLabelCol(Table.LABEL))
                .setEstimatorParamMaps(grid)
                .setNumFolds(FOLDS)
                .setParallelism(2)
                .fit(assembler.transform(spark.read().parquet(path)))
                .bestModel();
    return "first coefficient " + best.coefficients().apply(0) + ", lambda " + best.getRegParam();
  }
}
