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

  /** The sum of some values of a group. */
  byte[] sum(List<byte[]> values);
}
