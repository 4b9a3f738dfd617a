package org.plumbline.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.plumbline.statistics.Moments;

/** Folds by hash: each is judged on its own rows and trained on the exact sum of all others. */
public final class DisjointFolds implements FoldMoments {
  private final List<Integer> numbers;
  private final List<Moments> parts;
  private final Moments all;

  /**
   * @param byFold the moments of each fold's rows, by its number; at least one
   */
  public DisjointFolds(SortedMap<Integer, Moments> byFold) {
    numbers = List.copyOf(byFold.keySet());
    parts = List.copyOf(byFold.values());
    all = Moments.sum(parts.get(0).columns(), parts);
  }

  @Override
  public int folds() {
    return parts.size();
  }

  @Override
  public Moments training(int k) {
    List<Moments> others = new ArrayList<>(parts);
    others.remove(k);
    return Moments.sum(all.columns(), others);
  }

  @Override
  public Moments validation(int k) {
    return parts.get(k).select(all.columns());
  }

  @Override
  public Moments all() {
    return all;
  }

  @Override
  public String name(int k) {
    return "fold " + numbers.get(k);
  }
}
