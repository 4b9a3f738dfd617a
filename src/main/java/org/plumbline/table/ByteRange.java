package org.plumbline.table;

import java.io.Serializable;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/**
 * Bytes [from, to) of a file. A task reads the row groups whose middle lies in its range, so that
 * ranges that cover a file without overlap read every row once.
 */
public record ByteRange(long from, long to) implements Serializable {

  /** A whole file. */
  public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

  boolean holdsMiddle(BlockMetaData group) {
    long middle = group.getStartingPos() + group.getCompressedSize() / 2;
    return from <= middle && middle < to;
  }
}
