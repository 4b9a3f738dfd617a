package org.plumbline.columns;

import java.util.List;

/**
 * Rows of one row group, by column, in the order the columns were asked for. Valid until its
 * producer's next block.
 *
 * @param schema name and type of each column
 * @param rows how many rows, at most {@link #MAX_ROWS}
 * @param firstRow index of the first row within its file
 * @param endsRowGroup whether these are the last rows of their row group
 * @param columns the values, one column for each field of the schema
 */
public record Block(
    Schema schema, int rows, long firstRow, boolean endsRowGroup, List<Column> columns) {

  /**
   * The most rows of a block. A block holds this many unless its row group ends. No number depends
   * on it: it is small enough for a column to be in the cache still when it is looked at again.
   */
  public static final int MAX_ROWS = 16_384;

  public Block {
    columns = List.copyOf(columns);
  }
}
