package org.plumbline.statistics;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;

/**
 * How many distinct values there are, from hashes of 64 bits: the {@value #MOST} least hashes of
 * the values (a <em>k minimum values</em> sketch: Bar-Yossef and others 2002). With fewer of them
 * the count is exact but for collisions; else it is (k − 1)/u, u the greatest of the k hashes as a
 * share of all hashes, with a relative standard error of 1/√(k − 2), about 2 %.
 *
 * <p>Immutable; a commutative monoid under {@link #plus}, and a function of the set of values.
 */
public final class DistinctValues implements Serializable {

  @Serial private static final long serialVersionUID = 1;

  /** Hashes kept. */
  static final int MOST = 2048;

  private static final double HASHES = 0x1p63;

  /** Of no values. */
  public static final DistinctValues NONE = new DistinctValues(new long[0]);

  /** Ascending, each once, not negative. */
  private final long[] least;

  private DistinctValues(long[] least) {
    this.least = least;
  }

  /** The values of both. */
  public DistinctValues plus(DistinctValues other) {
    long[] both = Arrays.copyOf(least, least.length + other.least.length);
    System.arraycopy(other.least, 0, both, least.length, other.least.length);
    return new DistinctValues(leastOf(both, both.length));
  }

  /** Whether {@link #count} is no estimate. */
  public boolean isExact() {
    return least.length < MOST;
  }

  /** How many values differ. */
  public long count() {
    return isExact() ? least.length : Math.round((MOST - 1) / (least[MOST - 1] / HASHES));
  }

  private static long[] leastOf(long[] hashes, int size) {
    Arrays.sort(hashes, 0, size);
    int kept = 0;
    for (int k = 0; k < size && kept < MOST; k++) {
      if (kept == 0 || hashes[k] != hashes[kept - 1]) {
        hashes[kept++] = hashes[k];
      }
    }
    return Arrays.copyOf(hashes, kept);
  }

  /** Gathers hashes; one a thread. */
  public static final class Collector {
    private final long[] gathered = new long[2 * MOST];
    private int size;

    /** No hash above it is among the least. */
    private long bound = Long.MAX_VALUE;

    /**
     * @param hash of a value, each of its bits as good as random
     */
    public void add(long hash) {
      long candidate = hash >>> 1;
      if (candidate > bound) {
        return;
      }
      if (size == gathered.length) {
        settle();
      }
      gathered[size++] = candidate;
    }

    private void settle() {
      long[] least = leastOf(gathered, size);
      System.arraycopy(least, 0, gathered, 0, least.length);
      size = least.length;
      bound = size == MOST ? least[MOST - 1] : Long.MAX_VALUE;
    }

    /** What was gathered so far. */
    public DistinctValues end() {
      settle();
      return new DistinctValues(Arrays.copyOf(gathered, size));
    }
  }
}
