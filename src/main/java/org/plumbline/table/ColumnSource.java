package org.plumbline.table;

import org.apache.parquet.column.page.PageReadStore;
import org.plumbline.columns.Column;

/** Where the values of one asked column come from, block after block. */
interface ColumnSource {

  /** Begins a row group. */
  default void start(PageReadStore group) {}

  /** The column over the next rows of the row group; valid until the next call. */
  Column read(int rows);
}
