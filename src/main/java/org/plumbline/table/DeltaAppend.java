package org.plumbline.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.Schema;
import org.plumbline.table.DeltaStandalone.Creation;
import org.plumbline.table.DeltaStandalone.Outcome;
import org.plumbline.table.DeltaStandalone.Transaction;

/**
 * A new Delta table, at protocol (1,2), and appends to it: a commit for the files of each call.
 * Blind appends by one writer; the scores have a table of their own ({@link ScoreTable}).
 */
public final class DeltaAppend {

  private final String root;
  private final Schema schema;
  private final List<String> partitionColumns;
  private final DeltaStandalone table;

  /**
   * A finished file and the partition it belongs to.
   *
   * @param partition the value of every partition column, as text (dates in ISO form); empty is
   *     null
   */
  public record Added(WrittenFile file, Map<String, Optional<String>> partition) {}

  private DeltaAppend(
      String root, Schema schema, List<String> partitionColumns, DeltaStandalone table) {
    this.root = root;
    this.schema = schema;
    this.partitionColumns = List.copyOf(partitionColumns);
    this.table = table;
  }

  /**
   * A table that does not exist yet; the first append makes it.
   *
   * @param schema all columns; those of the partition are not written to files
   * @throws Failure OUTPUT where the folder holds anything; UNSUPPORTED a type Delta lacks
   */
  public static DeltaAppend create(
      String path, Schema schema, List<String> partitionColumns, Configuration hadoop) {
    String root = Snapshots.qualified(path, hadoop);
    DeltaTypes.requireStorable(root, schema);
    List<String> there = new HadoopStorage(hadoop).list(root);
    if (!there.isEmpty()) {
      throw new Failure(
          Kind.OUTPUT,
          root + ": the folder of a new table holds " + there.get(0),
          "Choose another folder, or empty it.");
    }
    return new DeltaAppend(root, schema, partitionColumns, DeltaStandalone.open(root, hadoop));
  }

  /** The columns of a data file: those of the table but for the partition's. */
  public Schema fileSchema() {
    return new Schema(
        schema.fields().stream()
            .filter(field -> !partitionColumns.contains(field.name()))
            .toList());
  }

  /** The path of a new file of a partition, for {@link BlockWriter#create}. */
  public String newFile(Map<String, Optional<String>> partition) {
    List<String> parts = new ArrayList<>(List.of(root));
    if (!partitionColumns.isEmpty()) {
      parts.add(HivePath.folder(partitionColumns, partition));
    }
    parts.add("part-" + UUID.randomUUID() + ".snappy.parquet");
    return String.join("/", parts);
  }

  /**
   * Adds the files in one commit.
   *
   * @return the table's version afterwards
   * @throws Failure CONFLICT where another writer committed first; IO where it is not known whether
   *     the commit landed
   */
  public long append(List<Added> files) {
    Transaction transaction = table.begin(new Creation(schema, partitionColumns, Map.of()));
    for (Added added : files) {
      transaction.add(
          added.file(),
          DeltaPaths.below(added.file().path(), root),
          added.partition(),
          Map.of(),
          schema);
    }
    Outcome outcome = transaction.commit("Append", "{}");
    if (outcome instanceof Outcome.Committed committed) {
      return committed.version();
    } else if (outcome instanceof Outcome.Unknown unknown) {
      throw IoFailures.writing(root + "/_delta_log", unknown.cause());
    }
    throw new Failure(
        Kind.CONFLICT,
        root + ": another writer committed first: " + ((Outcome.Lost) outcome).to(),
        "Run again.");
  }
}
