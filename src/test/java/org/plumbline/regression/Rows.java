package org.plumbline.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.plumbline.statistics.Expansion;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.OddityCounts;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Tally;

/**
 * Rows in memory: {@code z[k][row]} for each column, the label last, with weights and days; their
 * exact moments are summed here one product after the other, by no kernel.
 */
final class Rows {
  private final List<String> columns;
  private final double[][] z;
  private final double[] weights;
  private final int[] days;

  private Rows(List<String> columns, double[][] z, double[] weights, int[] days) {
    this.columns = columns;
    this.z = z;
    this.weights = weights;
    this.days = days;
  }

  static Rows of(double[] label, double[]... terms) {
    double[][] z = Arrays.copyOf(terms, terms.length + 1);
    z[terms.length] = label;
    List<String> columns = new ArrayList<>();
    for (int k = 1; k <= terms.length; k++) {
      columns.add("x" + k);
    }
    columns.add("y");
    int[] days = new int[label.length];
    Arrays.fill(days, Group.NO_DAY);
    return new Rows(columns, z, constant(1, label.length), days);
  }

  Rows weighted(double... weightOfRow) {
    return new Rows(columns, z, weightOfRow, days);
  }

  Rows onDays(int... dayOfRow) {
    return new Rows(columns, z, weights, dayOfRow);
  }

  /** The same rows with another label. */
  Rows labelled(double... label) {
    double[][] changed = z.clone();
    changed[z.length - 1] = label;
    return new Rows(columns, changed, weights, days);
  }

  /** With one more term, the last. */
  Rows with(double... term) {
    double[][] terms = Arrays.copyOf(z, z.length);
    terms[z.length - 1] = term;
    Rows wider = of(label(), terms);
    return new Rows(wider.columns, wider.z, weights, days);
  }

  /** One term (from 0) mapped: x·factor. */
  Rows scaled(int term, double factor) {
    return mapped(term, x -> x * factor);
  }

  /** One term (from 0) mapped: x + by. */
  Rows shifted(int term, double by) {
    return mapped(term, x -> x + by);
  }

  private Rows mapped(int term, DoubleUnaryOperator map) {
    double[][] changed = z.clone();
    changed[term] = Arrays.stream(z[term]).map(map).toArray();
    return new Rows(columns, changed, weights, days);
  }

  /** Every row twice. */
  Rows twice() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, count()).boxed().toList());
    order.addAll(List.copyOf(order));
    return ordered(order);
  }

  Rows first(int rows) {
    return ordered(IntStream.range(0, rows).boxed().toList());
  }

  /** The rows named, in their order. */
  Rows ordered(List<Integer> order) {
    double[][] changed =
        Arrays.stream(z)
            .map(x -> order.stream().mapToDouble(row -> x[row]).toArray())
            .toArray(double[][]::new);
    return new Rows(
        columns,
        changed,
        order.stream().mapToDouble(row -> weights[row]).toArray(),
        order.stream().mapToInt(row -> days[row]).toArray());
  }

  List<String> columns() {
    return columns;
  }

  /** The label is the last. */
  double[] column(int term) {
    return z[term];
  }

  double[] weights() {
    return weights;
  }

  /** The predictor of a fit of these rows, with an intercept. */
  LinearPredictor predictor(Fit fit) {
    Map<String, Double> coefficients = new HashMap<>();
    for (Estimate estimate : fit.estimates().subList(1, fit.estimates().size())) {
      coefficients.put(estimate.term(), estimate.value());
    }
    return new LinearPredictor(fit.estimates().get(0).value(), coefficients);
  }

  /** Σ w·zⱼ·(y − ŷ) of the constant and every term. */
  double[] scores(LinearPredictor predictor) {
    double[] scores = new double[z.length];
    for (int row = 0; row < count(); row++) {
      double residual = label()[row] - predictor.intercept();
      for (int k = 0; k < z.length - 1; k++) {
        residual -= predictor.coefficients().get(columns.get(k)) * z[k][row];
      }
      for (int k = 0; k < z.length; k++) {
        scores[k] += weights[row] * at(k, row) * residual;
      }
    }
    return scores;
  }

  int count() {
    return weights.length;
  }

  double[] label() {
    return z[z.length - 1];
  }

  static double[] constant(double value, int rows) {
    double[] all = new double[rows];
    Arrays.fill(all, value);
    return all;
  }

  Fit fit(FitOptions options) {
    return fit(Precision.EXACT, options);
  }

  Fit fit(Precision precision, FitOptions options) {
    return LeastSquares.fit(byDay(), precision, options);
  }

  SortedMap<Integer, Moments> byDay() {
    SortedMap<Integer, List<Integer>> rowsOfDay = new TreeMap<>();
    for (int row = 0; row < count(); row++) {
      rowsOfDay.computeIfAbsent(days[row], d -> new ArrayList<>()).add(row);
    }
    SortedMap<Integer, Moments> all = new TreeMap<>();
    rowsOfDay.forEach((day, rows) -> all.put(day, moments(rows)));
    return all;
  }

  Moments moments() {
    return moments(IntStream.range(0, count()).boxed().toList());
  }

  private Moments moments(List<Integer> rows) {
    List<Expansion> upper = new ArrayList<>();
    for (int i = 0; i <= z.length; i++) {
      for (int j = i; j <= z.length; j++) {
        upper.add(sum(rows, i, j));
      }
    }
    return Moments.of(columns, tally(rows, 0), upper);
  }

  private Expansion sum(List<Integer> rows, int i, int j) {
    double[] parts = new double[4 * rows.size()];
    int n = 0;
    for (int row : rows) {
      double x = at(i, row);
      double y = at(j, row);
      double product = x * y;
      double rest = Math.fma(x, y, -product);
      for (double factor : new double[] {product, rest}) {
        parts[n++] = weights[row] * factor;
        parts[n] = Math.fma(weights[row], factor, -parts[n - 1]);
        n++;
      }
    }
    return Expansion.of(parts);
  }

  private double at(int column, int row) {
    return column == 0 ? 1 : z[column - 1][row];
  }

  /** The counts of all rows, for moments whose longest sum in double ran through so many. */
  Tally tally(long longestSum) {
    return tally(IntStream.range(0, count()).boxed().toList(), longestSum);
  }

  private Tally tally(List<Integer> rows, long longestSum) {
    SortedMap<String, OddityCounts> odd = new TreeMap<>();
    for (int k = 0; k < z.length; k++) {
      odd.put(columns.get(k), fractions(rows, z[k]));
    }
    odd.put("(weight)", fractions(rows, weights));
    double[] squares =
        rows.stream().mapToDouble(row -> weights[row]).flatMap(Rows::square).toArray();
    long positive = rows.stream().filter(row -> weights[row] > 0).count();
    return new Tally(rows.size(), positive, Expansion.of(squares), 0, longestSum, odd);
  }

  private static DoubleStream square(double x) {
    return DoubleStream.of(x * x, Math.fma(x, x, -(x * x)));
  }

  private static OddityCounts fractions(List<Integer> rows, double[] values) {
    long count = rows.stream().filter(row -> values[row] != Math.rint(values[row])).count();
    return new OddityCounts(0, 0, 0, count, 0, 0, 0);
  }
}
