package org.plumbline.table;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.Schema;
import org.plumbline.table.DeltaStandalone.Creation;
import org.plumbline.table.DeltaStandalone.Outcome;
import org.plumbline.table.DeltaStandalone.TaggedFile;
import org.plumbline.table.DeltaStandalone.Transaction;

/**
 * Scores as a Delta table. A day is published in one commit: the files that were there are removed,
 * the new ones added, and the day's own transaction number is raised, which fails where another
 * publisher raised it meanwhile.
 *
 * <p>Whose scores a day holds stands in the tags of its files, which checkpoints keep; the commit's
 * user metadata say it too.
 */
record DeltaScores(
    String root, String name, Schema schema, DeltaStandalone table, Configuration hadoop)
    implements ScoreTable {

  /** The table property that makes a table ours. */
  static final String OWNER = "plumbline.scores-of";

  private static final int ATTEMPTS = 5;
  private static final int COMMITS_TO_SEARCH = 100;

  private static final String MODEL = "plumbline.model";
  private static final String RUN = "plumbline.run-id";
  private static final String READ_VERSION = "plumbline.read-version";

  static DeltaScores open(String root, String name, Schema schema, Configuration hadoop) {
    DeltaTypes.requireStorable(root, schema);
    DeltaStandalone table = DeltaStandalone.open(root, hadoop);
    if (table.exists()) {
      requireOurs(root, name, schema, table, hadoop);
    } else {
      DeltaTypes.requireEmpty(root, hadoop);
    }
    return new DeltaScores(root, name, schema, table, hadoop);
  }

  private static void requireOurs(
      String root, String name, Schema schema, DeltaStandalone table, Configuration hadoop) {
    String owner = table.properties().get(OWNER);
    if (owner == null) {
      throw ScoreTables.notOurs(root, "the Delta table lacks the property " + OWNER);
    }
    ScoreTables.requireName(root, owner, name);
    table.requireWritable(hadoop);
    Snapshot now = table.pin(OptionalLong.empty(), hadoop);
    ScoreTables.requireSchema(root, now.schema(), ScoreTable.withPartition(schema));
    if (!now.partitionColumns().equals(List.of(AS_OF))) {
      throw ScoreTables.notOurs(root, "it is partitioned by " + now.partitionColumns());
    }
  }

  @Override
  public Optional<DayPublication> published(LocalDate asOf) {
    return published(asOf, begin());
  }

  private Transaction begin() {
    return table.begin(
        new Creation(ScoreTable.withPartition(schema), List.of(AS_OF), Map.of(OWNER, name)));
  }

  private Optional<DayPublication> published(LocalDate asOf, Transaction transaction) {
    List<TaggedFile> files = transaction.filesOf(AS_OF, asOf);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    TaggedFile first = files.get(0);
    // Another engine's OPTIMIZE drops tags; the statistics of model_id then say whose it is.
    String model =
        Optional.ofNullable(first.tags().get(MODEL))
            .or(() -> Optional.ofNullable(first.file().least().get(MODEL_ID)))
            .orElse("");
    String runId = first.tags().getOrDefault(RUN, "");
    long rows = files.stream().mapToLong(file -> file.file().rows().orElse(0)).sum();
    return Optional.of(new DayPublication(asOf, model, runId, rows, version(first.tags(), runId)));
  }

  /** The commit that published, found forward from the version its transaction had read. */
  private OptionalLong version(Map<String, String> tags, String runId) {
    if (!tags.containsKey(READ_VERSION)) {
      return OptionalLong.empty();
    }
    long first = Long.parseLong(tags.get(READ_VERSION)) + 1;
    long last = Math.min(table.newestVersion(), first + COMMITS_TO_SEARCH);
    for (long version = first; version <= last; version++) {
      if (table.userMetadata(version).filter(text -> isOf(text, runId)).isPresent()) {
        return OptionalLong.of(version);
      }
    }
    return OptionalLong.empty();
  }

  private static boolean isOf(String userMetadata, String runId) {
    return userMetadata.contains(Json.compact(RUN) + ":" + Json.compact(runId));
  }

  @Override
  public String stagingPrefix(LocalDate asOf, String runId) {
    // A folder of its own, so that vacuum collects what a killed run left; below it the partition
    // once more, for readers such as polars that take its value from paths and not from the log.
    return "%s/scores-%s-%s-%s/%s=%s/"
        .formatted(root, asOf, ScoreTables.pathPart(runId), UUID.randomUUID(), AS_OF, asOf);
  }

  @Override
  public DayPublication publish(
      LocalDate asOf,
      String model,
      String runId,
      List<WrittenFile> files,
      Map<String, String> userMetadata,
      Replace replace) {
    Publishing publishing = new Publishing(asOf, model, runId, files, userMetadata);
    Optional<DayPublication> before = published(asOf);
    Outcome outcome = new Outcome.Lost("");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Transaction transaction = begin();
      Optional<DayPublication> now = published(asOf, transaction);
      boolean settled = !now.equals(before) || (now.isPresent() && replace == Replace.KEEP);
      if (settled && now.isPresent()) {
        return now.get();
      }
      outcome = publishing.commit(transaction);
      if (outcome instanceof Outcome.Committed committed) {
        return publishing.result(committed.version());
      }
    }
    // The last commit may have landed although it threw.
    return published(asOf).filter(now -> now.runId().equals(runId)).orElseThrow(failed(outcome));
  }

  private java.util.function.Supplier<Failure> failed(Outcome outcome) {
    return () ->
        outcome instanceof Outcome.Unknown unknown
            ? IoFailures.writing(root + "/_delta_log", unknown.cause())
            : new Failure(
                Kind.CONFLICT,
                "%s: other writers committed first, %d times: %s"
                    .formatted(root, ATTEMPTS, ((Outcome.Lost) outcome).to()),
                "Run again.");
  }

  /** One run's publication of one day. */
  private final class Publishing {

    private final LocalDate asOf;
    private final String model;
    private final String runId;
    private final List<WrittenFile> files;
    private final Map<String, String> userMetadata;

    Publishing(
        LocalDate asOf,
        String model,
        String runId,
        List<WrittenFile> files,
        Map<String, String> userMetadata) {
      this.asOf = asOf;
      this.model = model;
      this.runId = runId;
      this.files = files;
      this.userMetadata = new java.util.TreeMap<>(userMetadata);
      this.userMetadata.put(RUN, runId);
      this.userMetadata.put(MODEL, model);
    }

    Outcome commit(Transaction transaction) {
      String application = "plumbline/" + name + "/" + asOf;
      transaction.mark(application, transaction.marked(application) + 1);
      boolean replaces = !transaction.filesOf(AS_OF, asOf).isEmpty();
      transaction.removeFilesOf(AS_OF, asOf);
      Map<String, String> tags =
          Map.of(MODEL, model, RUN, runId, READ_VERSION, Long.toString(transaction.readVersion()));
      for (WrittenFile file : files) {
        transaction.add(
            file,
            DeltaPaths.below(file.path(), root),
            Map.of(AS_OF, Optional.of(asOf.toString())),
            tags,
            schema);
      }
      return transaction.commit(replaces ? "Overwrite" : "Append", Json.compact(userMetadata));
    }

    DayPublication result(long version) {
      long rows = files.stream().mapToLong(WrittenFile::rows).sum();
      return new DayPublication(asOf, model, runId, rows, OptionalLong.of(version));
    }
  }
}
