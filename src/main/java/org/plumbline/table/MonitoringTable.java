package org.plumbline.table;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.Block;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;
import org.plumbline.table.DeltaStandalone.Creation;
import org.plumbline.table.DeltaStandalone.Outcome;
import org.plumbline.table.DeltaStandalone.Transaction;

/**
 * Every measure of monitoring by as-of date and day, as a Delta table for dashboards, partitioned
 * by {@code as_of}.
 *
 * <p>An as-of date holds the rows of its newest cycle, once: the cycle's number is the version of
 * the date's own Delta transaction, so that a commit that is there already, or a newer one, is not
 * repeated, and of two runs at once one commits.
 */
public final class MonitoringTable {

  private static final String AS_OF = "as_of";
  private static final String OWNER = "plumbline.monitoring-of";
  private static final int ATTEMPTS = 5;

  private static final Schema FILES =
      new Schema(
          List.of(
              new Field("day", new ColumnType.Date()),
              new Field("column", new ColumnType.Text()),
              new Field("measure", new ColumnType.Text()),
              new Field("value", new ColumnType.Floating(64)),
              new Field("threshold", new ColumnType.Floating(64)),
              new Field("noise", new ColumnType.Floating(64)),
              new Field("breached", new ColumnType.Bool()),
              new Field("status", new ColumnType.Text()),
              new Field("model_id", new ColumnType.Text()),
              new Field("run_id", new ColumnType.Text())));

  private final String root;
  private final String name;
  private final DeltaStandalone table;
  private final Configuration hadoop;

  private MonitoringTable(String root, String name, DeltaStandalone table, Configuration hadoop) {
    this.root = root;
    this.name = name;
    this.table = table;
    this.hadoop = hadoop;
  }

  /**
   * A measure of the rows of a day.
   *
   * @param status of the run as a whole
   */
  public record Row(
      LocalDate day,
      String column,
      String measure,
      double value,
      double threshold,
      double noise,
      boolean breached,
      String status,
      String model,
      String runId) {}

  /**
   * Opens the table, which need not exist yet: its first rows make it.
   *
   * @param name whose monitoring it is
   * @throws Failure OUTPUT where something else is there; UNSUPPORTED a Delta feature
   */
  public static MonitoringTable open(String path, String name, Configuration hadoop) {
    String root = Snapshots.qualified(path, hadoop);
    DeltaStandalone table = DeltaStandalone.open(root, hadoop);
    if (table.exists() && !name.equals(table.properties().get(OWNER))) {
      throw new Failure(
          Kind.OUTPUT,
          root + ": is not the monitoring of " + name + ": its property " + OWNER + " differs",
          "Move the table away; the next run makes it anew.");
    }
    if (table.exists()) {
      table.requireWritable(hadoop);
    }
    return new MonitoringTable(root, name, table, hadoop);
  }

  /**
   * Publishes the rows of a cycle in place of those of its as-of date's earlier cycles. Nothing is
   * done where this cycle's are there, or a newer one's.
   *
   * @param rows at least one
   * @throws Failure CONFLICT where other writers won too often; IO where it is not known to be
   *     published, which the next run finds out
   */
  public void publish(LocalDate asOf, int cycle, List<Row> rows) {
    if (marked(begin(), asOf) >= cycle) {
      return;
    }
    WrittenFile file = write(asOf, rows);
    Outcome outcome = new Outcome.Lost("");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Transaction transaction = begin();
      if (marked(transaction, asOf) >= cycle) {
        return;
      }
      outcome = commit(transaction, asOf, cycle, file);
      if (outcome instanceof Outcome.Committed) {
        return;
      }
    }
    if (marked(begin(), asOf) < cycle) {
      throw failed(outcome);
    }
  }

  private Transaction begin() {
    return table.begin(
        new Creation(ScoreTable.withPartition(FILES), List.of(AS_OF), Map.of(OWNER, name)));
  }

  private long marked(Transaction transaction, LocalDate asOf) {
    return transaction.marked(application(asOf));
  }

  private String application(LocalDate asOf) {
    return "plumbline/" + name + "/monitoring/" + asOf;
  }

  private Outcome commit(Transaction transaction, LocalDate asOf, int cycle, WrittenFile file) {
    boolean replaces = !transaction.filesOf(AS_OF, asOf).isEmpty();
    transaction.mark(application(asOf), cycle);
    transaction.removeFilesOf(AS_OF, asOf);
    transaction.add(
        file,
        DeltaPaths.below(file.path(), root),
        Map.of(AS_OF, Optional.of(asOf.toString())),
        Map.of(),
        FILES);
    return transaction.commit(
        replaces ? "Overwrite" : "Append",
        Json.compact(Map.of("as-of", asOf.toString(), "cycle", Integer.toString(cycle))));
  }

  private WrittenFile write(LocalDate asOf, List<Row> rows) {
    String path = "%s/%s=%s/%s.snappy.parquet".formatted(root, AS_OF, asOf, UUID.randomUUID());
    try (BlockWriter writer = BlockWriter.create(path, FILES, hadoop)) {
      for (int from = 0; from < rows.size(); from += Block.MAX_ROWS) {
        int to = Math.min(rows.size(), from + Block.MAX_ROWS);
        writer.write(MonitoringBlock.of(FILES, rows.subList(from, to), from, to == rows.size()));
      }
      return writer.finish();
    }
  }

  private Failure failed(Outcome outcome) {
    return outcome instanceof Outcome.Unknown unknown
        ? IoFailures.writing(root + "/_delta_log", unknown.cause())
        : new Failure(
            Kind.CONFLICT,
            "%s: other writers committed first, %d times: %s"
                .formatted(root, ATTEMPTS, ((Outcome.Lost) outcome).to()),
            "Run again.");
  }
}
