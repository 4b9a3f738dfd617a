package org.plumbline.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Statistics;

/**
 * The folds of a cross-validation as moments of terms. The levels are those of the encoding;
 * missing numbers are imputed from a fold's training rows alone, in its validation rows too, so
 * that nothing of the rows that judge gets into what is judged.
 */
public final class EncodedFolds implements FoldMoments {
  private final List<TermSource> sources;
  private final Encoding encoding;
  private final List<Part> parts;
  private final Moments all;

  /**
   * One fold.
   *
   * @param name what a person calls it
   * @param validation none of its rows is among the training rows
   */
  public record Part(String name, Statistics training, Statistics validation) {}

  /**
   * @param encoding of all rows together
   */
  public EncodedFolds(
      List<TermSource> sources, Encoding encoding, List<Part> parts, Statistics all) {
    this.sources = List.copyOf(sources);
    this.encoding = encoding;
    this.parts = List.copyOf(parts);
    this.all = encoding.moments(all);
  }

  /**
   * Folds of which each is judged on its own rows and trained on the exact sum of all others.
   *
   * @param byFold statistics of each fold's rows, by its number; at least one
   */
  public static EncodedFolds disjoint(
      List<TermSource> sources, Encoding encoding, SortedMap<Integer, Statistics> byFold) {
    List<Part> parts = new ArrayList<>();
    Statistics any = byFold.get(byFold.firstKey());
    byFold.forEach(
        (number, validation) -> {
          List<Statistics> others =
              byFold.entrySet().stream()
                  .filter(each -> !each.getKey().equals(number))
                  .map(Map.Entry::getValue)
                  .toList();
          Statistics training = Statistics.sum(any.layout(), others);
          parts.add(new Part("fold " + number, training, validation));
        });
    return new EncodedFolds(
        sources, encoding, parts, Statistics.sum(any.layout(), byFold.values()));
  }

  @Override
  public int folds() {
    return parts.size();
  }

  @Override
  public Moments training(int k) {
    return encoding(k).moments(parts.get(k).training());
  }

  @Override
  public Moments validation(int k) {
    return encoding(k).moments(parts.get(k).validation());
  }

  @Override
  public Moments all() {
    return all;
  }

  @Override
  public String name(int k) {
    return parts.get(k).name();
  }

  /** The terms of fold k: the levels of all, values imputed from its training rows. */
  public Encoding encoding(int k) {
    return encoding.imputedFrom(sources, parts.get(k).training());
  }
}
