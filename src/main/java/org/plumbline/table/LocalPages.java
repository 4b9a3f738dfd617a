package org.plumbline.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A row group of a file on the local disk, of which no more is held than a page of each column: its
 * bytes pass through a core's nearer cache once, where a whole row group would go to the main
 * memory and come back.
 */
final class LocalPages implements PageReadStore {

  private final long rows;
  private final Map<ColumnPath, ChunkPages> chunks = new HashMap<>();

  /**
   * @param columns of the file's schema, whose chunks are asked for
   * @param length of the file in bytes
   */
  LocalPages(
      BlockMetaData group,
      List<ColumnDescriptor> columns,
      SeekableInputStream file,
      long length,
      ReadBuffers buffers) {
    rows = group.getRowCount();
    Map<ColumnPath, ColumnChunkMetaData> stored = new HashMap<>();
    group.getColumns().forEach(chunk -> stored.put(chunk.getPath(), chunk));
    for (ColumnDescriptor column : columns) {
      ColumnPath path = ColumnPath.get(column.getPath());
      ColumnChunkMetaData chunk = stored.get(path);
      if (chunk == null) {
        throw new IllegalStateException("a row group lacks the column " + path.toDotString());
      }
      chunks.put(
          path,
          new ChunkPages(
              chunk,
              new FileWindow(file, length, buffers.chunks()),
              buffers.codecs().getDecompressor(chunk.getCodec())));
    }
  }

  @Override
  public long getRowCount() {
    return rows;
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    return chunks.get(ColumnPath.get(column.getPath()));
  }

  @Override
  public void close() {
    chunks.values().forEach(ChunkPages::close);
  }
}
