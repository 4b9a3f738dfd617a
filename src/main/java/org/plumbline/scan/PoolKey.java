package org.plumbline.scan;

import java.io.Serializable;
import java.util.Comparator;
import org.plumbline.statistics.Group;

/**
 * What values of tasks are added up under.
 *
 * @param file the file's place among those read; {@link #NO_FILE} for sums over files
 * @param group {@link #NO_GROUP} for a file's sum
 */
record PoolKey(Kind kind, int file, Group group) implements Comparable<PoolKey>, Serializable {

  /** What the values are. */
  enum Kind {
    /** Sums by level of a fold and day. */
    LEVELS,
    /** Moments of a fold and day. */
    MOMENTS,
    /** Moments of a file's training rows in the window: only their digest goes on. */
    FILE
  }

  static final int NO_FILE = -1;
  static final Group NO_GROUP = new Group(0, Group.NO_DAY);

  private static final Comparator<PoolKey> ORDER =
      Comparator.comparing(PoolKey::kind)
          .thenComparingInt(PoolKey::file)
          .thenComparing(PoolKey::group);

  static PoolKey levels(Group group) {
    return new PoolKey(Kind.LEVELS, NO_FILE, group);
  }

  static PoolKey moments(Group group) {
    return new PoolKey(Kind.MOMENTS, NO_FILE, group);
  }

  static PoolKey file(int file) {
    return new PoolKey(Kind.FILE, file, NO_GROUP);
  }

  /** Folds of a day, days, and files take turns. */
  int turn() {
    return file + group.fold() + group.day();
  }

  @Override
  public int compareTo(PoolKey other) {
    return ORDER.compare(this, other);
  }
}
