package org.plumbline.table;

/** Kinds of tables that are plain files. */
public enum TableFormat {
  DELTA,
  PARQUET
}
