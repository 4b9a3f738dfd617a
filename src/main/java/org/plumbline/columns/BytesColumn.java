package org.plumbline.columns;

/**
 * Text, bytes and wide decimals: row {@code r} holds entry {@code codes[r]} of the dictionary.
 * Entries may repeat: equal codes mean equal bytes, unequal codes do not mean unequal bytes.
 */
@SuppressWarnings("ArrayRecordComponent") // a view of a shared buffer, never compared
public record BytesColumn(ColumnType type, int[] codes, Dictionary dictionary, Missing missing)
    implements Column {}
