package org.plumbline.scan;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.Partitioner;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/**
 * A {@link Pass} whose tasks also make values by key that together would be too much for the
 * driver: they are sent to the key's task of a second stage and added up there as they come, so
 * that the driver gets one value of each key.
 */
final class PooledPass {

  /** Keys of a core: a task that had several at once would hold as many sums. */
  private static final int PARTITIONS_PER_CORE = 4;

  /** Above so many a shuffle no longer writes straight to its partitions' files. */
  private static final int MOST_PARTITIONS = 200;

  private PooledPass() {}

  /**
   * @param values the tasks' results in the order of their pieces
   * @param sums by key: whoever takes one out need not hold all of them
   */
  record Result<R extends Serializable>(List<R> values, NavigableMap<PoolKey, byte[]> sums) {}

  /** The work of a pass, once it is known of how many pieces it is. */
  @FunctionalInterface
  interface WorkOfPieces<R extends Serializable> {
    Pass.Work<R> of(int pieces);
  }

  /**
   * @param session asked for where there is something to read
   */
  static <R extends Serializable> Result<R> run(
      Supplier<SparkSession> session,
      String description,
      PassInput input,
      WorkOfPieces<R> work,
      Pooling<R> pooling) {
    return result(
        Pass.over(
            session,
            description,
            input,
            List.of(),
            (spark, tasks) -> entries(spark, tasks, work.of(Math.max(1, tasks.count())), pooling)));
  }

  private static <R extends Serializable> List<Entry> entries(
      SparkContext spark, PassInput.Tasks tasks, Pass.Work<R> work, Pooling<R> pooling) {
    Broadcast<SerializableConfiguration> hadoop =
        SerializableConfiguration.broadcast(spark, spark.hadoopConfiguration());
    try {
      return tasks
          .pieces()
          .flatMapToPair(new Apart<>(new Pass.Task<>(work, hadoop), pooling))
          .partitionBy(new ByGroup(partitions(spark.defaultParallelism())))
          .mapPartitions(new Sum<>(pooling))
          .collect();
    } finally {
      hadoop.destroy();
    }
  }

  private static int partitions(int cores) {
    return Math.max(cores, Math.min(PARTITIONS_PER_CORE * cores, MOST_PARTITIONS));
  }

  @SuppressWarnings("unchecked") // entries without a value are the tasks' outcomes
  private static <R extends Serializable> Result<R> result(List<Entry> entries) {
    List<Outcome<R>> outcomes = new ArrayList<>();
    NavigableMap<PoolKey, byte[]> sums = new TreeMap<>();
    entries.stream()
        .sorted(Comparator.comparing(Entry::key))
        .forEach(
            entry -> {
              if (entry.key().isOutcome()) {
                outcomes.add((Outcome<R>) entry.value());
              } else {
                sums.put(entry.key().pool(), (byte[]) entry.value());
              }
            });
    return new Result<>(Pass.values(outcomes), sums);
  }

  private record Entry(Key key, Serializable value) implements Serializable {}

  /**
   * The number of a task whose outcome it is, or the key of a value.
   *
   * @param task {@link #NO_TASK} for a value
   */
  private record Key(int task, PoolKey pool) implements Comparable<Key>, Serializable {
    private static final int NO_TASK = -1;
    private static final PoolKey NO_VALUE = PoolKey.levels(PoolKey.NO_GROUP);
    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::task).thenComparing(Key::pool);

    static Key outcome(int task) {
      return new Key(task, NO_VALUE);
    }

    static Key of(PoolKey pool) {
      return new Key(NO_TASK, pool);
    }

    boolean isOutcome() {
      return task != NO_TASK;
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private static final class ByGroup extends Partitioner {
    @Serial private static final long serialVersionUID = 1;
    private final int partitions;

    ByGroup(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      Key of = (Key) key;
      return Math.floorMod(of.task() + of.pool().turn(), partitions);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ByGroup that && that.partitions == partitions;
    }

    @Override
    public int hashCode() {
      return partitions;
    }
  }

  /** Runs a task and takes its result apart. */
  private record Apart<R extends Serializable>(Pass.Task<R> task, Pooling<R> pooling)
      implements PairFlatMapFunction<List<Piece>, Key, Serializable> {

    @Override
    public Iterator<Tuple2<Key, Serializable>> call(List<Piece> pieces) {
      Outcome<R> outcome = task.call(pieces);
      List<Tuple2<Key, Serializable>> entries = new ArrayList<>();
      if (outcome instanceof Outcome.Done<R> done) {
        for (Pooling.Part part : pooling.pooled(done.value())) {
          entries.add(new Tuple2<>(Key.of(part.key()), part.value()));
        }
      }
      entries.add(
          new Tuple2<>(Key.outcome(TaskContext.getPartitionId()), outcome.map(pooling::rest)));
      return entries.iterator();
    }
  }

  /** Adds up the values of each key as they come. */
  private record Sum<R extends Serializable>(Pooling<R> pooling)
      implements FlatMapFunction<Iterator<Tuple2<Key, Serializable>>, Entry> {

    @Override
    public Iterator<Entry> call(Iterator<Tuple2<Key, Serializable>> partition) {
      List<Entry> entries = new ArrayList<>();
      Pooling.Sums sums = pooling.sums();
      while (partition.hasNext()) {
        Tuple2<Key, Serializable> next = partition.next();
        if (next._1().isOutcome()) {
          entries.add(new Entry(next._1(), next._2()));
        } else {
          sums.add(new Pooling.Part(next._1().pool(), (byte[]) next._2()));
        }
      }
      for (Pooling.Part sum : sums.end()) {
        entries.add(new Entry(Key.of(sum.key()), sum.value()));
      }
      return entries.iterator();
    }
  }
}
