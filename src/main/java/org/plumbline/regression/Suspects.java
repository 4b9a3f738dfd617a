package org.plumbline.regression;

import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Which kept columns explain an aliased one. */
final class Suspects {
  /** A column whose share in the projection is below this part of the largest is no suspect. */
  private static final double SHARE = 1e-6;

  private Suspects() {}

  /**
   * @param kept indices of the kept columns; the intercept, index 0, is never a suspect
   * @param shares |coefficient| times length, for each
   */
  static List<Integer> of(List<Integer> kept, DoubleStream shares) {
    double[] share = shares.toArray();
    double least = DoubleStream.of(share).max().orElse(0) * SHARE;
    return IntStream.range(0, share.length)
        .boxed()
        .filter(k -> kept.get(k) != 0 && share[k] > least)
        .sorted(Comparator.comparingDouble(k -> -share[k]))
        .map(kept::get)
        .toList();
  }
}
