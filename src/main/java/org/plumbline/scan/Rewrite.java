package org.plumbline.scan;

import java.io.IOException;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;
import org.plumbline.features.DayRange;
import org.plumbline.features.Flaw;
import org.plumbline.features.Scorer;
import org.plumbline.table.DataFile;
import org.plumbline.table.FileSystems;
import org.plumbline.table.Snapshot;
import org.plumbline.table.WrittenFile;

/**
 * Scores a table: blocks in, files of carried columns, prediction and model_id out. The files are
 * written and closed, and not yet part of any table.
 */
public final class Rewrite {

  static final String PREDICTION = "prediction";
  static final String MODEL_ID = "model_id";
  private static final String AS_OF = "as_of";

  private Rewrite() {}

  /**
   * @param day rows of this event day alone; empty: all rows
   * @param mayBeMissing terms and categories of whose missing or infinite values a null prediction
   *     is written; those of others end the run
   * @param stagingPrefix where files are created, by {@link
   *     org.plumbline.table.ScoreTable#stagingPrefix}; each task attempt adds its own unique name
   */
  public record Request(
      Snapshot snapshot,
      Scorer scorer,
      String modelId,
      List<String> carry,
      Optional<EventDay> day,
      Set<String> mayBeMissing,
      String stagingPrefix) {}

  /**
   * @param zone decides the day of a timestamp with zone
   * @param day since 1970-01-01
   */
  public record EventDay(String column, ZoneId zone, int day) implements Serializable {}

  /**
   * @param unscored rows written with a null prediction (under drop)
   * @param substituted rows whose missing numbers or unseen levels were made up for
   */
  public record Written(
      List<WrittenFile> files,
      long rows,
      long unscored,
      SortedMap<Substituted, Long> substituted,
      long bytesRead) {

    public Written {
      substituted = Collections.unmodifiableSortedMap(new TreeMap<>(substituted));
    }
  }

  /**
   * The schema of the files; the day of the scores is in their partition.
   *
   * @throws Failure CONFIGURATION where a carried column has an output column's name; DATA where it
   *     is not there
   */
  public static Schema schema(Snapshot snapshot, List<String> carry) {
    List<Field> fields = new ArrayList<>();
    for (String column : carry) {
      if (Set.of(PREDICTION, MODEL_ID, AS_OF).contains(column)) {
        throw new Failure(
            Failure.Kind.CONFIGURATION,
            "scoring.carry names `" + column + "`, which is a column of the scores themselves",
            "Leave it out of scoring.carry, or rename it in the scoring table.");
      }
      fields.add(snapshot.column(column));
    }
    fields.add(new Field(PREDICTION, new ColumnType.Floating(64)));
    fields.add(new Field(MODEL_ID, new ColumnType.Text()));
    return new Schema(fields);
  }

  /**
   * Writes the scores. Where it throws, it has deleted the files of tasks that were done.
   *
   * @throws Failure DATA naming column and count for missing or infinite features under fail, and
   *     for a column that is not there or no number
   */
  public static Written run(SparkSession spark, Request request) {
    Snapshot snapshot = request.snapshot();
    Schema output = schema(snapshot, request.carry());
    List<String> columns = columns(request);
    Schemas.of(snapshot, columns);
    request.scorer().check(snapshot.schema(), snapshot.partitionColumns());
    List<DataFile> files = files(snapshot, request.day());
    List<RewriteTask.Found> found =
        Pass.run(
            () -> spark,
            "scores of %s by %s, %d to read"
                .formatted(snapshot.label(), request.modelId(), files.size()),
            PassInput.of(snapshot, columns, files),
            new RewriteTask(request, columns, output));
    List<WrittenFile> written = found.stream().flatMap(part -> part.files().stream()).toList();
    SortedMap<RewriteTask.ColumnFlaw, Long> flaws = new TreeMap<>();
    found.forEach(part -> part.flaws().forEach((flaw, rows) -> flaws.merge(flaw, rows, Long::sum)));
    flaws
        .keySet()
        .removeIf(
            flaw -> flaw.flaw() != Flaw.UNSEEN && request.mayBeMissing().contains(flaw.column()));
    if (!flaws.isEmpty()) {
      discard(written, spark.sparkContext().hadoopConfiguration());
      throw refused(snapshot, flaws);
    }
    return new Written(
        written,
        written.stream().mapToLong(WrittenFile::rows).sum(),
        found.stream().mapToLong(RewriteTask.Found::unscored).sum(),
        substituted(found),
        found.stream().mapToLong(RewriteTask.Found::bytesRead).sum());
  }

  private static SortedMap<Substituted, Long> substituted(List<RewriteTask.Found> found) {
    SortedMap<Substituted, Long> rows = new TreeMap<>();
    found.forEach(part -> part.substituted().forEach((what, n) -> rows.merge(what, n, Long::sum)));
    return rows;
  }

  /** Carried columns first, in the order of the output. */
  private static List<String> columns(Request request) {
    Set<String> columns = new LinkedHashSet<>(request.carry());
    columns.addAll(request.scorer().columns());
    request.day().ifPresent(day -> columns.add(day.column()));
    return List.copyOf(columns);
  }

  /** The files that may hold rows to score, as far as is known without opening them. */
  public static List<DataFile> files(Snapshot snapshot, Optional<EventDay> wanted) {
    List<DataFile> files = new ArrayList<>(snapshot.files());
    wanted.ifPresent(
        event -> {
          DayBounds bounds = new DayBounds(snapshot, event.column(), event.zone());
          DayRange day = new DayRange(event.day(), event.day());
          files.removeIf(file -> !bounds.mayHold(file, day));
        });
    return files;
  }

  private static void discard(List<WrittenFile> files, Configuration hadoop) {
    for (WrittenFile file : files) {
      try {
        Path path = new Path(file.path());
        FileSystems.of(path, hadoop).delete(path, false);
      } catch (IOException left) {
        // A file that is not published harms nobody; the failure that follows is the one to tell.
      }
    }
  }

  private static Failure refused(Snapshot snapshot, SortedMap<RewriteTask.ColumnFlaw, Long> flaws) {
    StringBuilder counts = new StringBuilder();
    flaws.forEach(
        (flaw, rows) ->
            counts
                .append(counts.isEmpty() ? "" : ", ")
                .append("`%s` is %s in %d rows".formatted(flaw.column(), flaw.words(), rows)));
    boolean unseen = flaws.keySet().stream().anyMatch(flaw -> flaw.flaw() == Flaw.UNSEEN);
    boolean missing = flaws.keySet().stream().anyMatch(flaw -> flaw.flaw() != Flaw.UNSEEN);
    return new Failure(
        Failure.Kind.DATA,
        snapshot.label() + ": " + counts + "; nothing is published",
        (missing
                ? "Correct the rows, or set data.missing = drop to write them with a null"
                    + " prediction."
                : "")
            + (missing && unseen ? " " : "")
            + (unseen
                ? "Train on rows with these levels, or set the feature's unseen = reference."
                : ""));
  }
}
