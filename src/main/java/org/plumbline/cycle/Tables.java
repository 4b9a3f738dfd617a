package org.plumbline.cycle;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.plumbline.Failure;
import org.plumbline.features.ClusterKeys;
import org.plumbline.features.Design;
import org.plumbline.features.RowRule;
import org.plumbline.regression.ErrorKind;
import org.plumbline.regression.RobustErrors;
import org.plumbline.scan.Relation;
import org.plumbline.table.FileSystems;
import org.plumbline.table.IoFailures;
import org.plumbline.table.Snapshot;
import org.plumbline.table.Snapshots;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;

/** Names and places of tables. */
public final class Tables {

  private Tables() {}

  static String format(TableFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The table as it is now.
   *
   * @throws Failure as {@link Snapshots#pin} and {@link Relation#pin}
   */
  static Snapshot pin(TableSource table, Workshop workshop) {
    return pin(table, workshop::spark, workshop.hadoop());
  }

  /**
   * The same outside of a run.
   *
   * @param spark asked for where the table is a relation
   */
  public static Snapshot pin(
      TableSource table, Supplier<SparkSession> spark, Configuration hadoop) {
    return table.format() == TableFormat.SQL
        ? Relation.pin(spark.get(), table.path())
        : Snapshots.pin(table, hadoop);
  }

  /** A relation without the rows of other days than those trained on; any other table as it is. */
  static Snapshot within(Snapshot table, Specification specification, LocalDate asOf) {
    RowRule rule = specification.design().rule();
    return rule.eventTime()
        .map(
            column ->
                Relation.within(table, column, rule.timeZone(), Train.window(specification, asOf)))
        .orElse(table);
  }

  /**
   * @throws Failure DATA naming a column that the table lacks, that is nested or has the wrong type
   */
  static void check(Design design, Snapshot snapshot) {
    refuseUnreadable(design.columns(), snapshot);
    design.check(snapshot.schema(), snapshot.partitionColumns());
  }

  /**
   * The training table, before it is read.
   *
   * @throws Failure DATA as {@link #check}, and for a column of clusters; CONFIGURATION for more
   *     terms than errors from rows are computed for
   */
  static void checkTraining(Specification specification, Snapshot snapshot) {
    check(specification.design(), snapshot);
    ErrorKind errors = specification.fitting().errors();
    int terms = specification.design().definitions().size();
    errors.fromRows().ifPresent(kind -> RobustErrors.checkTerms(kind, terms));
    if (errors instanceof ErrorKind.Clustered clustered) {
      refuseUnreadable(List.of(clustered.column()), snapshot);
      ClusterKeys.check(clustered.column(), snapshot.schema());
    }
  }

  /** A column that is there, and cannot be read, is not told as one that is lacking. */
  static void refuseUnreadable(List<String> columns, Snapshot snapshot) {
    columns.stream().filter(snapshot.unreadable()::containsKey).forEach(snapshot::column);
  }

  /**
   * @throws Failure CONFIGURATION where home or output lie inside a table that is read
   */
  static void checkPlaces(Specification specification, Configuration hadoop) {
    String home = specification.home() + "/" + specification.name();
    TableSource training = specification.training();
    refuseInside("home/name", home, "data.table.path", training, hadoop);
    specification
        .scoring()
        .ifPresent(
            scoring -> {
              String output = scoring.output().path();
              String outputKey = "scoring.output.path";
              refuseInside("home/name", home, "scoring.table.path", scoring.table(), hadoop);
              refuseInside(outputKey, output, "data.table.path", training, hadoop);
              refuseInside(outputKey, output, "scoring.table.path", scoring.table(), hadoop);
            });
  }

  private static void refuseInside(
      String key, String place, String inputKey, TableSource table, Configuration hadoop) {
    if (table.format() == TableFormat.SQL) {
      return;
    }
    String input = table.path();
    if ((qualified(place, hadoop) + "/").startsWith(qualified(input, hadoop) + "/")) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          key
              + " = "
              + place
              + " lies inside the table that "
              + inputKey
              + " = "
              + input
              + " reads",
          "Set " + key + " to a place outside of it.");
    }
  }

  private static String qualified(String place, Configuration hadoop) {
    Path path = new Path(place);
    try {
      FileSystem files = FileSystems.of(path, hadoop);
      String text = files.makeQualified(path).toUri().normalize().toString();
      return text.replaceAll("/+$", "");
    } catch (IOException e) {
      throw IoFailures.reading(place, e);
    }
  }
}
