package org.plumbline.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveComparator;
import org.apache.parquet.schema.PrimitiveType;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.Dictionary;
import org.plumbline.columns.Missing;

/**
 * Text and bytes: codes into a dictionary of the row group, plain once that grows past its limit,
 * and large bytes plain from the first.
 */
final class TextPages extends ColumnPages {

  private static final int DICTIONARY_LIMIT = 1 << 20;
  private static final int UNSEEN = -1;

  /** Bytes of a value, on average, above which values are taken for different. */
  private static final int LARGE = 1 << 10;

  private static final int SLAB = 1 << 10;

  private final boolean text;
  private final PrimitiveComparator<Binary> order;
  private final ByteBufferAllocator allocator = new HeapByteBufferAllocator();
  private final Map<Binary, Integer> ids = new HashMap<>();
  private ByteBuffer entries = buffer(SLAB);
  private Binary least;
  private Binary greatest;

  TextPages(PrimitiveType stored, boolean text) {
    super(stored);
    this.text = text;
    this.order = stored.comparator();
  }

  @Override
  void write(Column column, int from, int to) throws IOException {
    BytesColumn bytes = (BytesColumn) column;
    Binary[] used = used(bytes, from, to);
    BinaryStatistics statistics = (BinaryStatistics) statistics();
    bounds(used, statistics);
    if (entries.position() < DICTIONARY_LIMIT && !large(used)) {
      writeCodes(bytes, remapped(used), from, to, statistics);
    } else {
      page(bytes.missing(), from, to, plain(bytes, used, from, to), Encoding.PLAIN, statistics);
    }
  }

  /** The block's dictionary entries that these rows use; null elsewhere. */
  private static Binary[] used(BytesColumn column, int from, int to) {
    Dictionary dictionary = column.dictionary();
    Binary[] used = new Binary[dictionary.size()];
    int[] codes = column.codes();
    Missing missing = column.missing();
    for (int row = from; row < to; row++) {
      if (!missing.at(row) && used[codes[row]] == null) {
        used[codes[row]] = Binary.fromConstantByteArray(dictionary.entry(codes[row]));
      }
    }
    return used;
  }

  /** Whether a dictionary would only be a second copy: large bytes, unlike text, hardly repeat. */
  private boolean large(Binary[] used) {
    long bytes = 0;
    long values = 0;
    for (Binary value : used) {
      bytes += value == null ? 0 : value.length();
      values += value == null ? 0 : 1;
    }
    return !text && bytes > LARGE * values;
  }

  /** The row group's code for each of the block's codes in use. */
  private int[] remapped(Binary[] used) {
    int[] remapped = new int[used.length];
    for (int code = 0; code < used.length; code++) {
      remapped[code] = used[code] == null ? UNSEEN : id(used[code]);
    }
    return remapped;
  }

  private void writeCodes(
      BytesColumn column, int[] remapped, int from, int to, Statistics<?> statistics)
      throws IOException {
    int width = BytesUtils.getWidthFromMaxInt(Math.max(0, ids.size() - 1));
    try (RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(width, SLAB, 1 << 20, allocator)) {
      for (int row = from; row < to; row++) {
        if (!column.missing().at(row)) {
          encoder.writeInt(remapped[column.codes()[row]]);
        }
      }
      BytesInput codes =
          BytesInput.concat(BytesInput.from(new byte[] {(byte) width}), encoder.toBytes());
      page(column.missing(), from, to, codes, Encoding.RLE_DICTIONARY, statistics);
    }
  }

  private int id(Binary value) {
    Integer known = ids.get(value);
    if (known != null) {
      return known;
    }
    int id = ids.size();
    ids.put(value, id);
    entries = room(entries, Integer.BYTES + value.length());
    put(entries, value);
    return id;
  }

  private static BytesInput plain(BytesColumn column, Binary[] used, int from, int to) {
    long bytes = 0;
    for (int row = from; row < to; row++) {
      if (!column.missing().at(row)) {
        bytes += Integer.BYTES + used[column.codes()[row]].length();
      }
    }
    ByteBuffer out = buffer(Math.toIntExact(bytes));
    for (int row = from; row < to; row++) {
      if (!column.missing().at(row)) {
        put(out, used[column.codes()[row]]);
      }
    }
    return BytesInput.from(out.flip());
  }

  private static void put(ByteBuffer out, Binary value) {
    out.putInt(value.length());
    out.put(value.toByteBuffer());
  }

  private static ByteBuffer room(ByteBuffer buffer, int bytes) {
    if (buffer.remaining() >= bytes) {
      return buffer;
    }
    return buffer(2 * (buffer.position() + bytes)).put(buffer.flip());
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void bounds(Binary[] used, Statistics<?> statistics) {
    for (Binary value : used) {
      if (value != null) {
        statistics.updateStats(value);
        least = least == null || order.compare(value, least) < 0 ? value : least;
        greatest = greatest == null || order.compare(value, greatest) > 0 ? value : greatest;
      }
    }
  }

  @Override
  void end() throws IOException {
    if (!ids.isEmpty()) {
      DictionaryPage page =
          new DictionaryPage(BytesInput.from(entries.flip()), ids.size(), Encoding.PLAIN);
      pageWriter().writeDictionaryPage(page);
    }
    ids.clear();
    entries.clear();
  }

  @Override
  Optional<String> least() {
    return text && least != null
        ? Optional.of(TextBounds.lower(least.toStringUsingUTF8()))
        : Optional.empty();
  }

  @Override
  Optional<String> greatest() {
    return text && greatest != null
        ? Optional.of(TextBounds.upper(greatest.toStringUsingUTF8()))
        : Optional.empty();
  }
}
