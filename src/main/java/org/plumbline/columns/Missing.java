package org.plumbline.columns;

/**
 * Which rows of a column are null. {@link #NONE} says that none is, without a look at the rows.
 *
 * <p>A NaN is not null here: it is a value of the column, counted apart by those who care.
 */
public final class Missing {

  /** No row is null. */
  public static final Missing NONE = new Missing(new boolean[0], 0);

  private final boolean[] flags;
  private final int count;

  private Missing(boolean[] flags, int count) {
    this.flags = flags;
    this.count = count;
  }

  /**
   * A mask over {@code flags}, of which {@code count} are true; the array is shared, not copied.
   */
  public static Missing of(boolean[] flags, int count) {
    return count == 0 ? NONE : new Missing(flags, count);
  }

  public boolean any() {
    return count > 0;
  }

  public int count() {
    return count;
  }

  public boolean at(int row) {
    return count > 0 && flags[row];
  }
}
