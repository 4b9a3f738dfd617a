package org.plumbline.table;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.Operation;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.Metadata;
import io.delta.standalone.actions.SetTransaction;
import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.exceptions.DeltaConcurrentModificationException;
import io.delta.standalone.exceptions.DeltaStandaloneException;
import io.delta.standalone.expressions.EqualTo;
import io.delta.standalone.expressions.Expression;
import io.delta.standalone.expressions.Literal;
import io.delta.standalone.types.DataType;
import io.delta.standalone.types.DecimalType;
import io.delta.standalone.types.StructField;
import io.delta.standalone.types.StructType;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/**
 * A Delta table by Delta Standalone: the one class that knows this library, which is at the end of
 * its life. It reads protocol 1 and writes protocol 2; others are refused by the names of their
 * features.
 */
final class DeltaStandalone {

  private static final String ENGINE = "Plumbline";

  private final String root;
  private final DeltaLog log;

  private DeltaStandalone(String root, DeltaLog log) {
    this.root = root;
    this.log = log;
  }

  /**
   * @param root qualified path, of a table or of none yet
   * @throws Failure UNSUPPORTED naming the features that cannot be read; IO a damaged log
   */
  static DeltaStandalone open(String root, Configuration hadoop) {
    return guarded(
        root,
        hadoop,
        () -> new DeltaStandalone(root, DeltaLog.forTable(AtomicLogStore.configure(hadoop), root)));
  }

  boolean exists() {
    return log.tableExists();
  }

  /** Version, columns and files: the newest, or those of a version that is there. */
  Snapshot pin(OptionalLong version, Configuration hadoop) {
    return guarded(
        root,
        hadoop,
        () ->
            snapshot(
                version.isPresent()
                    ? log.getSnapshotForVersionAsOf(version.getAsLong())
                    : log.snapshot()));
  }

  long newestVersion() {
    return log.snapshot().getVersion();
  }

  /** Table properties of the newest version. */
  Map<String, String> properties() {
    return log.snapshot().getMetadata().getConfiguration();
  }

  /** Names of columns whose metadata asks a writer to check or map something. */
  private List<String> columnsWithRules() {
    List<String> names = new ArrayList<>();
    for (StructField field : log.snapshot().getMetadata().getSchema().getFields()) {
      boolean rules =
          field.getMetadata().getEntries().keySet().stream()
              .anyMatch(key -> key.startsWith("delta."));
      if (rules) {
        names.add(field.getName());
      }
    }
    return names;
  }

  /**
   * @throws Failure UNSUPPORTED naming what a writer would have to keep to, and we do not
   */
  void requireWritable(Configuration hadoop) {
    DeltaProtocol.newest(root, hadoop).requireWritable(root);
    List<String> ruled = columnsWithRules();
    if (!ruled.isEmpty()) {
      throw new Failure(
          Kind.UNSUPPORTED,
          root + ": columns " + ruled + " have invariants or a mapping",
          "Choose another output path, where the table is made anew.");
    }
  }

  /** User metadata of a commit; empty where the commit is not there (any more) or has none. */
  Optional<String> userMetadata(long version) {
    try {
      return log.getCommitInfoAt(version).getUserMetadata();
    } catch (DeltaStandaloneException gone) {
      return Optional.empty();
    }
  }

  private Snapshot snapshot(io.delta.standalone.Snapshot pinned) {
    Metadata metadata = pinned.getMetadata();
    List<Field> flat = new ArrayList<>();
    Map<String, String> unreadable = new HashMap<>();
    for (StructField field : metadata.getSchema().getFields()) {
      String type = typeText(field.getDataType());
      TypeText.parse(type)
          .ifPresentOrElse(
              known -> flat.add(new Field(field.getName(), known)),
              () -> unreadable.put(field.getName(), unreadableType(type)));
    }
    List<DataFile> files = new ArrayList<>();
    for (AddFile file : pinned.getAllFiles()) {
      files.add(dataFile(file));
    }
    return new Snapshot(
        TableFormat.DELTA,
        root,
        metadata.getId(),
        OptionalLong.of(pinned.getVersion()),
        new Schema(flat),
        metadata.getPartitionColumns(),
        files,
        unreadable);
  }

  private DataFile dataFile(AddFile file) {
    DeltaStatistics statistics = DeltaStatistics.parse(file.getStats());
    Map<String, Optional<String>> partition = new HashMap<>();
    file.getPartitionValues()
        .forEach((name, value) -> partition.put(name, Optional.ofNullable(value)));
    return new DataFile(
        DeltaPaths.decode(file.getPath(), root),
        file.getSize(),
        file.getModificationTime(),
        Optional.empty(),
        Optional.empty(),
        partition,
        statistics.rows(),
        statistics.least(),
        statistics.greatest());
  }

  private static String typeText(DataType type) {
    return type instanceof DecimalType decimal
        ? TypeText.of(new ColumnType.Decimal(decimal.getPrecision(), decimal.getScale()))
        : type.getTypeName();
  }

  private static String unreadableType(String type) {
    boolean nested = type.equals("struct") || type.equals("array") || type.equals("map");
    return nested
        ? Snapshot.NESTED + " (" + type + ")"
        : "of type " + type + ", which is not served";
  }

