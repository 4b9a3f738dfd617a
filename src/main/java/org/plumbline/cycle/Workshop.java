package org.plumbline.cycle;

import java.time.Clock;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.plumbline.table.Storage;

/**
 * What a cycle works with: time, chance and the outer world come in here and nowhere else.
 *
 * @param source starts Spark for the first stage that needs it
 * @param hadoop what Spark would configure file systems with, known without it
 * @param clock bounds the as-of date and stamps {@code trained.json}; it chooses nothing
 * @param runIds a new unique id for each run, safe in file names
 * @param code version of this program, for {@code trained.json}
 */
public record Workshop(
    SparkSource source,
    Storage storage,
    Configuration hadoop,
    Clock clock,
    Supplier<String> runIds,
    CrossChecker crossChecker,
    RowSolver rowSolver,
    ReportWriter reports,
    StageListener listener,
    String code) {

  /** The session, started where it is not yet. */
  SparkSession spark() {
    return source.session();
  }

  /** How long the session took to start, for the result; empty where none was started. */
  OptionalDouble startSeconds() {
    return source.startSeconds();
  }
}
