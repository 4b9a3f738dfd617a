package org.plumbline.statistics;

/**
 * Counts the numbers of one column into a {@link NumberDistribution}: one a thread. What is counted
 * depends neither on the order of the numbers nor on how they are cut into calls.
 */
public final class NumberCollector {

  /** Keys computed before they are counted: both stay in the fastest cache. */
  private static final int STRETCH = 512;

  private static final long INFINITE = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);

  private final CellTable table = new CellTable();
  private final long[] keys = new long[STRETCH];
  private NumberDistribution.Odd odd = NumberDistribution.Odd.NONE;
  private long zeros;
  private boolean whole = true;
  private long leastKey = Long.MAX_VALUE;
  private long greatestKey = Long.MIN_VALUE;

  /** Counts one number, which may be NaN or infinite. */
  public void add(double value) {
    add(new double[] {value}, 0, 1);
  }

  /** Counts {@code values[from] … values[to − 1]}, which may be NaN or infinite. */
  public void add(double[] values, int from, int to) {
    for (int start = from; start < to; start += STRETCH) {
      addStretch(values, start, Math.min(to, start + STRETCH));
    }
  }

  private void addStretch(double[] values, int from, int to) {
    int count = 0;
    int odds = 0;
    long least = leastKey;
    long greatest = greatestKey;
    for (int k = from; k < to; k++) {
      long bits = Double.doubleToRawLongBits(values[k] + 0.0);
      if ((bits & INFINITE) == INFINITE) {
        addOdd(values[k]);
        odds++;
        continue;
      }
      long key = OrderedBits.ofBits(bits);
      least = Math.min(least, key);
      greatest = Math.max(greatest, key);
      keys[count] = key;
      count += key == 0 ? 0 : 1;
    }
    zeros += to - from - count - odds;
    leastKey = least;
    greatestKey = greatest;
    whole = whole && areWhole(values, from, to);
    table.add(keys, count);
  }

  private static boolean areWhole(double[] values, int from, int to) {
    for (int k = from; k < to; k++) {
      if (Math.rint(values[k]) != values[k] && !Double.isNaN(values[k])) {
        return false;
      }
    }
    return true;
  }

  private void addOdd(double value) {
    boolean nan = Double.isNaN(value);
    odd =
        odd.plus(new NumberDistribution.Odd(0, nan ? 1 : 0, value < 0 ? 1 : 0, value > 0 ? 1 : 0));
  }

  /** Counts rows that are null. */
  public void addNulls(long rows) {
    odd = odd.plus(new NumberDistribution.Odd(rows, 0, 0, 0));
  }

  /** What was counted; the collector is empty again. */
  public NumberDistribution end() {
    NumberDistribution ended =
        new NumberDistribution(odd, whole, leastKey, greatestKey, zeros, table.sorted());
    table.clear();
    odd = NumberDistribution.Odd.NONE;
    zeros = 0;
    whole = true;
    leastKey = Long.MAX_VALUE;
    greatestKey = Long.MIN_VALUE;
    return ended;
  }
}
