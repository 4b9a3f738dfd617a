package org.plumbline.mllib;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.plumbline.Failure;
import org.plumbline.cycle.RowSolver;
import org.plumbline.model.InputFile;
import org.plumbline.regression.CategoryLevels;
import org.plumbline.regression.Encoding;
import org.plumbline.regression.TermSource;

/**
 * MLlib's own {@link LinearRegression}, solver {@code l-bfgs}: a search that reads the rows once a
 * step, of a result that no certificate bounds. Rows and terms are those that {@link SqlTerms} and
 * {@link TrainingRows} say.
 *
 * <p>MLlib's search takes sample deviations c·s, c² = Σw/(Σw − Σw²/Σw), where the objective of
 * {@link org.plumbline.regression.Penalty} has s: so λα and λ(1−α) are rescaled before they are
 * handed over.
 */
public final class LbfgsSolver implements RowSolver {
  private static final String VECTOR = "features";
  private static final double TOLERANCE = 1e-13;
  private static final int MOST_STEPS = 1000;

  @Override
  public Solution solve(SparkSession spark, Problem problem) {
    TrainingRows rows =
        new TrainingRows(
            spark, problem.snapshot(), problem.design(), problem.window(), problem.halfLifeDays());
    List<InputFile> files = new RowCounts(problem, rows).files();
    Weights weights = weights(rows);
    if (weights.rows() == 0) {
      throw new Failure(
          Failure.Kind.DATA,
          problem.snapshot().label() + " has no training rows of positive weight",
          "Choose another as-of date, a longer training.window, or another data.where.");
    }
    Encoding encoding = encoding(problem.sources(), rows);
    LinearRegressionModel model = fit(rows.frame(encoding.terms()), encoding, problem, weights);
    return new Solution(
        encoding,
        model.intercept(),
        Arrays.stream(model.coefficients().toArray()).boxed().toList(),
        weights.rows(),
        weights.label(),
        model.summary().r2(),
        files);
  }

  /**
   * Of the training rows.
   *
   * @param sum Σw
   * @param squares Σw²
   * @param labels Σwy
   * @param labelSquares Σwy²
   */
  private record Weights(
      long rows, double sum, double squares, double labels, double labelSquares) {
    Label label() {
      double mean = labels / sum;
      return new Label(mean, Math.sqrt(Math.max(0, labelSquares / sum - mean * mean)));
    }

    /** c: sample deviations over those of the population. */
    double deviations() {
      return Math.sqrt(sum / (sum - squares / sum));
    }
  }

  private static Weights weights(TrainingRows rows) {
    Column weight = col(TrainingRows.WEIGHT);
    Column label = col(TrainingRows.LABEL);
    Row found =
        rows.kept()
            .agg(
                count(lit(1)),
                sum(weight),
                sum(weight.multiply(weight)),
                sum(weight.multiply(label)),
                sum(weight.multiply(label).multiply(label)))
            .collectAsList()
            .get(0);
    long count = found.getLong(0);
    return count == 0
        ? new Weights(0, 0, 0, 0, 0)
        : new Weights(
            count, found.getDouble(1), found.getDouble(2), found.getDouble(3), found.getDouble(4));
  }

  /** Levels and imputed values, decided by the training rows. */
  private static Encoding encoding(List<TermSource> sources, TrainingRows rows) {
    List<CategoryLevels> categories = new ArrayList<>();
    Map<String, Double> imputed = new LinkedHashMap<>();
    for (TermSource source : sources) {
      if (source instanceof TermSource.Category category) {
        categories.add(CategoryLevels.decide(category, levels(category.category(), rows)));
      } else if (source instanceof TermSource.Imputed number) {
        imputed.put(number.column(), mean(number.column(), rows));
      } else if (source instanceof TermSource.Product product && product.indicator().isPresent()) {
        imputed.computeIfAbsent(product.column(), column -> mean(column, rows));
      }
    }
    return Encoding.of(sources, categories, imputed);
  }

  private static Map<String, Long> levels(String category, TrainingRows rows) {
    Map<String, Long> levels = new LinkedHashMap<>();
    rows.kept()
        .groupBy(rows.terms().level(category).as("level"))
        .count()
        .collectAsList()
        .forEach(row -> levels.put(row.getString(0), row.getLong(1)));
    return levels;
  }

  /** Σwx/Σw over the rows that have x; 0 where none has. */
  private static double mean(String column, TrainingRows rows) {
    Column x = rows.terms().number(column);
    Column weight = col(TrainingRows.WEIGHT);
    Row found =
        rows.kept()
            .agg(sum(weight.multiply(x)), sum(when(x.isNotNull(), weight)))
            .collectAsList()
            .get(0);
    return found.isNullAt(1) ? 0 : found.getDouble(0) / found.getDouble(1);
  }

  private static LinearRegressionModel fit(
      Dataset<Row> frame, Encoding encoding, Problem problem, Weights weights) {
    boolean standardize = problem.options().standardize();
    double c = weights.deviations();
    double lambda = problem.penalty().lambda();
    double absolute = lambda * problem.penalty().l1Ratio() / (standardize ? c : 1);
    double squared = lambda * (1 - problem.penalty().l1Ratio()) * (standardize ? 1 / c : c);
    double total = absolute + squared;
    VectorAssembler assembler =
        new VectorAssembler()
            .setInputCols(
                IntStream.range(0, encoding.terms().size())
                    .mapToObj(TrainingRows::term)
                    .toArray(String[]::new))
            .setOutputCol(VECTOR);
    return new LinearRegression()
        .setSolver("l-bfgs")
        .setRegParam(total)
        .setElasticNetParam(total == 0 ? 0 : absolute / total)
        .setStandardization(standardize)
        .setFitIntercept(problem.options().intercept())
        .setTol(TOLERANCE)
        .setMaxIter(MOST_STEPS)
        .setFeaturesCol(VECTOR)
        .setLabelCol(TrainingRows.LABEL)
        .setWeightCol(TrainingRows.WEIGHT)
        .fit(assembler.transform(frame));
  }
}
