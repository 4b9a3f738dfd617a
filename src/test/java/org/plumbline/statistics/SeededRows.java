package org.plumbline.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Rows whose columns are of every kind that exact moments must cope with, from one seed. */
final class SeededRows {

  private static final double[] NO_WEIGHTS = {};

  private final long seed;
  private final List<String> names;
  private final double[][] z;
  private final double[] weights;

  SeededRows(long seed, List<String> names, double[][] z, double[] weights) {
    this.seed = seed;
    this.names = names;
    this.z = z;
    this.weights = weights;
  }

  static SeededRows of(long seed, int rows) {
    Random random = new Random(seed);
    TreeMap<String, double[]> columns = new TreeMap<>();
    columns.put("gaussian", new double[rows]);
    columns.put("integer", new double[rows]);
    columns.put("decimal", new double[rows]);
    columns.put("float", new double[rows]);
    columns.put("constant", new double[rows]);
    columns.put("zero", new double[rows]);
    columns.put("far", new double[rows]);
    columns.put("mixed", new double[rows]);
    columns.put("p-value", new double[rows]);
    columns.put("huge", new double[rows]);
    columns.put("rare", new double[rows]);
    columns.put("even-exponents", new double[rows]);
    columns.forEach(
        (name, values) -> {
          for (int r = 0; r < rows; r++) {
            values[r] = value(name, random);
          }
        });
    return new SeededRows(
        seed, List.copyOf(columns.keySet()), columns.values().toArray(new double[0][]), NO_WEIGHTS);
  }

  /** Gaussians far from zero, as many columns as asked for. */
  static SeededRows wide(long seed, int columns, int count) {
    Random random = new Random(seed);
    double[][] z = new double[columns][count];
    for (double[] column : z) {
      for (int r = 0; r < count; r++) {
        column[r] = random.nextGaussian() + columns;
      }
    }
    List<String> names = IntStream.range(0, columns).mapToObj(k -> "x" + k).toList();
    return new SeededRows(seed, names, z, NO_WEIGHTS);
  }

  private static double value(String kind, Random random) {
    return switch (kind) {
      case "gaussian" -> random.nextGaussian();
      case "integer" -> random.nextInt(2000) - 1000;
      case "decimal" -> Math.rint(random.nextGaussian() * 1e4) / 100;
      case "float" -> (float) random.nextGaussian();
      case "constant" -> 0.1;
      case "zero" -> 0.0;
      case "far" -> 1e8 + random.nextGaussian();
      case "mixed" -> random.nextGaussian() * Math.pow(10, random.nextInt(24) - 12);
      case "p-value" ->
          random.nextInt(9) > 0 ? random.nextDouble() : Math.pow(10, -100 * random.nextDouble());
      case "huge" ->
          random.nextInt(90) > 0 ? random.nextGaussian() : 1e120 * (random.nextInt(3) - 1);
      case "rare" -> random.nextInt(300) > 0 ? 0 : random.nextGaussian();
      case "even-exponents" ->
          Math.pow(10, 180 * random.nextDouble() - 90) * (random.nextInt(3) - 1);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  /** The same rows with weights: zeros, small integers and fractions. */
  SeededRows weighted() {
    Random random = new Random(seed + 1);
    double[] drawn = new double[rows()];
    for (int r = 0; r < drawn.length; r++) {
      drawn[r] = random.nextInt(3) == 0 ? random.nextInt(3) : random.nextDouble();
    }
    return new SeededRows(seed, names, z, drawn);
  }

  SeededRows select(List<String> chosen) {
    List<double[]> columns = new ArrayList<>();
    chosen.forEach(name -> columns.add(z[names.indexOf(name)]));
    return new SeededRows(seed, chosen, columns.toArray(new double[0][]), weights);
  }

  long seed() {
    return seed;
  }

  List<String> names() {
    return names;
  }

  double[][] z() {
    return z;
  }

  double[] weights() {
    return weights;
  }

  int rows() {
    return z[0].length;
  }

  /** The value of z with the constant at index 0. */
  double at(int k, int row) {
    return k == 0 ? 1 : z[k - 1][row];
  }

  double weight(int row) {
    return weights.length == 0 ? 1 : weights[row];
  }

  int[] inOrder() {
    int[] order = new int[rows()];
    for (int r = 0; r < order.length; r++) {
      order[r] = r;
    }
    return order;
  }

  int[] shuffled(long orderSeed) {
    Random random = new Random(orderSeed);
    int[] order = inOrder();
    for (int r = order.length - 1; r > 0; r--) {
      int other = random.nextInt(r + 1);
      int kept = order[r];
      order[r] = order[other];
      order[other] = kept;
    }
    return order;
  }

  /** Moments of all rows as one row group and group. */
  Moments collect(Precision precision, Tile tile) {
    return collect(new MomentCollector(names, precision, tile), inOrder(), rows());
  }

  /** Moments of the rows in an order, handed over in blocks. */
  Moments collect(MomentCollector collector, int[] order, int block) {
    Group group = new Group(1, Group.NO_DAY);
    for (int from = 0; from < order.length; from += block) {
      collector.add(group, z, weights, order, from, Math.min(from + block, order.length));
    }
    return collector.endRowGroup().get(group);
  }
}
