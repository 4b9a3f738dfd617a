package org.plumbline.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Rewrites the values of a page from one of Parquet's later encodings as plain ones, page by page,
 * so that every column decodes plain values and dictionary codes alone.
 */
final class PlainRewriter {

  private final PrimitiveTypeName physical;

  /** Bytes of a value; 0 where each has a length of its own. */
  private final int width;

  private final DeltaNumbers numbers = new DeltaNumbers();
  private ByteBuffer plain = ByteBuffer.allocate(0);

  PlainRewriter(PrimitiveType type) {
    this.physical = type.getPrimitiveTypeName();
    this.width =
        switch (physical) {
          case INT32, FLOAT -> Integer.BYTES;
          case INT64, DOUBLE -> Long.BYTES;
          case FIXED_LEN_BYTE_ARRAY -> type.getTypeLength();
          case INT96, BINARY, BOOLEAN -> 0;
        };
  }

  /** Whether the type's values may be so encoded. */
  boolean serves(Encoding encoding) {
    return switch (encoding) {
      case DELTA_BINARY_PACKED ->
          physical == PrimitiveTypeName.INT32 || physical == PrimitiveTypeName.INT64;
      case DELTA_LENGTH_BYTE_ARRAY -> physical == PrimitiveTypeName.BINARY;
      case DELTA_BYTE_ARRAY ->
          physical == PrimitiveTypeName.BINARY
              || physical == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
      case BYTE_STREAM_SPLIT -> width > 0;
      default -> false;
    };
  }

  /**
   * Makes a page plain. One without any bytes is: all its rows are null.
   *
   * @param encoding one that is served
   * @param most how many values there can be
   */
  void rewrite(Encoding encoding, PageBytes page, int most) {
    if (page.position() == page.end()) {
      return;
    }
    switch (encoding) {
      case DELTA_BINARY_PACKED -> deltas(page, most);
      case DELTA_LENGTH_BYTE_ARRAY -> lengths(page, most);
      case DELTA_BYTE_ARRAY -> prefixes(page, most);
      case BYTE_STREAM_SPLIT -> streams(page);
      default -> throw new IllegalArgumentException(encoding + " of " + physical);
    }
    page.start(plain.flip());
  }

  private void room(long bytes) {
    int needed = Math.toIntExact(bytes);
    if (plain.capacity() < needed) {
      plain = ByteBuffer.allocate(needed).order(ByteOrder.LITTLE_ENDIAN);
    }
    plain.clear();
  }

  private void deltas(PageBytes page, int most) {
    numbers.read(page, most);
    room((long) numbers.count() * width);
    if (physical == PrimitiveTypeName.INT64) {
      plain.asLongBuffer().put(numbers.values(), 0, numbers.count());
      plain.position(numbers.count() * width);
      return;
    }
    for (int i = 0; i < numbers.count(); i++) {
      plain.putInt((int) numbers.at(i));
    }
  }

  private void lengths(PageBytes page, int most) {
    numbers.read(page, most);
    room((long) numbers.count() * Integer.BYTES + page.end() - page.position());
    for (int i = 0; i < numbers.count(); i++) {
      int length = Math.toIntExact(numbers.at(i));
      int from = page.take(length);
      plain.putInt(length).put(page.array(), from, length);
    }
  }

  /** A value is so many bytes of the one before it, and bytes of its own. */
  private void prefixes(PageBytes page, int most) {
    numbers.read(page, most);
    int[] prefixes = numbers.lengths();
    numbers.read(page, most);
    int[] suffixes = numbers.lengths();
    room(checkedSize(prefixes, suffixes, page.end() - page.position()));
    int before = 0;
    for (int i = 0; i < prefixes.length; i++) {
      if (width == 0) {
        plain.putInt(prefixes[i] + suffixes[i]);
      }
      int start = plain.position();
      plain.put(plain.array(), before, prefixes[i]);
      plain.put(page.array(), page.take(suffixes[i]), suffixes[i]);
      before = start;
    }
  }

  /**
   * Bytes of the plain values; none begins with more bytes than the one before it has.
   *
   * @param left bytes that the values have of their own
   */
  private long checkedSize(int[] prefixes, int[] suffixes, int left) {
    if (prefixes.length != suffixes.length) {
      throw new IllegalArgumentException(
          prefixes.length + " prefixes for " + suffixes.length + " values");
    }
    long size = 0;
    long before = 0;
    long own = 0;
    for (int i = 0; i < prefixes.length; i++) {
      long length = (long) prefixes[i] + suffixes[i];
      own += suffixes[i];
      boolean fits = own <= left && (width == 0 || length == width);
      if (prefixes[i] < 0 || prefixes[i] > before || suffixes[i] < 0 || !fits) {
        throw new IllegalArgumentException(
            "a value of %d and %d bytes after one of %d"
                .formatted(prefixes[i], suffixes[i], before));
      }
      size += length + (width == 0 ? Integer.BYTES : 0);
      before = length;
    }
    return size;
  }

  /** The first bytes of all values, then their second bytes, and so on. */
  private void streams(PageBytes page) {
    int size = page.end() - page.position();
    if (size % width != 0) {
      throw new IllegalArgumentException(size + " bytes in " + width + " streams");
    }
    room(size);
    int from = page.take(size);
    int count = size / width;
    byte[] split = page.array();
    byte[] joined = plain.array();
    for (int stream = 0; stream < width; stream++) {
      int first = from + stream * count;
      for (int i = 0; i < count; i++) {
        joined[i * width + stream] = split[first + i];
      }
    }
    plain.position(size);
  }
}
