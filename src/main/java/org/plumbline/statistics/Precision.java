package org.plumbline.statistics;

/** How moments are computed: their true value, or in double arithmetic for wide designs. */
public enum Precision {
  EXACT,
  DOUBLE
}
