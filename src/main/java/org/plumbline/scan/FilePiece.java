package org.plumbline.scan;

import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.table.BlockReader;
import org.plumbline.table.BlockSource;
import org.plumbline.table.ByteRange;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/** A range of bytes of a data file. */
record FilePiece(int index, DataFile file, ByteRange range) implements Piece, Serializable {

  @Override
  public boolean isWhole() {
    return range.from() == 0 && range.to() == Long.MAX_VALUE;
  }

  @Override
  public BlockSource open(Snapshot snapshot, List<String> columns, Configuration hadoop) {
    return BlockReader.open(snapshot, file, columns, range, hadoop);
  }
}
