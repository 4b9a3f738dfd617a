package org.plumbline.statistics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The rows of a reference and of a current distribution in the same bins, none of which is empty in
 * both, and how far apart the two are. Rows without a finite value, or without a level, are in no
 * bin.
 *
 * @param reference r_i, rows of the reference by bin
 * @param current c_i; not whole where a bin ends within a cell of the current distribution
 */
@SuppressWarnings("ArrayRecordComponent") // made and asked at once, never compared
public record PairedHistogram(double[] reference, double[] current) {

  /**
   * Levels of which the smaller sample would have fewer rows than this, were both the same
   * distribution, are one bin: the rule of thumb under which counts are taken as normal (Cochran
   * 1954).
   */
  private static final double LEAST_EXPECTED = 5;

  /** Rows added to each bin of both sides, so that no bin is empty (the stability index). */
  private static final double ADDED = 0.5;

  /**
   * Bins that end where the reference's cells do, as near as may be to its j/k quantiles, j = 1 … k
   * − 1; those that end in the same place are one. The bins depend on the reference alone, the
   * first and the last are open.
   *
   * @param most k
   */
  public static PairedHistogram ofQuantiles(
      NumberDistribution reference, NumberDistribution current, int most) {
    double[] ends = ends(reference, most);
    return new PairedHistogram(rows(reference, ends), rows(current, ends)).withoutEmptyBins();
  }

  private static double[] ends(NumberDistribution reference, int most) {
    TreeSet<Double> ends = new TreeSet<>();
    List<NumberDistribution.Cell> cells = reference.cells();
    long before = 0;
    int cell = 0;
    for (int j = 1; j < most; j++) {
      double rank = (double) j * reference.values() / most;
      while (cell < cells.size() && before + cells.get(cell).rows() <= rank) {
        before += cells.get(cell++).rows();
      }
      if (cell == cells.size()) {
        break;
      }
      double after = before + cells.get(cell).rows();
      int nearest = rank - before < after - rank ? cell - 1 : cell;
      if (nearest >= 0 && nearest < cells.size() - 1) {
        ends.add(cells.get(nearest).last());
      }
    }
    return ends.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] rows(NumberDistribution distribution, double[] ends) {
    double[] rows = new double[ends.length + 1];
    double before = 0;
    for (int bin = 0; bin <= ends.length; bin++) {
      double upTo = bin < ends.length ? distribution.rowsUpTo(ends[bin]) : distribution.values();
      rows[bin] = upTo - before;
      before = upTo;
    }
    return rows;
  }

  /** The cells of both, at the coarser shift of the two; ascending. */
  public static PairedHistogram ofCells(NumberDistribution reference, NumberDistribution current) {
    int shift = Math.max(reference.shift(), current.shift());
    Cells one = reference.counted().at(shift);
    Cells two = current.counted().at(shift);
    Cells both = one.plus(two);
    return new PairedHistogram(rows(one, both, reference.zeros()), rows(two, both, current.zeros()))
        .withoutEmptyBins();
  }

  /** Zero comes before the cell of the least positive numbers. */
  private static double[] rows(Cells some, Cells all, long zeros) {
    double[] rows = new double[all.size() + 1];
    int zero = all.below(0);
    rows[zero] = zeros;
    for (int cell = 0; cell < some.size(); cell++) {
      int bin = all.below(some.keys()[cell]);
      rows[bin < zero ? bin : bin + 1] = some.counts()[cell];
    }
    return rows;
  }

  /** A bin for each level, in code-point order, and one for those that are rare in both. */
  public static PairedHistogram ofLevels(
      CategoryDistribution reference, CategoryDistribution current) {
    double all = (double) reference.values() + current.values();
    double smaller = Math.min(reference.values(), current.values());
    Set<String> levels = new TreeSet<>(LevelOrder.CODE_POINTS);
    levels.addAll(reference.levels().keySet());
    levels.addAll(current.levels().keySet());
    Map<String, double[]> bins = new LinkedHashMap<>();
    double[] rare = {reference.others(), current.others()};
    for (String level : levels) {
      double[] rows = {reference.rowsOf(level), current.rowsOf(level)};
      if ((rows[0] + rows[1]) / all * smaller < LEAST_EXPECTED) {
        rare[0] += rows[0];
        rare[1] += rows[1];
      } else {
        bins.put(level, rows);
      }
    }
    double[][] found = new double[2][bins.size() + 1];
    int bin = 0;
    for (double[] rows : bins.values()) {
      found[0][bin] = rows[0];
      found[1][bin++] = rows[1];
    }
    found[0][bin] = rare[0];
    found[1][bin] = rare[1];
    return new PairedHistogram(found[0], found[1]).withoutEmptyBins();
  }

  private PairedHistogram withoutEmptyBins() {
    int[] kept =
        IntStream.range(0, reference.length)
            .filter(bin -> reference[bin] + current[bin] > 0)
            .toArray();
    return new PairedHistogram(
        Arrays.stream(kept).mapToDouble(bin -> reference[bin]).toArray(),
        Arrays.stream(kept).mapToDouble(bin -> current[bin]).toArray());
  }

  /** How many bins, k. */
  public int bins() {
    return reference.length;
  }

  /**
   * The population stability index Σ (q_i − p_i)·ln(q_i/p_i), p_i = (r_i + ½)/(Σr + k/2) and q_i
   * likewise of c: half a row is added to each bin of both sides, so that an empty bin has a share.
   * It is the Kullback–Leibler divergence of each from the other, added; 0 for equal shares.
   */
  public double stabilityIndex() {
    double referenceRows = sum(reference) + ADDED * bins();
    double currentRows = sum(current) + ADDED * bins();
    double index = 0;
    for (int bin = 0; bin < bins(); bin++) {
      double p = (reference[bin] + ADDED) / referenceRows;
      double q = (current[bin] + ADDED) / currentRows;
      index += (q - p) * StrictMath.log(q / p);
    }
    return index;
  }

  /**
   * The Kolmogorov–Smirnov distance of ascending bins: the largest difference of the two
   * distribution functions at the ends of bins, from 0 to 1. It is at most that over all numbers.
   */
  public double kolmogorovSmirnov() {
    double referenceRows = sum(reference);
    double currentRows = sum(current);
    double most = 0;
    double p = 0;
    double q = 0;
    for (int bin = 0; bin < bins(); bin++) {
      p += reference[bin];
      q += current[bin];
      most = Math.max(most, Math.abs(q / currentRows - p / referenceRows));
    }
    return most;
  }

  /**
   * The Jensen–Shannon distance √(½ Σ p log₂(p/m) + ½ Σ q log₂(q/m)), m = (p + q)/2 (Lin 1991),
   * from 0 to 1; SciPy's {@code jensenshannon(p, q, base = 2)}.
   */
  public double jensenShannon() {
    double referenceRows = sum(reference);
    double currentRows = sum(current);
    double divergence = 0;
    for (int bin = 0; bin < bins(); bin++) {
      double p = reference[bin] / referenceRows;
      double q = current[bin] / currentRows;
      divergence += term(p, (p + q) / 2) + term(q, (p + q) / 2);
    }
    return Math.sqrt(Math.min(1, Math.max(0, divergence / 2 / StrictMath.log(2))));
  }

  private static double term(double share, double mean) {
    return share == 0 ? 0 : share * StrictMath.log(share / mean);
  }

  private static double sum(double[] rows) {
    double sum = 0;
    for (double each : rows) {
      sum += each;
    }
    return sum;
  }
}
