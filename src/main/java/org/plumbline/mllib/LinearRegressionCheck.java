package org.plumbline.mllib;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.plumbline.cycle.CrossChecker;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.model.CrossCheck;
import org.plumbline.model.Model;
import org.plumbline.table.Snapshot;

/**
 * Fits a model's training rows by Spark MLlib's {@link LinearRegression}, solver {@code normal}
 * (weighted least squares, {@code regParam} = 0), and compares term by term.
 *
 * <p>The rows are read by Spark itself: from the snapshot's files alone, by SQL that says what the
 * row rule, the split and the window say. So reading, selecting and solving are all checked.
 * Aliased terms are left out of both fits.
 */
public final class LinearRegressionCheck implements CrossChecker {
  private static final String VECTOR = "features";

  /** Two doubles that are equal agree in every digit that a double can promise. */
  private static final double MOST_DIGITS = 15;

  @Override
  public CrossCheck check(
      SparkSession spark, Snapshot snapshot, Design design, DayRange window, Model model) {
    List<Model.Coefficient> terms =
        model.coefficients().stream()
            .filter(term -> !term.kind().equals("intercept") && !term.aliased())
            .toList();
    TrainingRows rows = new TrainingRows(spark, snapshot, design, window, model);
    List<String> columns = terms.stream().map(term -> term.columns().get(0)).toList();
    Dataset<Row> frame = rows.frame(columns).cache();
    try {
      long count = frame.count();
      return new CrossCheck(count, compared(model, terms, fit(frame, columns.size(), model)));
    } finally {
      frame.unpersist();
    }
  }

  private static LinearRegressionModel fit(Dataset<Row> frame, int terms, Model model) {
    VectorAssembler assembler =
        new VectorAssembler()
            .setInputCols(
                IntStream.range(0, terms).mapToObj(TrainingRows::term).toArray(String[]::new))
            .setOutputCol(VECTOR);
    return new LinearRegression()
        .setSolver("normal")
        .setRegParam(0)
        .setFitIntercept(model.objective().fitIntercept())
        .setFeaturesCol(VECTOR)
        .setLabelCol(TrainingRows.LABEL)
        .setWeightCol(TrainingRows.WEIGHT)
        .fit(assembler.transform(frame));
  }

  private static List<CrossCheck.Term> compared(
      Model model, List<Model.Coefficient> terms, LinearRegressionModel fitted) {
    return model.coefficients().stream()
        .filter(term -> !term.aliased())
        .map(
            term ->
                compared(
                    term,
                    term.kind().equals("intercept")
                        ? fitted.intercept()
                        : fitted.coefficients().apply(terms.indexOf(term))))
        .toList();
  }

  private static CrossCheck.Term compared(Model.Coefficient term, double mllib) {
    return new CrossCheck.Term(term.term(), term.value(), mllib, digits(term.value(), mllib));
  }

  /** Log relative error, between 0 and {@value #MOST_DIGITS}; absent where both are zero. */
  static OptionalDouble digits(double value, double other) {
    if (value == other) {
      return value == 0 ? OptionalDouble.empty() : OptionalDouble.of(MOST_DIGITS);
    }
    double error = Math.abs(value - other) / (value == 0 ? 1 : Math.abs(value));
    return OptionalDouble.of(Math.max(0, Math.min(MOST_DIGITS, -Math.log10(error))));
  }
}
