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
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.plumbline.Failure;
import org.plumbline.table.DataFile;

/**
 * One distributed pass over pieces of data files, or over the rows of a relation: a Spark task for
 * each list of pieces, results on the driver in the order of the lists.
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
   * A pass over files.
   *
   * @param session asked for where there are files
   */
  static <R extends Serializable> List<R> run(
      Supplier<SparkSession> session, String description, List<DataFile> files, Work<R> work) {
    return run(session, description, new PassInput.OfFiles(files), work);
  }

  /**
   * @param session asked for where there is something to read
   */
  static <R extends Serializable> List<R> run(
      Supplier<SparkSession> session, String description, PassInput input, Work<R> work) {
    return run(session, description, input, work, outcomes -> outcomes);
  }

  /** What becomes of the tasks' results before they come to the driver. */
  @FunctionalInterface
  interface Onwards<R extends Serializable, S extends Serializable> {
    JavaRDD<Outcome<S>> of(JavaRDD<Outcome<R>> outcomes);
  }

  /**
   * The same with further steps of Spark's, a shuffle for instance.
   *
   * @param session asked for where there is something to read
   */
  static <R extends Serializable, S extends Serializable> List<S> run(
      Supplier<SparkSession> session,
      String description,
      PassInput input,
      Work<R> work,
      Onwards<R, S> onwards) {
    return over(
        session,
        description,
        input,
        List.of(),
        (spark, tasks) -> values(outcomes(spark, tasks, work, onwards)));
  }

  /** A job over the tasks of an input. */
  @FunctionalInterface
  interface Job<T> {
    T of(SparkContext spark, PassInput.Tasks tasks);
  }

  /**
   * Runs a labelled job over the tasks of an input.
   *
   * @param nothing what there is where there is nothing to read
   */
  static <T> T over(
      Supplier<SparkSession> session, String description, PassInput input, T nothing, Job<T> job) {
    if (input.isEmpty()) {
      return nothing;
    }
    SparkSession running = session.get();
    SparkContext spark = running.sparkContext();
    return during(
        spark,
        description,
        input,
        () -> {
          PassInput.Tasks tasks = input.tasks(running);
          T done = job.of(spark, tasks);
          tasks.checked().run();
          return done;
        });
  }

  /**
   * Runs a labelled job; what fails in it is thrown as the task's own failure.
   *
   * @param input that it reads
   */
  static <T> T during(SparkContext spark, String description, PassInput input, Supplier<T> job) {
    try {
      return JobLabel.during(spark, description, job);
    } catch (Failure failure) {
      throw failure;
    } catch (Exception jobFailure) {
      throw unwrapped(jobFailure, description, input);
    }
  }

  private static <R extends Serializable, S extends Serializable> List<Outcome<S>> outcomes(
      SparkContext spark, PassInput.Tasks tasks, Work<R> work, Onwards<R, S> onwards) {
    Broadcast<SerializableConfiguration> hadoop =
        SerializableConfiguration.broadcast(spark, spark.hadoopConfiguration());
    try {
      return onwards.of(tasks.pieces().map(new Task<>(work, hadoop))).collect();
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

  private static Failure unwrapped(Exception jobFailure, String description, PassInput input) {
    for (Throwable cause = jobFailure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Failure failure) {
        return failure;
      }
    }
    // A task's own exception is the cause; without one the cluster lost or ended what was running.
    if (jobFailure instanceof SparkException && jobFailure.getCause() == null) {
      String reason = String.valueOf(jobFailure.getMessage()).lines().findFirst().orElse("");
      return new Failure(
          Failure.Kind.IO,
          "the Spark job \"" + description + "\" did not come to its end: " + reason,
          "Look at the cluster and run it again: it goes on where it stopped.",
          jobFailure);
    }
    return input.failure(description, jobFailure);
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
