package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.plumbline.model.Baseline;
import org.plumbline.model.MonitoringRecord.Bin;
import org.plumbline.model.MonitoringRecord.Column;
import org.plumbline.statistics.CategoryDistribution;
import org.plumbline.statistics.Distribution;
import org.plumbline.statistics.NumberDistribution;

/** A reference and a current distribution in the bins of one chart. */
final class DistributionBins {

  private static final int BINS = 20;
  private static final int LEVELS = 12;

  /** What lies beyond this share on either side is in the outermost bins. */
  private static final double TAIL = 0.005;

  private DistributionBins() {}

  static Column of(String column, Distribution reference, Distribution current) {
    if (reference instanceof NumberDistribution numbers) {
      return new Column(column, Baseline.NUMBER, numbers(numbers, (NumberDistribution) current));
    }
    return new Column(
        column,
        Baseline.CATEGORY,
        levels((CategoryDistribution) reference, (CategoryDistribution) current));
  }

  /**
   * Of equal width over the bulk of both; as many as there are whole numbers where these are few.
   */
  private static List<Bin> numbers(NumberDistribution reference, NumberDistribution current) {
    if (reference.values() == 0 || current.values() == 0) {
      return List.of();
    }
    double low = Math.min(reference.quantile(TAIL), current.quantile(TAIL));
    double high = Math.max(reference.quantile(1 - TAIL), current.quantile(1 - TAIL));
    boolean few = reference.isWhole() && current.isWhole() && high - low < BINS;
    int count = few ? (int) (high - low) + 1 : BINS;
    double from = few ? low - 0.5 : low;
    double width = few ? 1 : (high - low) / BINS;
    List<Bin> bins = new ArrayList<>();
    double before = 0;
    double now = 0;
    for (int bin = 0; bin < count; bin++) {
      double end = from + (bin + 1) * width;
      boolean last = bin == count - 1;
      double beforeUpTo = last ? 1 : reference.shareUpTo(end);
      double nowUpTo = last ? 1 : current.shareUpTo(end);
      bins.add(
          new Bin(
              few ? Long.toString((long) low + bin) : "",
              OptionalDouble.of(from + bin * width),
              OptionalDouble.of(end),
              beforeUpTo - before,
              nowUpTo - now));
      before = beforeUpTo;
      now = nowUpTo;
    }
    return bins;
  }

  /** The most frequent levels by name; the others together. */
  private static List<Bin> levels(CategoryDistribution reference, CategoryDistribution current) {
    if (reference.values() == 0 || current.values() == 0) {
      return List.of();
    }
    Set<String> all = new TreeSet<>(reference.levels().keySet());
    all.addAll(current.levels().keySet());
    List<Bin> bins =
        all.stream()
            .map(
                level ->
                    level(
                        level,
                        (double) reference.rowsOf(level) / reference.values(),
                        (double) current.rowsOf(level) / current.values()))
            .sorted(Comparator.comparingDouble(DistributionBins::frequency).reversed())
            .limit(LEVELS)
            .sorted(Comparator.comparing(Bin::label))
            .toList();
    double before = 1 - bins.stream().mapToDouble(Bin::reference).sum();
    double now = 1 - bins.stream().mapToDouble(Bin::current).sum();
    boolean whole = all.size() <= LEVELS && reference.others() == 0 && current.others() == 0;
    if (whole) {
      return bins;
    }
    List<Bin> withOthers = new ArrayList<>(bins);
    withOthers.add(level("(others)", Math.max(0, before), Math.max(0, now)));
    return withOthers;
  }

  private static double frequency(Bin bin) {
    return Math.max(bin.reference(), bin.current());
  }

  private static Bin level(String label, double before, double now) {
    return new Bin(label, OptionalDouble.empty(), OptionalDouble.empty(), before, now);
  }
}
