package org.plumbline.table;

import java.math.BigInteger;
import org.apache.parquet.column.page.PageReadStore;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Dictionary;
import org.plumbline.columns.LongColumn;

/** Decimals of more than 18 digits, from a column with fewer digits or a smaller scale. */
final class WideDecimals implements ColumnSource {

  private final ColumnSource unscaled;
  private final ColumnType type;
  private final BigInteger factor;
  private final int[] codes = new int[Block.MAX_ROWS];
  private final ByteStrings entries = new ByteStrings();

  /**
   * @param unscaled the stored values, in longs or in bytes
   * @param shift how many digits of scale are added
   */
  WideDecimals(ColumnSource unscaled, ColumnType type, int shift) {
    this.unscaled = unscaled;
    this.type = type;
    this.factor = BigInteger.TEN.pow(shift);
  }

  @Override
  public void start(PageReadStore group) {
    unscaled.start(group);
  }

  @Override
  public Column read(int rows) {
    Column column = unscaled.read(rows);
    entries.truncate(0);
    if (column instanceof LongColumn longs) {
      for (int row = 0; row < rows; row++) {
        codes[row] = add(BigInteger.valueOf(longs.values()[row]));
      }
      return new BytesColumn(type, codes, entries.view(), longs.missing());
    }
    BytesColumn bytes = (BytesColumn) column;
    Dictionary stored = bytes.dictionary();
    for (int code = 0; code < stored.size(); code++) {
      add(new BigInteger(stored.bytes(), stored.offsets()[code], stored.length(code)));
    }
    return new BytesColumn(type, bytes.codes(), entries.view(), bytes.missing());
  }

  private int add(BigInteger value) {
    byte[] bytes = value.multiply(factor).toByteArray();
    return entries.add(bytes, 0, bytes.length);
  }
}
