package org.plumbline.statistics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums of scores by cluster, never rounded after a row's own score is: integers of two longs in
 * units of 2⁻¹²³, so that order and partition do not matter. Scores are below 1 in magnitude, and
 * so are all their partial sums (Cauchy and Schwarz, in the scaling of {@link Orthogonalization}).
 *
 * @param terms scores of a cluster
 * @param sums by cluster's key: high and low word of each term's sum
 * @param missing rows without a key
 */
public record ClusterSums(int terms, Map<String, long[]> sums, long missing)
    implements Serializable {

  /** More clusters than this are refused. */
  public static final int MOST_CLUSTERS = 100_000;

  private static final double HIGH_UNIT = 0x1p60;
  private static final double LOW_UNIT = 0x1p63;
  private static final long LOW_MASK = Long.MAX_VALUE;

  /** Adds a score to the sum at place {@code term}; what it has below 2⁻¹¹² is rounded. */
  static void add(long[] sums, int term, double score) {
    double scaled = score * HIGH_UNIT;
    double whole = Math.floor(scaled);
    add(sums, 2 * term, (long) whole, (long) ((scaled - whole) * LOW_UNIT));
  }

  private static void add(long[] sums, int place, long high, long low) {
    long sum = sums[place + 1] + low;
    sums[place] += high + (sum >>> 63);
    sums[place + 1] = sum & LOW_MASK;
  }

  private static double value(long[] sums, int term) {
    return sums[2 * term] / HIGH_UNIT + sums[2 * term + 1] / LOW_UNIT / HIGH_UNIT;
  }

  /** The clusters dealt out by their key, the rows without one to the first part. */
  public List<ClusterSums> dealt(int parts) {
    List<Map<String, long[]>> dealt = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      dealt.add(new HashMap<>());
    }
    sums.forEach((key, sum) -> dealt.get(Math.floorMod(key.hashCode(), parts)).put(key, sum));
    List<ClusterSums> all = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      all.add(new ClusterSums(terms, dealt.get(part), part == 0 ? missing : 0));
    }
    return all;
  }

  public ClusterSums plus(ClusterSums other) {
    Map<String, long[]> added = new HashMap<>(sums);
    other.sums.forEach((key, sum) -> added.merge(key, sum, ClusterSums::added));
    return new ClusterSums(terms, added, missing + other.missing);
  }

  private static long[] added(long[] these, long[] those) {
    long[] added = these.clone();
    for (int place = 0; place < added.length; place += 2) {
      add(added, place, those[place], those[place + 1]);
    }
    return added;
  }

  /** The meat: each cluster's score is rounded to double once. */
  public Meat meat(Tile tile) {
    ScoreMoments moments = new ScoreMoments(terms, tile);
    int row = 0;
    for (long[] sum : sums.values()) {
      for (int k = 0; k < terms; k++) {
        moments.scores()[k][row] = value(sum, k);
      }
      if (++row == OrthogonalPanel.ROWS) {
        moments.add(row);
        row = 0;
      }
    }
    moments.add(row);
    return new Meat(moments.finish(), sums.size(), missing);
  }
}
