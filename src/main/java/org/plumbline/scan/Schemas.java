package org.plumbline.scan;

import java.util.List;
import org.plumbline.columns.Schema;
import org.plumbline.table.Snapshot;

/** Schemas of the blocks that a reader gives. */
final class Schemas {

  static final Schema NONE = new Schema(List.of());

  private Schemas() {}

  /**
   * The columns in the order asked for.
   *
   * @throws org.plumbline.Failure DATA or UNSUPPORTED for a column that is not there or cannot be
   *     read
   */
  static Schema of(Snapshot snapshot, List<String> columns) {
    return new Schema(columns.stream().map(snapshot::column).toList());
  }
}
