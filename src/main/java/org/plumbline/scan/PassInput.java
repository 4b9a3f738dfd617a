package org.plumbline.scan;

import java.io.Serial;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.CollectionAccumulator;
import org.plumbline.Failure;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;
import scala.Tuple2;

/** What a pass reads. */
sealed interface PassInput {

  /**
   * @param columns of the blocks that the pass reads
   * @param files of the snapshot
   */
  static PassInput of(Snapshot snapshot, List<String> columns, List<DataFile> files) {
    return of(snapshot, columns, files, content -> {});
  }

  /**
   * @param content told what a relation held
   */
  static PassInput of(
      Snapshot snapshot, List<String> columns, List<DataFile> files, Consumer<String> content) {
    return snapshot.isRelation() && !files.isEmpty()
        ? new OfRelation(snapshot, List.copyOf(columns), content)
        : new OfFiles(files);
  }

  boolean isEmpty();

  /** A partition for each task, with the pieces that it reads as its only element. */
  Tasks tasks(SparkSession session);

  /** Why a pass over it failed where no task says so. */
  Failure failure(String description, Exception jobFailure);

  /**
   * Tasks to run.
   *
   * @param checked run once they are done
   */
  record Tasks(JavaRDD<List<Piece>> pieces, int count, Runnable checked) {}

  /** Data files, cut into pieces for the session's cores. */
  record OfFiles(List<DataFile> files) implements PassInput {
    @Override
    public boolean isEmpty() {
      return files.isEmpty();
    }

    @Override
    public Tasks tasks(SparkSession session) {
      SparkContext spark = session.sparkContext();
      List<List<Piece>> tasks = Piece.tasks(files, spark.defaultParallelism());
      int pieces = tasks.stream().mapToInt(List::size).sum();
      return new Tasks(
          JavaSparkContext.fromSparkContext(spark).parallelize(tasks, tasks.size()),
          pieces,
          () -> {});
    }

    @Override
    public Failure failure(String description, Exception jobFailure) {
      String reason = String.valueOf(jobFailure.getMessage()).lines().findFirst().orElse("");
      return new Failure(
          Failure.Kind.INTERNAL,
          "the Spark job \"" + description + "\" failed: " + reason,
          "See the log of the failed task.",
          jobFailure);
    }
  }

  /** All rows of a relation, a task for each of its partitions. */
  record OfRelation(Snapshot relation, List<String> columns, Consumer<String> content)
      implements PassInput {
    @Override
    public boolean isEmpty() {
      return false;
    }

    @Override
    public Tasks tasks(SparkSession session) {
      CollectionAccumulator<Tuple2<Integer, Fingerprint>> seen =
          session.sparkContext().collectionAccumulator();
      JavaRDD<Row> rows = Relation.rows(session, relation, columns).toJavaRDD();
      DataFile file = relation.files().get(0);
      return new Tasks(
          rows.mapPartitions(new Partition(file, columns, seen)),
          rows.getNumPartitions(),
          () -> content.accept(checked(file, seen.value()).text()));
    }

    /**
     * A task may have told twice what it read, when it was tried again.
     *
     * @throws Failure DATA where the rows are others than before
     */
    private Fingerprint checked(DataFile file, List<Tuple2<Integer, Fingerprint>> seen) {
      Map<Integer, Fingerprint> byPartition = new HashMap<>();
      seen.forEach(part -> byPartition.put(part._1(), part._2()));
      Fingerprint now =
          byPartition.values().stream().reduce(Fingerprint.NOTHING, Fingerprint::plus);
      file.etag()
          .flatMap(before -> Fingerprint.of(before).difference(now))
          .ifPresent(
              difference -> {
                throw new Failure(
                    Failure.Kind.DATA,
                    relation.name() + ": its rows changed while the cycle read them: " + difference,
                    "Run again, which takes a new cycle; or write the rows to a Delta table, which"
                        + " a cycle pins.");
              });
      return now;
    }

    @Override
    public Failure failure(String description, Exception jobFailure) {
      return QueryFailures.ofRun(relation, jobFailure);
    }
  }

  /** Makes the piece of a partition, where its rows are. */
  record Partition(
      DataFile file, List<String> columns, CollectionAccumulator<Tuple2<Integer, Fingerprint>> seen)
      implements FlatMapFunction<Iterator<Row>, List<Piece>> {

    @Serial private static final long serialVersionUID = 1;

    @Override
    public Iterator<List<Piece>> call(Iterator<Row> rows) {
      int number = TaskContext.getPartitionId();
      Piece piece =
          new RelationPiece(file, columns, rows, part -> seen.add(new Tuple2<>(number, part)));
      return List.of(List.of(piece)).iterator();
    }
  }
}
