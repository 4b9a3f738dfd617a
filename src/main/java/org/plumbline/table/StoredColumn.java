package org.plumbline.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.ByteBufferReleaser;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.ValuesReader;
import org.plumbline.Failure;
import org.plumbline.columns.Block;
import org.plumbline.columns.Column;
import org.plumbline.columns.Missing;

/**
 * A flat column of a file, decoded page after page into arrays that the blocks share. The values
 * that are present are decoded one behind the other, then moved to their rows where some are
 * missing. Damaged pages end in exceptions of any class, see {@link Unreadable}.
 */
abstract class StoredColumn implements ColumnSource {

  private final ColumnDescriptor descriptor;
  private final boolean optional;
  private final boolean[] missing;
  private final RunLengths levels = new RunLengths();
  private final RunLengths codes = new RunLengths();
  private final PageBytes page = new PageBytes();
  private PageReader pages;
  private int left;

  StoredColumn(ColumnDescriptor descriptor) {
    this.descriptor = descriptor;
    this.optional = descriptor.getMaxDefinitionLevel() > 0;
    this.missing = optional ? new boolean[Block.MAX_ROWS] : new boolean[0];
  }

  /** Begins a column chunk. */
  void startChunk() {}

  /** Keeps the dictionary of the chunk that begins; its values are plain. */
  abstract void startDictionary(PageBytes values, int size);

  /** Begins a page of plain values. */
  abstract void startPlain(PageBytes values);

  /** Begins a page of the dictionary's codes. */
  abstract void startCodes(RunLengths values);

  /** Begins a page of another encoding. */
  abstract void startOther(ValuesReader values);

  /** Begins a block. */
  void startBlock() {}

  /** Decodes the page's next n present values to rows {@code at …}. */
  abstract void decode(int at, int n);

  /**
   * Moves the {@code present} values decoded from row {@code at} on to those of the n rows that are
   * not missing.
   */
  abstract void spread(boolean[] missing, int at, int n, int present);

  abstract Column column(Missing missing);

  @Override
  public final void start(PageReadStore group) {
    pages = group.getPageReader(descriptor);
    left = 0;
    if (pages.getTotalValueCount() != group.getRowCount()) {
      throw new IllegalStateException(
          pages.getTotalValueCount() + " values in a row group of " + group.getRowCount());
    }
    startChunk();
    DictionaryPage dictionary = pages.readDictionaryPage();
    if (dictionary != null) {
      page.start(buffer(dictionary.getBytes()));
      if (dictionary.getDictionarySize() > page.end() - page.position()) {
        throw new IllegalStateException(
            "a dictionary of more values than bytes: " + dictionary.getDictionarySize());
      }
      startDictionary(page, dictionary.getDictionarySize());
    }
  }

  @Override
  public final Column read(int rows) {
    startBlock();
    int present = 0;
    for (int done = 0; done < rows; ) {
      if (left == 0) {
        nextPage();
      }
      int n = Math.min(left, rows - done);
      int here = optional ? levels.readMissing(missing, done, n) : n;
      decode(done, here);
      if (here < n) {
        spread(missing, done, n, here);
      }
      present += here;
      done += n;
      left -= n;
    }
    return column(Missing.of(missing, rows - present));
  }

  private void nextPage() {
    do {
      DataPage next = pages.readPage();
      if (next == null) {
        throw new IllegalStateException("the pages end before the rows of their row group");
      }
      left = next.getValueCount();
      next.accept(
          new DataPage.Visitor<Void>() {
            @Override
            public Void visit(DataPageV1 first) {
              open(first);
              return null;
            }

            @Override
            public Void visit(DataPageV2 second) {
              open(second);
              return null;
            }
          });
    } while (left == 0);
  }

  private void open(DataPageV1 data) {
    page.start(buffer(data.getBytes()));
    if (optional) {
      if (data.getDlEncoding() != Encoding.RLE) {
        throw unserved(data.getDlEncoding());
      }
      int length = page.length();
      startLevels(page, length);
    }
    startValues(data.getValueEncoding(), data.getValueCount());
  }

  private void open(DataPageV2 data) {
    if (optional) {
      page.start(buffer(data.getDefinitionLevels()));
      startLevels(page, page.end() - page.position());
    }
    page.start(buffer(data.getData()));
    startValues(data.getDataEncoding(), data.getValueCount());
  }

  private void startLevels(PageBytes bytes, int length) {
    int from = bytes.take(length);
    levels.start(bytes.array(), from, from + length, 1);
  }

  @SuppressWarnings("deprecation") // PLAIN_DICTIONARY is what parquet-java writes to v1 pages
  private void startValues(Encoding encoding, int count) {
    switch (encoding) {
      case PLAIN -> startPlain(page);
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        int width = page.position() == page.end() ? 0 : page.array()[page.take(1)];
        codes.start(page.array(), page.position(), page.end(), width);
        startCodes(codes);
      }
      case RLE,
          DELTA_BINARY_PACKED,
          DELTA_LENGTH_BYTE_ARRAY,
          DELTA_BYTE_ARRAY,
          BYTE_STREAM_SPLIT -> {
        ValuesReader values = encoding.getValuesReader(descriptor, ValuesType.VALUES);
        try {
          values.initFromPage(count, ByteBufferInputStream.wrap(page.rest()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        startOther(values);
      }
      default -> throw unserved(encoding);
    }
  }

  private static Failure unserved(Encoding encoding) {
    return new Failure(
        Failure.Kind.UNSUPPORTED,
        "encoded as " + encoding + ", an encoding that is not served",
        "Write the file anew with a current Parquet writer.");
  }

  private static ByteBuffer buffer(BytesInput bytes) {
    // Nothing to release: what is not already one array is copied to the heap.
    return bytes.toByteBuffer(new ByteBufferReleaser(HeapByteBufferAllocator.getInstance()));
  }
}
