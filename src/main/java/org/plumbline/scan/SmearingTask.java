package org.plumbline.scan;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.columns.Block;
import org.plumbline.columns.Schema;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.DesignRows;
import org.plumbline.features.Predictions;
import org.plumbline.features.Scorer;
import org.plumbline.table.Snapshot;

/** Sums of {@link Smearing} over pieces of files: what a task does. */
final class SmearingTask implements Pass.Work<SmearingTask.Found> {

  @Serial private static final long serialVersionUID = 1;

  private static final int HOLDOUT = 0;

  record Found(Smearing.Sums sums, long bytesRead) implements Serializable {}

  private final Snapshot snapshot;
  private final Design rule;
  private final Scorer scorer;
  private final List<String> columns;
  private final DayRange days;

  SmearingTask(Snapshot snapshot, Design rule, Scorer scorer, List<String> columns, DayRange days) {
    this.snapshot = snapshot.withoutFiles();
    this.rule = rule;
    this.scorer = scorer;
    this.columns = columns;
    this.days = days;
  }

  @Override
  public Found of(List<Piece> pieces, Configuration hadoop) {
    Schema schema = Schemas.of(snapshot, columns);
    DesignRows rows = new DesignRows(rule, schema);
    Predictions predictions = new Predictions(scorer, schema);
    Smearing.Collector sums = new Smearing.Collector();
    long bytes =
        new PieceBlocks(snapshot, columns, hadoop)
            .each(pieces, block -> add(block, rows, predictions, sums));
    return new Found(sums.finish(), bytes);
  }

  private void add(Block block, DesignRows rows, Predictions predictions, Smearing.Collector sums) {
    rows.take(block);
    predictions.take(block);
    double[] label = rows.z()[rows.z().length - 1];
    for (int group = 0; group < rows.groups(); group++) {
      if (rows.fold(group) == HOLDOUT || !days.contains(rows.day(group))) {
        continue;
      }
      for (int place = rows.from(group); place < rows.to(group); place++) {
        int row = rows.order()[place];
        double weight = rows.weights().length == 0 ? 1 : rows.weights()[row];
        if (weight > 0 && predictions.usable(row)) {
          sums.add(label[row] - predictions.values()[row], weight);
        }
      }
    }
  }
}
