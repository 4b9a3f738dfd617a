package org.plumbline.columns;

/** Whole numbers, unscaled decimals, booleans, dates and timestamps: {@code values[row]}. */
@SuppressWarnings("ArrayRecordComponent") // a view of a shared buffer, never compared
public record LongColumn(ColumnType type, long[] values, Missing missing) implements Column {}
