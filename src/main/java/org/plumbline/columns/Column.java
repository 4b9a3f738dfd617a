package org.plumbline.columns;

/**
 * The values of one column for the rows of a {@link Block}. Arrays are shared with their producer,
 * may be longer than the block, and are valid until its next block; a missing row's value is
 * unspecified but finite.
 */
public sealed interface Column permits LongColumn, DoubleColumn, BytesColumn {

  ColumnType type();

  Missing missing();
}
