package org.plumbline.scan;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.features.Inputs;
import org.plumbline.statistics.CategoryDistribution;
import org.plumbline.statistics.Distribution;
import org.plumbline.statistics.Distributions;

/** Sums of the distributions of watched columns, whose categories stay capped. */
final class Watching {

  private Watching() {}

  /** Adds distributions by day to sums by day. */
  static void add(
      Inputs inputs, Map<Integer, Distributions> more, Map<Integer, Distributions> sums) {
    more.forEach(
        (day, each) -> sums.merge(day, each, (one, other) -> capped(inputs, one.plus(other))));
  }

  static Distributions sum(Inputs inputs, Collection<Distributions> parts) {
    Distributions sum = Distributions.NONE;
    for (Distributions part : parts) {
      sum = capped(inputs, sum.plus(part));
    }
    return sum;
  }

  static Distributions capped(Inputs inputs, Distributions distributions) {
    SortedMap<String, Distribution> capped = new TreeMap<>(distributions.columns());
    for (Inputs.CategoryInput each : inputs.categories()) {
      capped.computeIfPresent(
          each.column(),
          (column, distribution) ->
              ((CategoryDistribution) distribution).capped(each.known(), each.mostOthers()));
    }
    return new Distributions(capped);
  }
}
