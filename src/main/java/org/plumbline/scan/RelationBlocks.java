package org.plumbline.scan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.plumbline.columns.Block;
import org.plumbline.columns.Column;
import org.plumbline.columns.Schema;
import org.plumbline.table.BlockSource;

/**
 * Blocks of a relation's rows, as {@link Relation#rows} makes them. A partition is one row group,
 * or several where it is long.
 */
final class RelationBlocks implements BlockSource {

  private static final int BLOCKS_OF_A_ROW_GROUP = 64;

  private final Schema schema;
  private final Iterator<Row> rows;
  private final Consumer<Fingerprint> seen;
  private final List<RelationColumn> columns = new ArrayList<>();
  private Block block;
  private long row;
  private int blocks;
  private boolean told;

  /**
   * @param seen told what was read, once the last row was
   */
  RelationBlocks(Schema schema, Iterator<Row> rows, Consumer<Fingerprint> seen) {
    this.schema = schema;
    this.rows = rows;
    this.seen = seen;
    schema.fields().forEach(field -> columns.add(RelationColumn.of(field.type())));
  }

  /**
   * @throws org.plumbline.Failure DATA a value that Spark's functions refuse
   */
  @Override
  public boolean next() {
    try {
      return take();
    } catch (RuntimeException e) { // whatever functions of the query throw
      throw QueryFailures.ofRow(e);
    }
  }

  private boolean take() {
    int taken = 0;
    while (taken < Block.MAX_ROWS && rows.hasNext()) {
      Row next = rows.next();
      for (int column = 0; column < columns.size(); column++) {
        columns.get(column).take(next, column, taken);
      }
      taken++;
    }
    if (taken == 0) {
      tell();
      return false;
    }
    blocks++;
    List<Column> made = new ArrayList<>();
    int ofBlock = taken;
    columns.forEach(column -> made.add(column.made(ofBlock)));
    boolean ends = blocks % BLOCKS_OF_A_ROW_GROUP == 0 || !rows.hasNext();
    block = new Block(schema, taken, row, ends, made);
    row += taken;
    return true;
  }

  private void tell() {
    if (told) {
      return;
    }
    told = true;
    TreeMap<String, Long> sums = new TreeMap<>();
    for (int column = 0; column < columns.size(); column++) {
      sums.put(schema.fields().get(column).name(), columns.get(column).sum());
    }
    seen.accept(new Fingerprint(row, sums));
  }

  @Override
  public Block block() {
    return block;
  }

  @Override
  public long fileRows() {
    return Long.MAX_VALUE;
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  /** Spark closes what the rows come from. */
  @Override
  public void close() {}
}
