package org.plumbline.features;

import org.plumbline.columns.Block;

/** Reads the levels of a category from blocks. One a thread. */
interface LevelSource {

  /** The levels of the block's rows, valid until the next block. */
  LevelCodes read(Block block);
}
