package org.plumbline.features;

/**
 * A column of z for the rows of a block: finite numbers, 0 where the row has a flaw that makes its
 * number unusable. One a thread; valid until the next block.
 */
interface TermColumn {

  String name();

  /** One value for each row of the block, perhaps the block's own array. */
  double[] values();

  FlawMask flaws();
}
