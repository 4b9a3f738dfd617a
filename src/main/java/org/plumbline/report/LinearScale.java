package org.plumbline.report;

import java.time.LocalDate;

/**
 * Maps numbers {@code low … high} linearly to pixels {@code from … to}; works up to the largest
 * doubles.
 */
record LinearScale(double low, double high, double from, double to) {

  /**
   * A scale over a range of numbers; one without width is widened, so that its number stands in the
   * middle.
   */
  static LinearScale of(double low, double high, double from, double to) {
    if (low < high) {
      return new LinearScale(low, high, from, to);
    }
    double half = low == 0 ? 1 : Math.max(Math.abs(low) / 20, Double.MIN_NORMAL);
    return new LinearScale(low - half, low + half, from, to);
  }

  double at(double value) {
    double fraction = (value / 2 - low / 2) / (high / 2 - low / 2);
    return from + fraction * (to - from);
  }

  /** Of a day, for a scale over days since 1970. */
  double at(LocalDate day) {
    return at((double) day.toEpochDay());
  }

  boolean contains(double value) {
    return low <= value && value <= high;
  }
}
