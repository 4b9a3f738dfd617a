package org.plumbline.table;

import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferReleaser;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
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
  private final RunLengths runs = new RunLengths();
  private final PlainRewriter rewriter;
  private final PageBytes page = new PageBytes();
  private PageReader pages;
  private int left;

  /** Whether the page at hand holds codes of the dictionary; else its values are plain. */
  private boolean coded;

  private int[] codes = new int[0]; // made with the first dictionary

  StoredColumn(ColumnDescriptor descriptor) {
    this.descriptor = descriptor;
    this.rewriter = new PlainRewriter(descriptor.getPrimitiveType());
    this.optional = descriptor.getMaxDefinitionLevel() > 0;
    this.missing = optional ? new boolean[Block.MAX_ROWS] : new boolean[0];
  }

  /** Begins a column chunk. */
  void startChunk() {}

  /** Keeps the dictionary of the chunk that begins; its values are plain. */
  abstract void startDictionary(PageBytes values, int size);

  /** Makes a dictionary of false and true, for a page whose booleans are in runs. */
  void startFlags() {
    throw unserved(Encoding.RLE);
  }

  /** Begins a block. */
  void startBlock() {}

  /** Decodes the page's next n plain values to rows {@code at …}. */
  abstract void plain(PageBytes page, int at, int n);

  /** Puts the dictionary's entries for n codes to rows {@code at …}. */
  abstract void lookUp(int[] codes, int at, int n);

  /** As {@link #lookUp}, to those of the n rows that are not missing; the others become 0. */
  abstract void lookUpPresent(int[] codes, boolean[] missing, int at, int n);

  /**
   * Moves the {@code present} values decoded from row {@code at} on to those of the n rows that are
   * not missing; the others become 0. From the last row on, without branches: a row takes the last
   * value not yet taken.
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
      decode(done, n, here);
      present += here;
      done += n;
      left -= n;
    }
    return column(Missing.of(missing, rows - present));
  }

  /** Decodes the page's next values for n rows, of which {@code present} are not missing. */
  private void decode(int at, int n, int present) {
    if (coded) {
      runs.read(codes, 0, present);
      if (present == n) {
        lookUp(codes, at, n);
      } else {
        // The row behind the last value looks at a code too, and then takes nothing of it.
        codes[present] = present == 0 ? 0 : codes[present - 1];
        lookUpPresent(codes, missing, at, n);
      }
    } else {
      plain(page, at, present);
      if (present < n) {
        spread(missing, at, n, present);
      }
    }
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
    coded = false;
    switch (encoding) {
      case PLAIN -> {}
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        int width = page.position() == page.end() ? 0 : page.array()[page.take(1)];
        startCodes(page.position(), page.end(), width);
      }
      case RLE -> {
        startFlags();
        int length = page.length();
        int from = page.take(length);
        startCodes(from, from + length, 1);
      }
      default -> {
        if (!rewriter.serves(encoding)) {
          throw unserved(encoding);
        }
        rewriter.rewrite(encoding, page, count);
      }
    }
  }

  private void startCodes(int from, int to, int width) {
    coded = true;
    runs.start(page.array(), from, to, width);
    if (codes.length == 0) {
      codes = new int[Block.MAX_ROWS + 1];
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
