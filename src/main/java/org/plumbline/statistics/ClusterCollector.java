package org.plumbline.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills sums of scores by cluster from rows: the score of a row is its working residual times its
 * coordinates. One a thread.
 */
public final class ClusterCollector {

  private final OrthogonalPanel panel;
  private final int terms;

  /** Where the sums of a cluster are, by its number; −1 before its first row of positive weight. */
  private int[] places = {};

  private final List<long[]> sums = new ArrayList<>();
  private int[] clusters = {};
  private long missing;

  public ClusterCollector(Orthogonalization basis) {
    panel = new OrthogonalPanel(basis);
    terms = basis.terms().size();
  }

  /**
   * Goes on with another block: see {@link OrthogonalPanel#block}.
   *
   * @param clusterOfRow the number of each row's cluster, from 0; negative where it has none
   */
  public void block(
      double[][] z, double[] weights, List<LevelCollector.Codes> codes, int[] clusterOfRow) {
    panel.block(z, weights, codes);
    clusters = clusterOfRow;
  }

  /** Adds the rows {@code order[from] … order[to − 1]} of the block. */
  public void add(int[] order, int from, int to) {
    int next = from;
    while (next < to) {
      next = panel.take(order, next, to);
      for (int r = 0; r < panel.rows(); r++) {
        add(clusters[panel.row(r)], r);
      }
    }
  }

  private void add(int cluster, int r) {
    if (cluster < 0) {
      missing++;
      return;
    }
    long[] sum = sumsOf(cluster);
    double residual = panel.workingResidual(r);
    for (int k = 0; k < terms; k++) {
      ClusterSums.add(sum, k, residual * panel.coordinate(k)[r]);
    }
  }

  private long[] sumsOf(int cluster) {
    if (cluster >= places.length) {
      int known = places.length;
      places = Arrays.copyOf(places, Math.max(2 * known, cluster + 1));
      Arrays.fill(places, known, places.length, -1);
    }
    if (places[cluster] < 0) {
      places[cluster] = sums.size();
      sums.add(new long[2 * terms]);
    }
    return sums.get(places[cluster]);
  }

  /** How many clusters have a row of positive weight. */
  public int count() {
    return sums.size();
  }

  /**
   * @param keys of the clusters, by number
   */
  public ClusterSums finish(List<String> keys) {
    Map<String, long[]> byKey = new HashMap<>();
    for (int cluster = 0; cluster < places.length; cluster++) {
      if (places[cluster] >= 0) {
        byKey.put(keys.get(cluster), sums.get(places[cluster]));
      }
    }
    return new ClusterSums(terms, byKey, missing);
  }
}
