package org.plumbline.scan;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.plumbline.Failure;
import org.plumbline.table.DataFile;

/**
 * One distributed pass over pieces of data files: a Spark task for each list of pieces, results on
 * the driver in the order of the lists.
 *
 * <p>What a task cannot do anything about (a damaged file, a bad value) is told as its result, so
 * that Spark does not try it again; what another attempt may get over (input and output) fails the
 * attempt. Either way the driver throws the task's own {@link Failure}.
 */
final class Pass {

  /** What a task makes of its pieces. */
  @FunctionalInterface
  interface Work<R extends Serializable> extends Serializable {
    R of(List<Piece> pieces, Configuration hadoop);
  }

  private static final Set<Failure.Kind> WORTH_ANOTHER_ATTEMPT =
      Set.of(Failure.Kind.IO, Failure.Kind.CONFLICT);

  private Pass() {}

  /**
   * A pass over files, cut into pieces for the session's cores.
   *
   * @param session asked for where there are files
   */
  static <R extends Serializable> List<R> run(
      Supplier<SparkSession> session, String description, List<DataFile> files, Work<R> work) {
    return run(session, description, files, work, outcomes -> outcomes);
  }

  /** What becomes of the tasks' results before they come to the driver. */
  @FunctionalInterface
  interface Onwards<R extends Serializable, S extends Serializable> {
    JavaRDD<Outcome<S>> of(JavaRDD<Outcome<R>> outcomes);
  }

  /**
   * The same with further steps of Spark's, a shuffle for instance.
   *
   * @param session asked for where there are files
   */
  static <R extends Serializable, S extends Serializable> List<S> run(
      Supplier<SparkSession> session,
      String description,
      List<DataFile> files,
      Work<R> work,
      Onwards<R, S> onwards) {
    if (files.isEmpty()) {
      return List.of();
    }
    SparkContext spark = session.get().sparkContext();
    List<List<Piece>> tasks = Piece.tasks(files, spark.defaultParallelism());
    return during(spark, description, () -> values(outcomes(spark, tasks, work, onwards)));
  }

  /** Runs a labelled job; what fails in it is thrown as the task's own failure. */
  static <T> T during(SparkContext spark, String description, Supplier<T> job) {
    try {
      return JobLabel.during(spark, description, job);
    } catch (Failure failure) {
      throw failure;
    } catch (Exception jobFailure) {
      throw unwrapped(jobFailure, description);
    }
  }

  private static <R extends Serializable, S extends Serializable> List<Outcome<S>> outcomes(
      SparkContext spark, List<List<Piece>> tasks, Work<R> work, Onwards<R, S> onwards) {
    Broadcast<SerializableConfiguration> hadoop =
        SerializableConfiguration.broadcast(spark, spark.hadoopConfiguration());
    try {
      JavaRDD<Outcome<R>> outcomes =
          JavaSparkContext.fromSparkContext(spark)
              .parallelize(tasks, tasks.size())
              .map(new Task<>(work, hadoop));
      return onwards.of(outcomes).collect();
    } finally {
      hadoop.destroy();
    }
  }

  static <R extends Serializable> List<R> values(List<Outcome<R>> outcomes) {
    List<R> values = new ArrayList<>();
    for (Outcome<R> outcome : outcomes) {
      values.add(outcome.value());
    }
    return values;
  }

  private static Failure unwrapped(Exception jobFailure, String description) {
    for (Throwable cause = jobFailure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Failure failure) {
        return failure;
      }
    }
    String reason = String.valueOf(jobFailure.getMessage()).lines().findFirst().orElse("");
    // A task's own exception is the cause; without one the cluster lost or ended what was running.
    if (jobFailure instanceof SparkException && jobFailure.getCause() == null) {
      return new Failure(
          Failure.Kind.IO,
          "the Spark job \"" + description + "\" did not come to its end: " + reason,
          "Look at the cluster and run it again: it goes on where it stopped.",
          jobFailure);
    }
    return new Failure(
        Failure.Kind.INTERNAL,
        "the Spark job \"" + description + "\" failed: " + reason,
        "See the log of the failed task.",
        jobFailure);
  }

  static final class Task<R extends Serializable> implements Function<List<Piece>, Outcome<R>> {

    @Serial private static final long serialVersionUID = 1;

    private final Work<R> work;
    private final Broadcast<SerializableConfiguration> hadoop;

    Task(Work<R> work, Broadcast<SerializableConfiguration> hadoop) {
      this.work = work;
      this.hadoop = hadoop;
    }

    @Override
    public Outcome<R> call(List<Piece> pieces) {
      try {
        return new Outcome.Done<>(work.of(pieces, hadoop.value().value()));
      } catch (Failure failure) {
        if (WORTH_ANOTHER_ATTEMPT.contains(failure.kind())) {
          throw failure;
        }
        return new Outcome.Refused<>(failure);
      }
    }
  }
}
