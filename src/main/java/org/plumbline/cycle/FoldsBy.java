package org.plumbline.cycle;

/** How the training rows are divided to judge penalties. */
public enum FoldsBy {
  /** Each fold of the split in turn is left out. */
  HASH,
  /** Days in order: each stretch of days is judged by what was before it. */
  TIME
}
