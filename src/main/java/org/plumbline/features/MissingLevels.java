package org.plumbline.features;

/** What a null of a category does. */
public enum MissingLevels {
  /** It is a level of its own, {@link LevelCodes#MISSING}. */
  LEVEL,
  /** Ends the run. */
  FAIL,
  /** Drops its row in training; gives a null prediction in scoring. */
  DROP
}
