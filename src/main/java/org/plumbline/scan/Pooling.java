package org.plumbline.scan;

import java.io.Serializable;
import java.util.List;

/** How results of tasks are taken apart so that what is large of them is added up on executors. */
interface Pooling<R extends Serializable> extends Serializable {

  /** A value that is to be added to the others of its key, or their sum. */
  @SuppressWarnings("ArrayRecordComponent") // bytes that are only passed on, never compared
  record Part(PoolKey key, byte[] value) implements Serializable {}

  /** What is to be added up. */
  List<Part> pooled(R result);

  /** The result without it. */
  R rest(R result);

  /** Sums by key in the making, empty. */
  Sums sums();

  /** Sums by key in the making: of one task, on one thread. */
  interface Sums {
    void add(Part value);

    /** What of the sum of each key that had values goes on; nothing is left in the making. */
    List<Part> end();
  }
}
