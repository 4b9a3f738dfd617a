package org.plumbline.table;

import java.io.IOException;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Missing;

/**
 * Encodes one column of a file into pages, a page for some rows of a block, and remembers its nulls
 * and bounds over the whole file.
 */
abstract sealed class ColumnPages permits LongPages, DoublePages, TextPages, WidePages {

  private final PrimitiveType stored;
  private PageWriter pages;
  private long nulls;

  ColumnPages(PrimitiveType stored) {
    this.stored = stored;
  }

  static ColumnPages of(ColumnType type, PrimitiveType stored) {
    if (type instanceof ColumnType.Floating) {
      return new DoublePages(stored);
    } else if (type instanceof ColumnType.Text || type instanceof ColumnType.Bytes) {
      return new TextPages(stored, type instanceof ColumnType.Text);
    } else if (type instanceof ColumnType.Decimal decimal
        && decimal.precision() > ColumnType.Decimal.LONG_DIGITS) {
      return new WidePages(stored, decimal.scale());
    }
    return new LongPages(stored, type);
  }

  /** Begins a row group, whose pages go here. */
  final void begin(PageWriter writer) {
    pages = writer;
  }

  /** Writes rows {@code from} to {@code to − 1} of a block's column as one page. */
  abstract void write(Column column, int from, int to) throws IOException;

  /** Ends the row group: a dictionary, where there is one, comes last. */
  void end() throws IOException {}

  /** The smallest value of the file as Delta's statistics print it, or a lower bound. */
  abstract Optional<String> least();

  /** The largest value likewise, or an upper bound. */
  abstract Optional<String> greatest();

  final long nulls() {
    return nulls;
  }

  /** An empty summary of a page, to be given its bounds. */
  final Statistics<?> statistics() {
    return Statistics.createStats(stored);
  }

  final void page(
      Missing missing,
      int from,
      int to,
      BytesInput values,
      Encoding encoding,
      Statistics<?> statistics)
      throws IOException {
    int absent = absent(missing, from, to);
    nulls += absent;
    statistics.incrementNumNulls(absent);
    pages.writePage(
        BytesInput.concat(Levels.of(missing, from, to), values),
        to - from,
        to - from,
        statistics,
        Encoding.RLE,
        Encoding.RLE,
        encoding);
  }

  final PageWriter pageWriter() {
    return pages;
  }

  private static int absent(Missing missing, int from, int to) {
    int absent = 0;
    for (int row = from; missing.any() && row < to; row++) {
      absent += missing.at(row) ? 1 : 0;
    }
    return absent;
  }
}
