package org.plumbline.table;

/** How a table is come by. */
public enum TableFormat {
  DELTA,
  PARQUET,
  /** No files of its own: the rows with which Spark SQL answers a query. */
  SQL
}
