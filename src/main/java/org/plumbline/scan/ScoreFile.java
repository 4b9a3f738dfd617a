package org.plumbline.scan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Dictionary;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.Missing;
import org.plumbline.columns.Schema;
import org.plumbline.features.Flaw;
import org.plumbline.features.Predictions;
import org.plumbline.features.Substitution;
import org.plumbline.table.BlockWriter;
import org.plumbline.table.WrittenFile;

/** A file of scores being written; it exists from its first row on. */
final class ScoreFile implements AutoCloseable {

  private final String path;
  private final Schema schema;
  private final Configuration hadoop;
  private final Dictionary model;
  private final int[] modelCodes = new int[Block.MAX_ROWS];
  private final TreeMap<RewriteTask.ColumnFlaw, Long> flaws = new TreeMap<>();
  private final TreeMap<Substituted, Long> substituted = new TreeMap<>();
  private Optional<BlockWriter> writer = Optional.empty();
  private long unscored;

  /**
   * @param schema carried columns, prediction, model
   */
  ScoreFile(String path, Schema schema, String modelId, Configuration hadoop) {
    this.path = path;
    this.schema = schema;
    this.hadoop = hadoop;
    byte[] id = modelId.getBytes(StandardCharsets.UTF_8);
    this.model = new Dictionary(id, new int[] {0, id.length}, 1);
  }

  /** Scores rows of a block, whose first columns are those carried. */
  void write(Block block, BlockRows rows, Predictions predictions) {
    if (rows.count() == 0) {
      return;
    }
    predictions.take(block);
    List<Column> columns = new ArrayList<>();
    for (int carried = 0; carried < schema.fields().size() - 2; carried++) {
      columns.add(rows.of(block.columns().get(carried), block.rows()));
    }
    Column prediction =
        new DoubleColumn(
            new ColumnType.Floating(64), predictions.values(), unusable(block.rows(), predictions));
    columns.add(rows.of(prediction, block.rows()));
    columns.add(new BytesColumn(new ColumnType.Text(), modelCodes, model, Missing.NONE));
    count(rows, predictions);
    open().write(new Block(schema, rows.count(), 0, false, columns));
  }

  private BlockWriter open() {
    if (writer.isEmpty()) {
      writer = Optional.of(BlockWriter.create(path, schema, hadoop));
    }
    return writer.get();
  }

  private static Missing unusable(int rows, Predictions predictions) {
    if (predictions.allUsable()) {
      return Missing.NONE;
    }
    boolean[] flags = new boolean[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      flags[row] = !predictions.usable(row);
      count += flags[row] ? 1 : 0;
    }
    return Missing.of(flags, count);
  }

  private void count(BlockRows rows, Predictions predictions) {
    if (predictions.mayHaveSubstitutions()) {
      for (int place = 0; place < rows.count(); place++) {
        predictions.substitutions(rows.rows()[place], this::count);
      }
    }
    if (predictions.allUsable()) {
      return;
    }
    for (int place = 0; place < rows.count(); place++) {
      int row = rows.rows()[place];
      if (!predictions.usable(row)) {
        unscored++;
        predictions.flaws(row, this::count);
      }
    }
  }

  private void count(String column, Flaw flaw) {
    flaws.merge(new RewriteTask.ColumnFlaw(column, flaw), 1L, Long::sum);
  }

  private void count(String column, Substitution how) {
    substituted.merge(new Substituted(column, how), 1L, Long::sum);
  }

  RewriteTask.Found finish(long bytesRead) {
    List<WrittenFile> files = writer.map(BlockWriter::finish).stream().toList();
    return new RewriteTask.Found(files, unscored, flaws, substituted, bytesRead);
  }

  /** Without {@link #finish}, the writer leaves nothing of the file. */
  @Override
  public void close() {
    writer.ifPresent(BlockWriter::close);
  }
}
