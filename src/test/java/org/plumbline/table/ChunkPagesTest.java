package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.IndexPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chunks of hand-made pages, whose headers say what they should not. */
class ChunkPagesTest {

  private static final byte[] EIGHT = {1, 2, 3, 4, 5, 6, 7, 8};

  @TempDir private Path folder;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final ReadBuffers buffers = ReadBuffers.take();
  private SeekableInputStream stream;

  @BeforeEach
  void beginsWithAMagicNumber() {
    written.writeBytes(new byte[4]);
  }

  @AfterEach
  void close() throws IOException {
    stream.close();
    buffers.giveBack();
  }

  private static PageHeader data(int values, int uncompressed, int compressed) {
    return new PageHeader(PageType.DATA_PAGE, uncompressed, compressed)
        .setData_page_header(
            new DataPageHeader(values, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
  }

  private void page(PageHeader header) throws IOException {
    Util.writePageHeader(header, written);
    written.writeBytes(EIGHT);
  }

  /** The chunk of the pages so far, of which the footer says that they hold so many values. */
  private ChunkPages chunk(int values, CompressionCodecName codec) throws IOException {
    Path file = Files.write(folder.resolve("chunk"), written.toByteArray());
    LocalFile local = new LocalFile(file, buffers.piece());
    stream = local.newStream();
    int size = written.size() - 4;
    ColumnChunkMetaData chunk =
        ColumnChunkMetaData.get(
            ColumnPath.get("x"),
            Types.required(PrimitiveTypeName.DOUBLE).named("x"),
            codec,
            null,
            Set.of(),
            null,
            4,
            0,
            values,
            size,
            size);
    return new ChunkPages(
        chunk,
        new FileWindow(stream, local.getLength(), buffers.chunks()),
        buffers.codecs().getDecompressor(codec));
  }

  private static byte[] bytes(DataPage page) throws IOException {
    return ((DataPageV1) page).getBytes().toInputStream().readAllBytes();
  }

  @Test
  void pagesOfAnyHeaderComeInOrder() throws IOException {
    PageHeader first = data(1, 8, 8);
    Statistics statistics = new Statistics();
    statistics.setMax(new byte[5_000]);
    first.getData_page_header().setStatistics(statistics);
    page(first);
    PageHeader index = new PageHeader(PageType.INDEX_PAGE, 8, 8);
    page(index.setIndex_page_header(new IndexPageHeader()));
    CRC32 checksum = new CRC32();
    checksum.update(EIGHT);
    page(data(2, 8, 8).setCrc((int) checksum.getValue()));

    try (ChunkPages pages = chunk(3, CompressionCodecName.UNCOMPRESSED)) {
      assertThat(pages.readDictionaryPage()).isNull();
      for (int values = 1; values <= 2; values++) {
        DataPage page = pages.readPage();
        assertThat(page.getValueCount()).isEqualTo(values);
        assertThat(bytes(page)).isEqualTo(EIGHT);
      }
      assertThat(pages.readPage()).isNull();
    }
  }

  /** Nothing is allocated by what a header claims alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | 8          | 2147483647 | a page of 2147483647 bytes where 8 are left
          1 | 8          | -1         | must not be negative but was: -1
          1 | 2147483647 | 8          | a page of 2147483647 bytes in a column chunk of
          1 | -1         | 8          | a page of -1 bytes in a column chunk of
          2 | 8          | 8          | a page of 2 values where 1 are left
          -1 | 8         | 8          | a page of -1 values where 1 are left
          """)
  void aSizeThatCannotBe(int values, int uncompressed, int compressed, String message)
      throws IOException {
    page(data(values, uncompressed, compressed));
    try (ChunkPages pages = chunk(1, CompressionCodecName.SNAPPY)) {
      assertThatThrownBy(pages::readPage).hasMessageContaining(message);
    }
  }

  @Test
  void aChecksumThatIsNotThePages() throws IOException {
    page(data(1, 8, 8).setCrc(ByteBuffer.wrap(EIGHT).getInt()));
    try (ChunkPages pages = chunk(1, CompressionCodecName.UNCOMPRESSED)) {
      assertThatThrownBy(pages::readPage).hasMessageContaining("checksum does not match");
    }
  }

  @Test
  void aDictionaryThatIsNotTheFirstPage() throws IOException {
    page(data(1, 8, 8));
    PageHeader dictionary = new PageHeader(PageType.DICTIONARY_PAGE, 8, 8);
    page(dictionary.setDictionary_page_header(new DictionaryPageHeader(1, Encoding.PLAIN)));
    try (ChunkPages pages = chunk(2, CompressionCodecName.UNCOMPRESSED)) {
      assertThat(pages.readDictionaryPage()).isNull();
      assertThat(pages.readPage().getValueCount()).isEqualTo(1);
      assertThatThrownBy(pages::readPage).hasMessageContaining("behind a chunk's first page");
    }
  }

  @Test
  void pagesThatEndBeforeTheirValues() throws IOException {
    page(data(1, 8, 8));
    try (ChunkPages pages = chunk(2, CompressionCodecName.UNCOMPRESSED)) {
      assertThat(pages.readPage().getValueCount()).isEqualTo(1);
      assertThatThrownBy(pages::readPage).isInstanceOf(UncheckedIOException.class);
    }
  }
}
