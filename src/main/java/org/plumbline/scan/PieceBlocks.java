package org.plumbline.scan;

import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.columns.Block;
import org.plumbline.table.BlockSource;
import org.plumbline.table.Snapshot;

/**
 * The blocks of pieces of files, one behind the other.
 *
 * @param columns of each block
 */
record PieceBlocks(Snapshot snapshot, List<String> columns, Configuration hadoop) {

  /**
   * Hands every block to {@code taker}, who may keep none of it.
   *
   * @return the bytes read
   */
  long each(List<Piece> pieces, Consumer<Block> taker) {
    long bytes = 0;
    for (Piece piece : pieces) {
      try (BlockSource reader = piece.open(snapshot, columns, hadoop)) {
        while (reader.next()) {
          taker.accept(reader.block());
        }
        bytes += reader.bytesRead();
      }
    }
    return bytes;
  }
}
