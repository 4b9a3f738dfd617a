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
import org.plumbline.features.Response;
import org.plumbline.features.Scorer;
import org.plumbline.table.Snapshot;

/** Errors of pieces of files: what a task of {@link RowErrors} does. */
final class RowErrorsTask implements Pass.Work<RowErrorsTask.Found> {

  @Serial private static final long serialVersionUID = 1;

  private static final int HOLDOUT = 0;

  /**
   * @param sums by contender
   */
  record Found(List<ErrorSums> sums, long bytesRead) implements Serializable {}

  private final Snapshot snapshot;
  private final Design rule;
  private final List<Scorer> scorers;
  private final List<Response> published;
  private final List<String> columns;
  private final DayRange days;
  private final RowErrors.Bins bins;

  RowErrorsTask(
      Snapshot snapshot,
      Design rule,
      List<Scorer> scorers,
      List<Response> published,
      List<String> columns,
      DayRange days,
      RowErrors.Bins bins) {
    this.snapshot = snapshot.withoutFiles();
    this.rule = rule;
    this.scorers = scorers;
    this.published = published;
    this.columns = columns;
    this.days = days;
    this.bins = bins;
  }

  @Override
  public Found of(List<Piece> pieces, Configuration hadoop) {
    Schema schema = Schemas.of(snapshot, columns);
    DesignRows rows = new DesignRows(rule, schema);
    List<Predictions> predictions =
        scorers.stream().map(scorer -> new Predictions(scorer, schema)).toList();
    List<ErrorSums.Collector> sums =
        published.stream().map(response -> new ErrorSums.Collector(bins, response)).toList();
    long bytes =
        new PieceBlocks(snapshot, columns, hadoop)
            .each(pieces, block -> judge(block, rows, predictions, sums));
    return new Found(sums.stream().map(ErrorSums.Collector::finish).toList(), bytes);
  }

  private void judge(
      Block block, DesignRows rows, List<Predictions> predictions, List<ErrorSums.Collector> sums) {
    rows.take(block);
    predictions.forEach(contender -> contender.take(block));
    for (int group = 0; group < rows.groups(); group++) {
      if (rows.fold(group) == HOLDOUT && days.contains(rows.day(group))) {
        for (int place = rows.from(group); place < rows.to(group); place++) {
          judge(rows.day(group), rows.order()[place], rows, predictions, sums);
        }
      }
    }
  }

  private static void judge(
      int day,
      int row,
      DesignRows rows,
      List<Predictions> predictions,
      List<ErrorSums.Collector> sums) {
    double weight = rows.weights().length == 0 ? 1 : rows.weights()[row];
    if (weight == 0 || !predictions.stream().allMatch(contender -> contender.usable(row))) {
      return;
    }
    double label = rows.z()[rows.z().length - 1][row];
    for (int contender = 0; contender < sums.size(); contender++) {
      sums.get(contender).add(day, label, predictions.get(contender).values()[row], weight);
    }
  }
}