  /** What a table that does not exist yet is to be. */
  record Creation(Schema schema, List<String> partitionColumns, Map<String, String> properties) {}

  /** A file of the table with the tags that its commit gave it. */
  record TaggedFile(DataFile file, Map<String, String> tags) {}

  /** How a commit ended: the third needs a look at the table before anything is repeated. */
  sealed interface Outcome {
    record Committed(long version) implements Outcome {}

    record Lost(String to) implements Outcome {}

    record Unknown(Exception cause) implements Outcome {}
  }

  /** A transaction on the table as it is now; created first where it is absent. */
  Transaction begin(Creation creation) {
    log.update();
    OptimisticTransaction transaction = log.startTransaction();
    if (transaction.readVersion() < 0) {
      transaction.updateMetadata(metadata(creation));
    }
    return new Transaction(transaction);
  }

  private static Metadata metadata(Creation creation) {
    return Metadata.builder()
        .schema(structType(creation.schema()))
        .partitionColumns(creation.partitionColumns())
        .configuration(creation.properties())
        .createdTime(System.currentTimeMillis())
        .build();
  }

  private static StructType structType(Schema schema) {
    StructType struct = new StructType();
    for (Field field : schema.fields()) {
      // A type's JSON is its name in quotes.
      struct = struct.add(field.name(), DataType.fromJson("\"" + TypeText.of(field.type()) + "\""));
    }
    return struct;
  }

  /** One atomic step, prepared from what was read of the table. */
  final class Transaction {

    private final OptimisticTransaction transaction;
    private final List<Action> actions = new ArrayList<>();

    private Transaction(OptimisticTransaction transaction) {
      this.transaction = transaction;
    }

    long readVersion() {
      return transaction.readVersion();
    }

    /** The last version an application marked, −1 for none; the commit fails if it moves. */
    long marked(String application) {
      return transaction.txnVersion(application);
    }

    void mark(String application, long version) {
      actions.add(
          new SetTransaction(application, version, Optional.of(System.currentTimeMillis())));
    }

    /** Files of a day; the commit fails if others add to or remove from them. */
    List<TaggedFile> filesOf(String dateColumn, LocalDate day) {
      List<TaggedFile> files = new ArrayList<>();
      for (AddFile file : addedOn(dateColumn, day)) {
        Map<String, String> tags = file.getTags() == null ? Map.of() : file.getTags();
        files.add(new TaggedFile(dataFile(file), tags));
      }
      return files;
    }

    void removeFilesOf(String dateColumn, LocalDate day) {
      addedOn(dateColumn, day).forEach(file -> actions.add(file.remove()));
    }

    private List<AddFile> addedOn(String dateColumn, LocalDate day) {
      if (transaction.readVersion() < 0) {
        return List.of();
      }
      Expression isDay =
          new EqualTo(
              transaction.metadata().getSchema().column(dateColumn),
              Literal.of(java.sql.Date.valueOf(day)));
      List<AddFile> files = new ArrayList<>();
      try (CloseableIterator<AddFile> matching = transaction.markFilesAsRead(isDay).getFiles()) {
        matching.forEachRemaining(files::add);
      } catch (IOException e) {
        throw IoFailures.reading(root + "/_delta_log", e);
      }
      return files;
    }

    void add(
        WrittenFile file,
        String relativePath,
        Map<String, Optional<String>> partition,
        Map<String, String> tags,
        Schema schema) {
      Map<String, String> values = new TreeMap<>();
      partition.forEach((name, value) -> values.put(name, value.orElse(null)));
      actions.add(
          AddFile.builder(
                  DeltaPaths.encode(relativePath), values, file.size(), file.modified(), true)
              // Standalone writes this text raw: it must be JSON of a string already.
              .stats(Json.compact(DeltaStatistics.print(file, schema)))
              .tags(tags)
              .build());
    }

    /**
     * Commits once.
     *
     * @param mode Append or Overwrite, for the table's history
     */
    Outcome commit(String mode, String userMetadata) {
      // As with statistics, a parameter's value is written raw.
      Operation operation =
          new Operation(
              Operation.Name.WRITE,
              Map.of("mode", Json.compact(mode)),
              Map.of(),
              Optional.of(userMetadata));
      try {
        return new Outcome.Committed(transaction.commit(actions, operation, ENGINE).getVersion());
      } catch (DeltaConcurrentModificationException e) {
        return new Outcome.Lost(IoFailures.cause(e));
      } catch (Exception e) { // Scala throws checked ones undeclared; the commit may have landed
        return new Outcome.Unknown(e);
      }
    }
  }

  private interface Work<T> {
    T run() throws Exception;
  }

  /** Standalone only throws at tables it does not know: Kernel then says what they need. */
  private static <T> T guarded(String root, Configuration hadoop, Work<T> work) {
    try {
      return work.run();
    } catch (Failure e) {
      throw e;
    } catch (Exception e) { // Scala throws checked ones undeclared
      DeltaProtocol.newest(root, hadoop).requireReadable(root);
      throw new Failure(
          Kind.IO,
          root + "/_delta_log: the log cannot be read: " + IoFailures.cause(e),
          "Restore the log's files, or read the table with another tool to see what is wrong.",
          e);
    }
  }
}
