package org.plumbline.columns;

/** Floats (widened) and doubles: {@code values[row]}; NaN and infinities are kept as they are. */
@SuppressWarnings("ArrayRecordComponent") // a view of a shared buffer, never compared
public record DoubleColumn(ColumnType type, double[] values, Missing missing) implements Column {}
