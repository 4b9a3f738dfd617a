package org.plumbline.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Exact sums of products of scores: the moments of score rows of weight 1. A score below 2⁻⁴⁰⁰ is
 * taken as 0.
 */
final class ScoreMoments {

  private static final double[] ALL_ONE = {};
  private static final Group ALL = new Group(1, Group.NO_DAY);

  private final MomentCollector moments;
  private final List<String> names;
  private final double[][] scores;
  private final int[] order = new int[OrthogonalPanel.ROWS];
  private int rows;

  ScoreMoments(int terms, Tile tile) {
    names = names(terms);
    moments = new MomentCollector(names, Precision.EXACT, tile);
    scores = new double[terms][OrthogonalPanel.ROWS];
    Arrays.setAll(order, row -> row);
  }

  /** Names of the scores' columns. */
  static List<String> names(int terms) {
    return IntStream.range(0, terms).mapToObj(Integer::toString).toList();
  }

  /** Scores to be filled, {@code scores()[k][row]}, before {@link #add}. */
  double[][] scores() {
    return scores;
  }

  /** Adds the first rows of {@link #scores}. */
  void add(int count) {
    moments.add(ALL, scores, ALL_ONE, order, 0, count);
    rows += count;
  }

  Moments finish() {
    return rows == 0 ? Moments.empty(names) : moments.endRowGroup().get(ALL);
  }
}
