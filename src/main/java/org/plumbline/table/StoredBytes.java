package org.plumbline.table;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Missing;

/**
 * A stored column of text, bytes or wide decimals. Codes are those of the chunk's dictionary; a
 * value of a page without one gets an entry of its own behind it, for the block at hand.
 */
final class StoredBytes extends StoredColumn {

  private final ColumnType type;
  private final int fixed;
  private final int[] values = new int[Block.MAX_ROWS];
  private final ByteStrings entries = new ByteStrings();
  private int dictionarySize;

  StoredBytes(ColumnDescriptor descriptor, ColumnType type) {
    super(descriptor);
    this.type = type;
    this.fixed =
        descriptor.getPrimitiveType().getPrimitiveTypeName()
                == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
            ? descriptor.getPrimitiveType().getTypeLength()
            : -1;
  }

  @Override
  void startChunk() {
    entries.truncate(0);
    dictionarySize = 0;
  }

  @Override
  void startDictionary(PageBytes page, int size) {
    for (int i = 0; i < size; i++) {
      addPlain(page);
    }
    dictionarySize = size;
  }

  @Override
  void startBlock() {
    entries.truncate(dictionarySize);
  }

  @Override
  void plain(PageBytes page, int at, int n) {
    for (int i = 0; i < n; i++) {
      values[at + i] = addPlain(page);
    }
  }

  private int addPlain(PageBytes page) {
    int length = fixed >= 0 ? fixed : page.length();
    return entries.add(page.array(), page.take(length), length);
  }

  @Override
  void lookUp(int[] codes, int at, int n) {
    System.arraycopy(codes, 0, values, at, n);
    check(at, n);
  }

  @Override
  void lookUpPresent(int[] codes, boolean[] missing, int at, int n) {
    int next = 0;
    for (int row = at; row < at + n; row++) {
      int here = missing[row] ? 0 : 1;
      values[row] = codes[next] & -here;
      next += here;
    }
    if (next > 0) {
      check(at, n);
    }
  }

  /** A number's code is checked by its array; these are only handed on. */
  private void check(int at, int n) {
    int signs = 0;
    for (int i = at; i < at + n; i++) {
      signs |= values[i] | (dictionarySize - 1 - values[i]);
    }
    if (signs < 0) {
      throw new IndexOutOfBoundsException("a code beyond the dictionary's " + dictionarySize);
    }
  }

  @Override
  void spread(boolean[] missing, int at, int n, int present) {
    int next = at + present;
    for (int row = at + n - 1; row >= at; row--) {
      int here = missing[row] ? 0 : 1;
      next -= here;
      values[row] = values[next] & -here;
    }
  }

  @Override
  Column column(Missing missing) {
    return new BytesColumn(type, values, entries.view(), missing);
  }
}
