package org.plumbline.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkThrowable;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.table.Snapshot;

/** What Spark throws because of a query, in one line, and who must act. */
final class QueryFailures {

  /** Spark's conditions that say that something the query names is not there. */
  private static final Set<String> ABSENT =
      Set.of(
          "TABLE_OR_VIEW_NOT_FOUND",
          "VIEW_NOT_FOUND",
          "SCHEMA_NOT_FOUND",
          "CATALOG_NOT_FOUND",
          "PATH_NOT_FOUND",
          "DELTA_TABLE_NOT_FOUND",
          "DELTA_PATH_DOES_NOT_EXIST",
          "DELTA_MISSING_DELTA_TABLE");

  private static final String NO_SUCH_FORMAT = "DATA_SOURCE_NOT_FOUND";

  /** SQLSTATE classes of errors that lie in values: cardinality, data, functions of the user's. */
  private static final Set<String> OF_VALUES = Set.of("21", "22", "39");

  private QueryFailures() {}

  /**
   * Why a query is not understood: MISSING_INPUT what it names is not there, UNSUPPORTED a format
   * whose library is not there, IO the storage or catalog failed, CONFIGURATION anything else that
   * Spark says of its text.
   */
  static Failure ofText(String query, Exception e) {
    String name = Snapshot.ofQuery(query, Schemas.NONE, Map.of()).name();
    Optional<SparkThrowable> told = told(e);
    String message = name + ": " + sentence(told.map(Throwable.class::cast).orElse(e));
    String condition = told.map(SparkThrowable::getCondition).orElse("");
    if (ABSENT.contains(condition)) {
      return new Failure(Kind.MISSING_INPUT, message, "Correct the name, or create it.", e);
    }
    if (condition.equals(NO_SUCH_FORMAT)) {
      return new Failure(
          Kind.UNSUPPORTED, message, "Add the library of this format to Spark's jars.", e);
    }
    if (told.isEmpty()) {
      return unknown(message, e);
    }
    return new Failure(Kind.CONFIGURATION, message, "Correct the query.", e);
  }

  /** Why a query that was understood gave no rows: DATA a value, IO the storage. */
  static Failure ofRun(Snapshot relation, Exception e) {
    Optional<SparkThrowable> told = told(e);
    String message =
        relation.name() + ": failed: " + sentence(told.map(Throwable.class::cast).orElse(e));
    return told.filter(QueryFailures::liesInValues).isPresent()
        ? ofValue(message, e)
        : unknown(message, e);
  }

  /** What a task throws of a row: DATA for a value, which another attempt does not change. */
  static RuntimeException ofRow(RuntimeException e) {
    return told(e)
        .filter(QueryFailures::liesInValues)
        .<RuntimeException>map(
            told -> ofValue("the query failed: " + sentence((Throwable) told), e))
        .orElse(e);
  }

  private static Failure ofValue(String message, Exception e) {
    return new Failure(
        Kind.DATA, message, "Correct the values, or let the query pass over them.", e);
  }

  private static Failure unknown(String message, Exception e) {
    return causes(e).stream().anyMatch(IOException.class::isInstance)
        ? new Failure(Kind.IO, message, "See whether all that the query reads is there.", e)
        : new Failure(Kind.INTERNAL, message, "See Spark's log.", e);
  }

  private static boolean liesInValues(SparkThrowable told) {
    String state = told.getSqlState();
    return state != null && state.length() > 2 && OF_VALUES.contains(state.substring(0, 2));
  }

  /** The innermost of the causes for which Spark has a condition. */
  private static Optional<SparkThrowable> told(Exception e) {
    return causes(e).stream()
        .filter(SparkThrowable.class::isInstance)
        .map(SparkThrowable.class::cast)
        .filter(spark -> spark.getCondition() != null)
        .reduce((outer, inner) -> inner);
  }

  private static List<Throwable> causes(Exception e) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = e; cause != null && !causes.contains(cause); cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  /** The first sentence of what it says, with Spark's name for it. */
  private static String sentence(Throwable e) {
    String text = String.valueOf(e.getMessage()).strip();
    String line = text.lines().findFirst().orElse("").replaceFirst("\\s*SQLSTATE:.*", "");
    String said = line.replaceFirst("^\\[[A-Z0-9_.]+]\\s*", "");
    String first = said.split("(?<=[.!?])\\s", 2)[0].replaceFirst("[.!?]$", "").strip();
    String name =
        e instanceof SparkThrowable spark && spark.getCondition() != null
            ? spark.getCondition()
            : e.getClass().getSimpleName();
    return first.isEmpty() ? name : first + " (" + name + ")";
  }
}
