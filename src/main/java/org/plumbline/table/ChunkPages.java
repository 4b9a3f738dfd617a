package org.plumbline.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * The pages of a column chunk, each read from its file when it is asked for; its bytes are valid
 * until the next one is. A size that a damaged header claims is held against those of the footer
 * before room is made for it.
 */
final class ChunkPages implements PageReader, AutoCloseable {

  /** Enough for the header of a chunk's first page, and the most that any header may take. */
  private static final int HEADER = 1 << 10;

  private static final int LARGEST_HEADER = 1 << 24;

  /** Some old writers left the header of the dictionary out of a chunk's sizes. */
  private static final int UNCOUNTED = 64;

  private final ColumnChunkMetaData chunk;
  private final FileWindow file;
  private final BytesInputDecompressor decompressor;
  private final CRC32 checksum = new CRC32();
  private final long limit;
  private long position;
  private long valuesLeft;

  /** Of the next page where it has been read, and then the position is that of its body. */
  private PageHeader header;

  /**
   * How many bytes to read for the next page and its header: as many as the last one had, and more.
   */
  private int expected = HEADER;

  ChunkPages(ColumnChunkMetaData chunk, FileWindow file, BytesInputDecompressor decompressor) {
    this.chunk = chunk;
    this.file = file;
    this.decompressor = decompressor;
    this.position = chunk.getStartingPos();
    this.limit = Math.min(position + chunk.getTotalSize() + UNCOUNTED, file.length());
    this.valuesLeft = chunk.getValueCount();
  }

  @Override
  public long getTotalValueCount() {
    return chunk.getValueCount();
  }

  @Override
  public DictionaryPage readDictionaryPage() {
    try {
      readHeader();
      if (header.getType() != PageType.DICTIONARY_PAGE) {
        return null;
      }
      PageHeader page = header;
      BytesInput values = decompressor.decompress(BytesInput.from(body()), uncompressed(page));
      return new DictionaryPage(
          values,
          page.getDictionary_page_header().getNum_values(),
          encoding(page.getDictionary_page_header().getEncoding()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public DataPage readPage() {
    try {
      while (valuesLeft > 0) {
        readHeader();
        PageHeader page = header;
        switch (page.getType()) {
          case DATA_PAGE -> {
            return first(page, page.getData_page_header());
          }
          case DATA_PAGE_V2 -> {
            return second(page, page.getData_page_header_v2());
          }
          case DICTIONARY_PAGE -> throw new IOException("a dictionary behind a chunk's first page");
          case INDEX_PAGE -> body(); // of no use, and written by nobody
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataPage first(PageHeader page, DataPageHeader data) throws IOException {
    count(data.getNum_values());
    BytesInput values = decompressor.decompress(BytesInput.from(body()), uncompressed(page));
    return new DataPageV1(
        values,
        data.getNum_values(),
        page.getUncompressed_page_size(),
        null,
        encoding(data.getRepetition_level_encoding()),
        encoding(data.getDefinition_level_encoding()),
        encoding(data.getEncoding()));
  }

  private DataPage second(PageHeader page, DataPageHeaderV2 data) throws IOException {
    count(data.getNum_values());
    int repetitions = data.getRepetition_levels_byte_length();
    int definitions = data.getDefinition_levels_byte_length();
    int levels = Math.addExact(repetitions, definitions);
    ByteBuffer body = body();
    BytesInput values = BytesInput.from(body.slice(levels, body.remaining() - levels));
    if (data.isIs_compressed()) {
      values = decompressor.decompress(values, uncompressed(page) - levels);
    }
    return DataPageV2.uncompressed(
        data.getNum_rows(),
        data.getNum_nulls(),
        data.getNum_values(),
        BytesInput.from(body.slice(0, repetitions)),
        BytesInput.from(body.slice(repetitions, definitions)),
        encoding(data.getEncoding()),
        values,
        null);
  }

  private void count(int values) throws IOException {
    if (values < 0 || values > valuesLeft) {
      throw new IOException("a page of " + values + " values where " + valuesLeft + " are left");
    }
    valuesLeft -= values;
  }

  private int uncompressed(PageHeader page) throws IOException {
    int size = page.getUncompressed_page_size();
    if (size < 0 || size > chunk.getTotalUncompressedSize() + UNCOUNTED) {
      throw new IOException(
          "a page of %d bytes in a column chunk of %d"
              .formatted(size, chunk.getTotalUncompressedSize()));
    }
    return size;
  }

  /** Reads the next page's header, unless it has been. */
  private void readHeader() throws IOException {
    for (int size = expected; header == null; size *= 2) {
      int taken = (int) Math.min(size, limit - position);
      ByteBufferInputStream bytes = ByteBufferInputStream.wrap(file.at(position, taken));
      try {
        header = Util.readPageHeader(bytes);
        position += bytes.position();
      } catch (IOException e) {
        if (taken < size || size > LARGEST_HEADER) { // else it may only have been cut off
          throw e;
        }
      }
    }
  }

  /** The bytes of the page whose header has been read, checked if it says their checksum. */
  private ByteBuffer body() throws IOException {
    PageHeader page = header;
    int size = page.getCompressed_page_size();
    if (size > limit - position) { // a negative one is refused with its header
      throw new IOException(
          "a page of %d bytes where %d are left".formatted(size, limit - position));
    }
    ByteBuffer bytes = file.at(position, size);
    if (page.isSetCrc()) {
      checksum.reset();
      checksum.update(bytes.duplicate());
      if ((int) checksum.getValue() != page.getCrc()) {
        throw new IOException("a page's checksum does not match");
      }
    }
    header = null;
    position += size;
    expected = Math.min(size, LARGEST_HEADER) + HEADER;
    return bytes;
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }

  @Override
  public void close() {
    file.close();
  }
}
