package org.plumbline.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/**
 * A table of scores, partitioned by {@code as_of}, that publishes the files of a day in one atomic
 * step. Opening checks that the output is ours, or new.
 *
 * <p>A day holds the scores of exactly one model. Of several that publish it at once exactly one
 * does; the others are given what is there.
 */
public sealed interface ScoreTable permits DeltaScores, ParquetScores {

  /** The partition column. */
  String AS_OF = "as_of";

  /** The column that names the model. */
  String MODEL_ID = "model_id";

  /**
   * Opens the table, which need not exist yet: its first publication makes it.
   *
   * @param name whose scores these are: a table of another name is not ours
   * @param schema of the data files; the partition column is added where it is not in it
   * @throws Failure OUTPUT not ours or schema differs; UNSUPPORTED Delta feature or type
   */
  static ScoreTable open(
      TableSource target, String name, Schema schema, Storage storage, Configuration hadoop) {
    String root = Snapshots.qualified(target.path(), hadoop);
    Schema files = withoutPartition(schema);
    return switch (target.format()) {
      case DELTA -> DeltaScores.open(root, name, files, hadoop);
      case PARQUET -> ParquetScores.open(root, name, files, storage, hadoop);
      case SQL -> throw new IllegalArgumentException("scores are not written to a query");
    };
  }

  /** What is published for a day, if anything. */
  Optional<DayPublication> published(LocalDate asOf);

  /**
   * A path prefix, unique to this call, where data files of a day are written before they are
   * published: a file is the prefix with a name of its own behind it.
   */
  String stagingPrefix(LocalDate asOf, String runId);

  /**
   * Publishes the files of a day, atomically and at most once.
   *
   * @param files below a {@link #stagingPrefix}; at least one
   * @param userMetadata run id, input path, version and model
   * @param replace whether a day that is already there is kept, so that nothing is added and what
   *     is there is returned, or replaced; one that another run publishes meanwhile is always kept
   * @throws Failure CONFLICT where other writers won too often; OUTPUT, UNSUPPORTED as on opening;
   *     IO where it is not known to be published, which the next run finds out
   */
  DayPublication publish(
      LocalDate asOf,
      String model,
      String runId,
      List<WrittenFile> files,
      Map<String, String> userMetadata,
      Replace replace);

  /** Whether a day that is already there is kept or replaced. */
  enum Replace {
    KEEP,
    REPLACE
  }

  private static Schema withoutPartition(Schema schema) {
    return new Schema(
        schema.fields().stream().filter(field -> !field.name().equals(AS_OF)).toList());
  }

  /** The columns of a data file and the partition column. */
  static Schema withPartition(Schema files) {
    List<Field> fields = new ArrayList<>(files.fields());
    fields.add(new Field(AS_OF, new ColumnType.Date()));
    return new Schema(fields);
  }
}
