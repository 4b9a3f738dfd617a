package org.plumbline.table;

import org.plumbline.columns.Block;

/** Blocks of rows, one behind the other, of one thread. */
public interface BlockSource extends AutoCloseable {

  /**
   * Moves to the next block; false after the last.
   *
   * @throws org.plumbline.Failure as the source says
   */
  boolean next();

  /** The block moved to, valid until the next one. */
  Block block();

  /** Rows of the whole file; {@link Long#MAX_VALUE} where they are not known beforehand. */
  long fileRows();

  /** Compressed bytes read so far; 0 where nobody counts them. */
  long bytesRead();

  @Override
  void close();
}
