package org.plumbline.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.plumbline.Failure;
import org.plumbline.columns.Block;
import org.plumbline.columns.Schema;

/**
 * Reads columns of one data file as blocks, row group after row group. For one thread; a block's
 * arrays are used again for the next one. Of a local file a page of each column is held, of others
 * what is asked of a row group, compressed.
 */
public final class BlockReader implements BlockSource {

  /** A row group: where it stands in the footer and in the file, and the bytes asked of it. */
  private record Group(int index, long firstRow, long rows, long bytes) {}

  private final String file;
  private final ParquetPages pages;
  private final ReadBuffers buffers;
  private final FileColumns columns;
  private final Iterator<Group> groups;
  private PageReadStore group;
  private long row;
  private long left;
  private long bytesRead;
  private Block block;
  private boolean closed;

  /**
   * Opens a file and chooses the row groups whose middle byte lies in the range.
   *
   * @param columns names of the snapshot's schema, partition columns allowed; one that the file
   *     lacks is all missing
   * @throws Failure DATA a damaged file, a column that the table lacks, that is nested, or whose
   *     type in the file does not fit the table's; MISSING_INPUT the file is gone; UNSUPPORTED a
   *     type, or a file encrypted without keys; IO the storage failed
   */
  public static BlockReader open(
      Snapshot snapshot,
      DataFile file,
      List<String> columns,
      ByteRange range,
      Configuration hadoop) {
    Schema schema = new Schema(columns.stream().map(snapshot::column).toList());
    ReadBuffers buffers = ReadBuffers.take();
    ParquetPages pages = null;
    try {
      pages = ParquetSource.of(snapshot, file, hadoop).open(buffers);
      FileColumns found = new FileColumns(snapshot, file, schema, pages.footer().getFileMetaData());
      return new BlockReader(snapshot.location(file), pages, buffers, found, range);
    } catch (IOException | RuntimeException e) { // damage: parquet-java throws all sorts
      Failure failure = Unreadable.failure(snapshot.location(file), Optional.empty(), e);
      closeAfter(failure, pages);
      buffers.giveBack();
      throw failure;
    }
  }

  private static void closeAfter(Failure failure, ParquetPages pages) {
    try {
      if (pages != null) {
        pages.close();
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private BlockReader(
      String file, ParquetPages pages, ReadBuffers buffers, FileColumns columns, ByteRange range) {
    this.file = file;
    this.pages = pages;
    this.buffers = buffers;
    this.columns = columns;
    this.groups = groups(range).iterator();
  }

  private List<Group> groups(ByteRange range) {
    Set<String> asked = new HashSet<>();
    columns.stored().forEach(descriptor -> asked.add(descriptor.getPath()[0]));
    List<Group> chosen = new ArrayList<>();
    List<BlockMetaData> all = pages.rowGroups();
    long firstRow = 0;
    for (int index = 0; index < all.size(); index++) { // a group's own ordinal is optional
      BlockMetaData group = all.get(index);
      if (group.getRowCount() > 0 && range.holdsMiddle(group)) {
        long bytes =
            group.getColumns().stream()
                .filter(chunk -> asked.contains(chunk.getPath().toArray()[0]))
                .mapToLong(ColumnChunkMetaData::getTotalSize)
                .sum();
        chosen.add(new Group(index, firstRow, group.getRowCount(), bytes));
      }
      firstRow += group.getRowCount();
    }
    return chosen;
  }

  /**
   * Moves to the next block; false after the last.
   *
   * @throws Failure DATA a damaged file; UNSUPPORTED a codec, an encoding, or days of an old
   *     calendar; IO the storage failed
   */
  @Override
  public boolean next() {
    try {
      if (left == 0 && !startGroup()) {
        return false;
      }
      int rows = (int) Math.min(Block.MAX_ROWS, left);
      left -= rows;
      block = new Block(columns.schema(), rows, row, left == 0, columns.read(rows));
      row += rows;
      return true;
    } catch (IOException | RuntimeException e) { // damage: parquet-java throws all sorts
      throw Unreadable.failure(file, columns.current(), e);
    }
  }

  private boolean startGroup() throws IOException {
    endGroup();
    if (!groups.hasNext()) {
      return false;
    }
    Group next = groups.next();
    row = next.firstRow();
    left = next.rows();
    if (!columns.stored().isEmpty()) {
      group = pages.rowGroup(next.index(), columns.stored());
      bytesRead += next.bytes();
      columns.start(group);
    }
    return true;
  }

  private void endGroup() {
    if (group != null) {
      group.close();
      group = null;
    }
  }

  /** The block at hand, valid until the next call of {@link #next}. */
  @Override
  public Block block() {
    return block;
  }

  /** Rows of the whole file, as its footer says. */
  @Override
  public long fileRows() {
    return pages.rowGroups().stream().mapToLong(BlockMetaData::getRowCount).sum();
  }

  /** Compressed bytes of the column chunks read so far. */
  @Override
  public long bytesRead() {
    return bytesRead;
  }

  /** Closes the file; closing again does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    endGroup();
    try {
      pages.close();
    } catch (IOException e) {
      throw Unreadable.failure(file, Optional.empty(), e);
    } finally {
      buffers.giveBack();
    }
  }
}
