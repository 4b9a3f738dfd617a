package org.plumbline.mllib;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.plumbline.Failure;
import org.plumbline.cycle.CrossChecker;
import org.plumbline.cycle.ModelTerms;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.model.CrossCheck;
import org.plumbline.model.Model;
import org.plumbline.regression.Term;
import org.plumbline.table.Snapshot;

/**
 * Fits a model's training rows by Spark MLlib's {@link LinearRegression}, solver {@code normal},
 * under the model's own penalty ({@code regParam} = λ, {@code elasticNetParam} = α), and compares
 * term by term.
 *
 * <p>The rows are read by Spark itself: from the snapshot's files alone, by SQL that says what the
 * row rule, the split, the window and the terms say. So reading, selecting, deriving and solving
 * are all checked. Aliased terms are left out of both fits. Where λα > 0 MLlib searches, on the
 * same normal equations, and agrees in fewer digits.
 */
public final class LinearRegressionCheck implements CrossChecker {
  private static final String VECTOR = "features";

  /** Two doubles that are equal agree in every digit that a double can promise. */
  private static final double MOST_DIGITS = 15;

  /** Of MLlib's solver {@code normal}. */
  private static final int MOST_TERMS = 4096;

  /** Of its search, where the penalty has |β|: as far as doubles go. */
  private static final double TOLERANCE = 1e-15;

  private static final int MOST_ITERATIONS = 10_000;

  /** A coefficient of the model that both fits have, and what its term is. */
  private record Compared(Model.Coefficient coefficient, Term term) {}

  @Override
  public CrossCheck check(
      SparkSession spark, Snapshot snapshot, Design design, DayRange window, Model model) {
    List<Compared> compared = compared(model);
    if (compared.size() > MOST_TERMS) {
      throw new Failure(
          Failure.Kind.UNSUPPORTED,
          "MLlib's solver of normal equations takes %d terms, and model %s has %d"
              .formatted(MOST_TERMS, model.id(), compared.size()),
          "Train without --cross-check; the model is kept.");
    }
    TrainingRows rows =
        new TrainingRows(spark, snapshot, design, window, model.window().halfLifeDays());
    Dataset<Row> frame = rows.frame(compared.stream().map(Compared::term).toList()).cache();
    try {
      long count = frame.count();
      return new CrossCheck(
          count, comparison(model, compared, fit(frame, compared.size(), model.objective())));
    } finally {
      frame.unpersist();
    }
  }

  private static List<Compared> compared(Model model) {
    List<Model.Coefficient> coefficients =
        model.coefficients().stream().filter(each -> !isIntercept(each)).toList();
    List<Term> terms = ModelTerms.terms(model);
    List<Compared> compared = new ArrayList<>();
    for (int k = 0; k < terms.size(); k++) {
      if (!coefficients.get(k).aliased()) {
        compared.add(new Compared(coefficients.get(k), terms.get(k)));
      }
    }
    return compared;
  }

  private static LinearRegressionModel fit(
      Dataset<Row> frame, int terms, Model.Objective objective) {
    VectorAssembler assembler =
        new VectorAssembler()
            .setInputCols(
                IntStream.range(0, terms).mapToObj(TrainingRows::term).toArray(String[]::new))
            .setOutputCol(VECTOR);
    return new LinearRegression()
        .setSolver("normal")
        .setRegParam(objective.lambda())
        .setElasticNetParam(objective.l1Ratio())
        .setStandardization(objective.standardize())
        .setFitIntercept(objective.fitIntercept())
        .setTol(TOLERANCE)
        .setMaxIter(MOST_ITERATIONS)
        .setFeaturesCol(VECTOR)
        .setLabelCol(TrainingRows.LABEL)
        .setWeightCol(TrainingRows.WEIGHT)
        .fit(assembler.transform(frame));
  }

  /** In the order of the model. */
  private static List<CrossCheck.Term> comparison(
      Model model, List<Compared> compared, LinearRegressionModel fitted) {
    List<CrossCheck.Term> terms = new ArrayList<>();
    model.coefficients().stream()
        .filter(LinearRegressionCheck::isIntercept)
        .forEach(intercept -> terms.add(comparison(intercept, fitted.intercept())));
    for (int k = 0; k < compared.size(); k++) {
      terms.add(comparison(compared.get(k).coefficient(), fitted.coefficients().apply(k)));
    }
    return terms;
  }

  private static boolean isIntercept(Model.Coefficient coefficient) {
    return coefficient.kind().equals("intercept");
  }

  private static CrossCheck.Term comparison(Model.Coefficient term, double mllib) {
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
