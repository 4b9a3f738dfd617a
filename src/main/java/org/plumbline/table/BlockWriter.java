package org.plumbline.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.Block;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/**
 * Writes blocks to one new Parquet file: Snappy, page checksums, every column nullable, text by a
 * dictionary and the rest plain. A column of a block goes into a page as a whole, so nothing is
 * done value by value but what the value needs.
 *
 * <p>The file is new: an existing one is never overwritten. Killed before {@link #finish}, it
 * leaves at most an unpublished file; closed before, none.
 */
public final class BlockWriter implements Closeable {

  private static final long ROW_GROUP_BYTES = 64L << 20;
  private static final long ROW_GROUP_ROWS = 1L << 20;
  private static final int PAGE_ROWS = 1 << 15;
  private static final int INDEX_LENGTH = 64;

  private static final ParquetProperties PROPERTIES =
      ParquetProperties.builder()
          .withPageWriteChecksumEnabled(true)
          .withColumnIndexTruncateLength(INDEX_LENGTH)
          .build();

  private final Path path;
  private final Schema schema;
  private final Configuration hadoop;
  private final MessageType message;
  private final CodecFactory codecs;
  private final ParquetFileWriter file;
  private final List<ColumnPages> columns = new ArrayList<>();
  private ColumnChunkPageWriteStore group;
  private long groupRows;
  private long rows;
  private boolean finished;

  private BlockWriter(Path path, Schema schema, Configuration hadoop) throws IOException {
    this.path = path;
    this.schema = schema;
    this.hadoop = hadoop;
    this.message = ParquetTypes.message(schema);
    this.codecs = new CodecFactory(hadoop, ParquetProperties.DEFAULT_PAGE_SIZE);
    for (ColumnDescriptor column : message.getColumns()) {
      Field field = schema.fields().get(columns.size());
      columns.add(ColumnPages.of(field.type(), column.getPrimitiveType()));
    }
    this.file =
        new ParquetFileWriter(
            output(path, hadoop), message, Mode.CREATE, ROW_GROUP_BYTES, 0, null, PROPERTIES);
    file.start();
  }

  /**
   * @param path of the file to be, any Hadoop path; its folders are made
   * @throws Failure OUTPUT where the path cannot be created, or exists
   */
  public static BlockWriter create(String path, Schema schema, Configuration hadoop) {
    try {
      return new BlockWriter(new Path(path), schema, hadoop);
    } catch (IOException e) {
      throw IoFailures.writing(path, e);
    }
  }

  /** Adds the rows of a block whose columns are those of the file, in order. */
  public void write(Block block) {
    try {
      for (int from = 0; from < block.rows(); from += PAGE_ROWS) {
        writeRows(block, from, Math.min(from + PAGE_ROWS, block.rows()));
      }
    } catch (IOException e) {
      throw IoFailures.writing(path.toString(), e);
    }
  }

  /**
   * Closes the file, reads its footer back and returns what a commit needs.
   *
   * @throws Failure IO where writing failed, or the footer does not say what was written
   */
  public WrittenFile finish() {
    try {
      endGroup();
      file.end(Map.of("writer.model.name", "plumbline"));
      requireRowsReadBack();
      finished = true;
      FileStatus status = FileSystems.of(path, hadoop).getFileStatus(path);
      return written(status);
    } catch (IOException e) {
      throw IoFailures.writing(path.toString(), e);
    } finally {
      codecs.release();
    }
  }

  @Override
  public void close() {
    if (finished) {
      return;
    }
    try {
      codecs.release();
      file.close();
      FileSystems.of(path, hadoop).delete(path, false);
    } catch (IOException e) {
      throw IoFailures.writing(path.toString(), e);
    }
  }

  private void writeRows(Block block, int from, int to) throws IOException {
    if (group == null) {
      beginGroup();
    }
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).write(block.columns().get(i), from, to);
    }
    groupRows += to - from;
    if (groupRows >= ROW_GROUP_ROWS || groupBytes() >= ROW_GROUP_BYTES) {
      endGroup();
    }
  }

  private void beginGroup() {
    BytesInputCompressor snappy = codecs.getCompressor(CompressionCodecName.SNAPPY);
    group =
        new ColumnChunkPageWriteStore(
            snappy, message, new HeapByteBufferAllocator(), INDEX_LENGTH, true);
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).begin(group.getPageWriter(message.getColumns().get(i)));
    }
  }

  private void endGroup() throws IOException {
    if (group == null) {
      return;
    }
    for (ColumnPages column : columns) {
      column.end();
    }
    file.startBlock(groupRows);
    group.flushToFileWriter(file);
    file.endBlock();
    group.close();
    rows += groupRows;
    groupRows = 0;
    group = null;
  }

  private long groupBytes() {
    return message.getColumns().stream()
        .mapToLong(column -> group.getPageWriter(column).getMemSize())
        .sum();
  }

  private void requireRowsReadBack() throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
      if (reader.getRecordCount() != rows) {
        throw new Failure(
            Kind.IO,
            "%s: wrote %d rows, but its footer says %d"
                .formatted(path, rows, reader.getRecordCount()),
            "Look at the storage; run again.");
      }
    }
  }

  private WrittenFile written(FileStatus status) {
    Map<String, Long> nulls = new TreeMap<>();
    Map<String, String> least = new TreeMap<>();
    Map<String, String> greatest = new TreeMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = schema.fields().get(i).name();
      ColumnPages column = columns.get(i);
      nulls.put(name, column.nulls());
      column.least().ifPresent(value -> least.put(name, value));
      column.greatest().ifPresent(value -> greatest.put(name, value));
    }
    return new WrittenFile(
        status.getPath().toString(),
        status.getLen(),
        status.getModificationTime(),
        rows,
        nulls,
        least,
        greatest);
  }

  /** Past Hadoop's checksums on a local disk: they cost a third, and pages have their own. */
  private static OutputFile output(Path path, Configuration hadoop) throws IOException {
    FileSystem files = FileSystems.of(path, hadoop);
    Path qualified = files.makeQualified(path);
    if (!qualified.toUri().getScheme().equals("file")) {
      return HadoopOutputFile.fromPath(qualified, hadoop);
    }
    java.nio.file.Path local = LocalFiles.nio(qualified);
    Files.createDirectories(local.getParent());
    return new LocalOutputFile(local);
  }
}
