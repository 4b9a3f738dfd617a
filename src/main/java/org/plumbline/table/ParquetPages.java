package org.plumbline.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData.EncryptionType;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * An open Parquet file: its footer, and the pages of its row groups. For one thread.
 *
 * <p>Of a file that is read over a network a row group's chunks are fetched at once; so they are
 * where the file is encrypted, which is parquet-java's affair. Else one page is read at a time.
 */
final class ParquetPages implements Closeable {

  private final ParquetFileReader reader;
  private final SeekableInputStream stream;
  private final long length;
  private final boolean pagewise;
  private final ReadBuffers buffers;

  private ParquetPages(
      ParquetFileReader reader,
      SeekableInputStream stream,
      long length,
      boolean pagewise,
      ReadBuffers buffers) {
    this.reader = reader;
    this.stream = stream;
    this.length = length;
    this.pagewise = pagewise;
    this.buffers = buffers;
  }

  /** Opens the file and reads its footer. */
  static ParquetPages open(InputFile file, ParquetReadOptions options, ReadBuffers buffers)
      throws IOException {
    SeekableInputStream stream = file.newStream();
    ParquetFileReader reader = ParquetFileReader.open(file, options, stream); // closes it, or fails
    boolean plain =
        reader.getFooter().getFileMetaData().getEncryptionType() == EncryptionType.UNENCRYPTED;
    return new ParquetPages(
        reader, stream, file.getLength(), plain && file instanceof LocalFile, buffers);
  }

  ParquetMetadata footer() {
    return reader.getFooter();
  }

  List<BlockMetaData> rowGroups() {
    return reader.getRowGroups();
  }

  /** The pages of some columns of a row group, to be closed before the next one's are asked for. */
  PageReadStore rowGroup(int index, List<ColumnDescriptor> columns) throws IOException {
    buffers.codecs().reuse();
    if (pagewise) {
      return new LocalPages(rowGroups().get(index), columns, stream, length, buffers);
    }
    reader.setRequestedSchema(columns);
    return reader.readRowGroup(index);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
