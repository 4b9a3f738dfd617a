package org.plumbline.scan;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.columns.Block;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;
import org.plumbline.table.Snapshot;

/** Facts of the columns of pieces of files: what a task of {@link Survey} does. */
final class SurveyTask implements Pass.Work<SurveyTask.Found> {

  @Serial private static final long serialVersionUID = 1;

  /** By column, in order. */
  record Found(ArrayList<ColumnFacts> facts) implements Serializable {}

  /** Facts of one column of the blocks; one a thread. */
  sealed interface Collector permits NumberSurvey, TextSurvey {

    /**
     * @param label numbers of the block's label
     */
    void add(Block block, SurveyedNumbers label);

    ColumnFacts end();
  }

  private final Snapshot snapshot;
  private final List<String> columns;
  private final String label;

  SurveyTask(Snapshot snapshot, List<String> columns, String label) {
    this.snapshot = snapshot.withoutFiles();
    this.columns = columns;
    this.label = label;
  }

  @Override
  public Found of(List<Piece> pieces, Configuration hadoop) {
    Schema schema = Schemas.of(snapshot, columns);
    SurveyedNumbers labels = new SurveyedNumbers(schema.field(label).orElseThrow(), schema);
    List<Collector> collectors = schema.fields().stream().map(each -> of(each, schema)).toList();
    new PieceBlocks(snapshot, columns, hadoop)
        .each(
            pieces,
            block -> {
              labels.read(block);
              collectors.forEach(collector -> collector.add(block, labels));
            });
    ArrayList<ColumnFacts> facts = new ArrayList<>();
    collectors.forEach(collector -> facts.add(collector.end()));
    return new Found(facts);
  }

  private static Collector of(Field field, Schema schema) {
    return field.type() instanceof ColumnType.Text
        ? new TextSurvey(field, schema)
        : new NumberSurvey(field, schema);
  }
}
