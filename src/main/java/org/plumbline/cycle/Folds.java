package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.plumbline.regression.EncodedFolds;
import org.plumbline.regression.Encoding;
import org.plumbline.regression.TermSource;
import org.plumbline.statistics.Statistics;

/**
 * The folds on which penalties are judged: sums of statistics that are there already. Rows trained
 * on are decayed like those of the fit; rows judged on have their own weights.
 */
final class Folds {
  private final Gathered data;
  private final IntToDoubleFunction decay;

  /**
   * @param decay of a day
   */
  Folds(Gathered data, IntToDoubleFunction decay) {
    this.data = data;
    this.decay = decay;
  }

  EncodedFolds of(FoldsBy by, List<TermSource> sources, Encoding encoding) {
    List<Part> parts = by == FoldsBy.TIME ? stretches() : hashed();
    List<EncodedFolds.Part> folds = new ArrayList<>();
    for (int k = by == FoldsBy.TIME ? 1 : 0; k < parts.size(); k++) {
      List<Statistics> training = new ArrayList<>();
      for (int other = 0; other < parts.size(); other++) {
        if (by == FoldsBy.TIME ? other < k : other != k) {
          training.add(parts.get(other).training());
        }
      }
      folds.add(
          new EncodedFolds.Part(
              parts.get(k).name(), data.sum(training), parts.get(k).validation()));
    }
    Statistics all = data.sum(parts.stream().map(Part::training).toList());
    return new EncodedFolds(sources, encoding, folds, all);
  }

  /** Rows as they are judged on, and the same as they are trained on. */
  private record Part(String name, Statistics validation, Statistics training) {}

  private List<Part> hashed() {
    List<Part> parts = new ArrayList<>();
    for (int fold = 1; fold <= data.design().rule().split().folds(); fold++) {
      parts.add(part("fold " + fold, data.trainingByDay(fold)));
    }
    return parts;
  }

  /** The days with training rows, in order, cut into folds + 1 stretches of as equal a count. */
  private List<Part> stretches() {
    SortedMap<Integer, Statistics> days = data.trainingByDay();
    List<Integer> order = List.copyOf(days.keySet());
    int count = Math.min(data.design().rule().split().folds() + 1, order.size());
    List<Part> parts = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      int first = (int) ((long) order.size() * k / count);
      int last = (int) ((long) order.size() * (k + 1) / count) - 1;
      SortedMap<Integer, Statistics> stretch = new TreeMap<>();
      order.subList(first, last + 1).forEach(day -> stretch.put(day, days.get(day)));
      String name = Days.date(order.get(first)) + " to " + Days.date(order.get(last));
      parts.add(part(name, stretch));
    }
    return parts;
  }

  private Part part(String name, SortedMap<Integer, Statistics> days) {
    List<Statistics> decayed = new ArrayList<>();
    days.forEach((day, rows) -> decayed.add(rows.times(decay.applyAsDouble(day))));
    return new Part(name, data.sum(days.values()), data.sum(decayed));
  }
}
