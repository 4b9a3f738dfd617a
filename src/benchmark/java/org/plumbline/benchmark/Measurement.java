package org.plumbline.benchmark;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What a comparison gave, kept as JSON beside the data.
 *
 * @param comparison its name
 * @param sides as they ran in turn, ours first
 */
record Measurement(String comparison, LocalDate date, String machine, List<SideTimes> sides) {

  /**
   * @param startSeconds until the process was ready
   * @param firstSeconds of the first run in the process
   * @param seconds of each run, after the warm-up
   * @param residentMegabytes the most memory that the process held
   * @param versions of what it runs on
   */
  record SideTimes(
      String side,
      double startSeconds,
      double firstSeconds,
      List<Double> seconds,
      OptionalLong residentMegabytes,
      String versions) {

    double median() {
      double[] sorted = sorted();
      return sorted[sorted.length / 2];
    }

    /** Median, least and largest. */
    String spread() {
      double[] sorted = sorted();
      String format = sorted[0] < 0.1 ? "%.4f (%.4f–%.4f)" : "%.2f (%.2f–%.2f)";
      return String.format(Locale.ROOT, format, median(), sorted[0], sorted[sorted.length - 1]);
    }

    private double[] sorted() {
      double[] sorted = seconds.stream().mapToDouble(Double::doubleValue).toArray();
      Arrays.sort(sorted);
      return sorted;
    }
  }

  SideTimes of(String side) {
    return sides.stream().filter(times -> times.side().equals(side)).findFirst().orElseThrow();
  }

  boolean has(String side) {
    return sides.stream().anyMatch(times -> times.side().equals(side));
  }
}
