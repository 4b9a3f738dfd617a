package org.plumbline.scan;

import java.io.Serializable;
import java.util.List;
import org.plumbline.scan.SummarizeTask.EncodedGroup;

/** How results of tasks are taken apart so that what is large of them is added up on executors. */
interface Pooling<R extends Serializable> extends Serializable {

  /** What is to be added up by group. */
  List<EncodedGroup> pooled(R result);

  /** The result without it. */
  R rest(R result);

  /** Sums by group in the making, empty. */
  Sums sums();

  /** Sums by group in the making: of one task, on one thread. */
  interface Sums {
    void add(EncodedGroup value);

    /** The sum of each group that had values; nothing is left in the making. */
    List<EncodedGroup> end();
  }
}
