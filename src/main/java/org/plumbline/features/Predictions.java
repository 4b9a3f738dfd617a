package org.plumbline.features;

import java.util.Arrays;
import java.util.List;
import org.plumbline.columns.Block;
import org.plumbline.columns.Schema;

/**
 * A scorer's predictions for blocks, column by column: each row's sum starts at the intercept and
 * takes the terms in their order by fused multiply-add, so that its bits depend on the row alone.
 * One a thread; everything returned is valid until the next block.
 */
public final class Predictions {

  private final TermColumns columns;
  private final List<TermColumn> terms;
  private final double intercept;
  private final double[] coefficients;
  private double[] predictions = new double[0];
  private int rows;

  /**
   * @param schema of the blocks: at least the scorer's columns
   */
  public Predictions(Scorer scorer, Schema schema) {
    columns = new TermColumns(schema);
    terms = columns.terms(scorer.definitions());
    intercept = scorer.intercept();
    coefficients = scorer.coefficients().stream().mapToDouble(Double::doubleValue).toArray();
  }

  public void take(Block block) {
    rows = block.rows();
    if (predictions.length < rows) {
      predictions = new double[rows];
    }
    columns.read(block);
    Arrays.fill(predictions, 0, rows, intercept);
    int term = 0;
    for (; term + 4 <= coefficients.length; term += 4) {
      addFour(term);
    }
    for (; term < coefficients.length; term++) {
      addOne(term);
    }
  }

  /** {@code values()[row]}: meaningless where the row is not {@link #usable}. */
  public double[] values() {
    return predictions;
  }

  /** Whether all rows of the block have all their terms. */
  public boolean allUsable() {
    return terms.stream().allMatch(term -> term.flaws().clean());
  }

  /** Whether none of the row's terms is missing or infinite. */
  public boolean usable(int row) {
    for (TermColumn term : terms) {
      if (!term.flaws().usable(row)) {
        return false;
      }
    }
    return true;
  }

  /** Receives a term's flaw in one row. */
  @FunctionalInterface
  public interface RowFlawSink {
    void note(String column, Flaw flaw);
  }

  /** Tells the row's missing and infinite terms. */
  public void flaws(int row, RowFlawSink sink) {
    for (TermColumn term : terms) {
      if (!term.flaws().usable(row)) {
        sink.note(term.name(), Flaw.of(term.flaws().at(row)));
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
      double sum = Math.fma(forA, a[row], sums[row]);
      sum = Math.fma(forB, b[row], sum);
      sum = Math.fma(forC, c[row], sum);
      sums[row] = Math.fma(forD, d[row], sum);
    }
  }

  private void addOne(int term) {
    double[] a = terms.get(term).values();
    double forA = coefficients[term];
    double[] sums = predictions;
    for (int row = 0; row < rows; row++) {
      sums[row] = Math.fma(forA, a[row], sums[row]);
    }
  }
}
