package org.plumbline.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.columns.Block;
import org.plumbline.columns.Schema;

/**
 * A scorer's predictions for blocks, column by column: each row's sum starts at the intercept and
 * takes coefficient · number for the numbers in their order, then the effects of each category, so
 * that its bits depend on the row alone. Products and sums are rounded one by one, as every
 * language and every engine of SQL does it: a fused multiply-add, which few have, would be theirs
 * but for the last bits. One a thread; everything returned is valid until the next block.
 */
public final class Predictions {

  /** What a flaw of the prediction itself is told of. */
  private static final String PREDICTION = "prediction";

  private final TermColumns columns;
  private final List<TermColumn> terms = new ArrayList<>();
  private final Map<Definition, ImputedColumn> imputed = new LinkedHashMap<>();
  private final List<LevelTerms> categories = new ArrayList<>();

  /** Numbers that a prediction needs: terms, and carriers of slopes; each once. */
  private final List<TermColumn> needed;

  private final double intercept;
  private final double[] coefficients;
  private final Response response;

  /** Rows whose response no double holds. */
  private final FlawMask beyond = new FlawMask();

  private double[] predictions = new double[0];
  private int rows;

  /**
   * @param schema of the blocks: at least the scorer's columns
   */
  public Predictions(Scorer scorer, Schema schema) {
    columns = new TermColumns(schema);
    scorer.definitions().forEach(definition -> terms.add(column(definition, scorer)));
    List<TermColumn> all = new ArrayList<>(terms);
    for (LevelEffects effects : scorer.categories()) {
      List<TermColumn> carriers =
          effects.carriers().stream().map(carrier -> column(carrier, scorer)).toList();
      categories.add(new LevelTerms(effects, effects.category().levels(schema), carriers));
      all.addAll(carriers);
    }
    needed = all.stream().distinct().toList();
    intercept = scorer.intercept();
    coefficients = scorer.coefficients().stream().mapToDouble(Double::doubleValue).toArray();
    response = scorer.response();
  }

  private TermColumn column(Definition definition, Scorer scorer) {
    TermColumn column = columns.term(definition);
    Double value = scorer.imputed().get(definition);
    return value == null
        ? column
        : imputed.computeIfAbsent(definition, each -> new ImputedColumn(column, value));
  }

  public void take(Block block) {
    rows = block.rows();
    if (predictions.length < rows) {
      predictions = new double[rows];
    }
    columns.read(block);
    imputed.values().forEach(column -> column.fill(rows));
    categories.forEach(category -> category.read(block));
    Arrays.fill(predictions, 0, rows, intercept);
    int term = 0;
    for (; term + 4 <= coefficients.length; term += 4) {
      addFour(term);
    }
    for (; term < coefficients.length; term++) {
      addOne(term);
    }
    categories.forEach(category -> category.addTo(predictions, rows));
    beyond.reset(rows);
    if (!(response instanceof Response.Identity)) {
      respond();
    }
  }

  private void respond() {
    for (int row = 0; row < rows; row++) {
      predictions[row] = response.at(predictions[row]);
      if (!Double.isFinite(predictions[row])) {
        beyond.mark(row, Flaw.INFINITE);
      }
    }
  }

  /** {@code values()[row]}: meaningless where the row is not {@link #usable}. */
  public double[] values() {
    return predictions;
  }

  /** Whether all rows of the block have all their terms; false may mean that it is not known. */
  public boolean allUsable() {
    return needed.stream().allMatch(term -> term.flaws().clean())
        && categories.stream().allMatch(LevelTerms::allKnown)
        && beyond.clean();
  }

  /** Whether none of the row's terms is missing, infinite or refused. */
  public boolean usable(int row) {
    for (TermColumn term : needed) {
      if (!term.flaws().usable(row)) {
        return false;
      }
    }
    for (LevelTerms category : categories) {
      if (!category.usable(row)) {
        return false;
      }
    }
    return beyond.usable(row);
  }

  /** Receives a term's flaw in one row. */
  @FunctionalInterface
  public interface RowFlawSink {
    void note(String column, Flaw flaw);
  }

  /** Tells the row's missing and infinite terms, and its levels that are refused. */
  public void flaws(int row, RowFlawSink sink) {
    for (TermColumn term : needed) {
      if (!term.flaws().usable(row)) {
        sink.note(term.name(), Flaw.of(term.flaws().at(row)));
      }
    }
    for (LevelTerms category : categories) {
      if (!category.usable(row)) {
        sink.note(category.name(), category.flaw(row));
      }
    }
    if (!beyond.usable(row)) {
      sink.note(PREDICTION, Flaw.INFINITE);
    }
  }

  /** Receives what was made up for in one row. */
  @FunctionalInterface
  public interface SubstitutionSink {
    void note(String column, Substitution substitution);
  }

  /** Whether some row of the block may have a substitution. */
  public boolean mayHaveSubstitutions() {
    return imputed.values().stream().anyMatch(column -> column.anyImputed(rows))
        || categories.stream().anyMatch(category -> !category.allKnown());
  }

  /** Tells the row's imputed numbers, and its levels that training did not have. */
  public void substitutions(int row, SubstitutionSink sink) {
    for (ImputedColumn column : imputed.values()) {
      if (column.imputed(row)) {
        sink.note(column.name(), Substitution.IMPUTED);
      }
    }
    for (LevelTerms category : categories) {
      if (category.stoodIn(row)) {
        sink.note(category.name(), Substitution.UNSEEN);
      }
    }
  }

  private void addFour(int term) {
    double[] a = terms.get(term).values();
    double[] b = terms.get(term + 1).values();
    double[] c = terms.get(term + 2).values();
    double[] d = terms.get(term + 3).values();
    double forA = coefficients[term];
    double forB = coefficients[term + 1];
    double forC = coefficients[term + 2];
    double forD = coefficients[term + 3];
    double[] sums = predictions;
    for (int row = 0; row < rows; row++) {
      double sum = sums[row] + forA * a[row];
      sum += forB * b[row];
      sum += forC * c[row];
      sums[row] = sum + forD * d[row];
    }
  }

  private void addOne(int term) {
    double[] a = terms.get(term).values();
    double forA = coefficients[term];
    double[] sums = predictions;
    for (int row = 0; row < rows; row++) {
      sums[row] += forA * a[row];
    }
  }
}
