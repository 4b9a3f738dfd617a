package org.plumbline.scan;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.plumbline.table.BlockSource;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/**
 * A partition of a relation, where Spark makes its rows; it never leaves its task.
 *
 * @param columns that the rows were asked for
 * @param seen told what was read once the last row was
 */
record RelationPiece(
    DataFile file, List<String> columns, Iterator<Row> rows, Consumer<Fingerprint> seen)
    implements Piece {

  @Override
  public int index() {
    return 0;
  }

  @Override
  public boolean isWhole() {
    return false;
  }

  @Override
  public BlockSource open(Snapshot snapshot, List<String> asked, Configuration hadoop) {
    if (!asked.equals(columns)) {
      throw new IllegalArgumentException("rows with " + columns + " have no " + asked);
    }
    return new RelationBlocks(Schemas.of(snapshot, asked), rows, seen);
  }
}
