package org.plumbline.scan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.plumbline.Failure;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.statistics.ClusterSums;
import org.plumbline.statistics.HeteroskedasticKind;
import org.plumbline.statistics.Meat;
import org.plumbline.statistics.Orthogonalization;
import org.plumbline.statistics.Tile;
import org.plumbline.table.Snapshot;
import scala.Tuple2;

/**
 * The meat of sandwich covariances: another pass over the training rows (all folds but the holdout)
 * of some days, with the coefficients known. Nothing of it is stored, for it depends on them.
 */
public final class RowScores {

  private final Supplier<SparkSession> session;
  private final Snapshot snapshot;
  private final Design design;
  private final DayRange days;
  private final Orthogonalization basis;

  /**
   * @param snapshot with the files that may hold rows of the days
   * @param basis of the fit of these rows
   */
  public RowScores(
      Supplier<SparkSession> session,
      Snapshot snapshot,
      Design design,
      DayRange days,
      Orthogonalization basis) {
    this.session = session;
    this.snapshot = snapshot;
    this.design = design;
    this.days = days;
    this.basis = basis;
  }

  /**
   * @param files opened
   */
  public record Result(Meat meat, int files, long bytesRead) {}

  /** A meat, or part of one, with what was read for it. */
  record Found<R extends Serializable>(R part, long bytesRead) implements Serializable {}

  /** The meat of rows' own scores. */
  public Result heteroskedastic(HeteroskedasticKind kind) {
    RowScoresTask<Meat> task =
        new RowScoresTask<>(
            snapshot, design, design.columns(), days, RowScoresTask.heteroskedastic(basis, kind));
    return result(Pass.run(session, description("rows"), input(design.columns()), task));
  }

  /**
   * The meat of the scores of clusters: rows with equal values of a column.
   *
   * @throws Failure DATA for too many clusters
   */
  public Result clustered(String column) {
    Set<String> columns = new LinkedHashSet<>(design.columns());
    columns.add(column);
    RowScoresTask<ClusterSums> task =
        new RowScoresTask<>(
            snapshot, design, List.copyOf(columns), days, RowScoresTask.clustered(basis, column));
    List<Found<Meat>> found =
        Pass.run(
            session,
            description("clusters of " + column),
            input(List.copyOf(columns)),
            task,
            RowScores::byCluster);
    Result result = result(found);
    RowScoresTask.refuseMore(column, result.meat().count(), basis.terms().size(), "");
    return result;
  }

  /**
   * @return what the sums of clusters take of a task's memory at most, in bytes
   */
  public static long mostClusterBytes(int coefficients) {
    return RowScoresTask.mostClusters(coefficients) * coefficients * 2 * Long.BYTES;
  }

  private PassInput input(List<String> columns) {
    return PassInput.of(snapshot, columns, snapshot.files());
  }

  private String description(String of) {
    return "scores of %s, %s, %d to read".formatted(of, snapshot.label(), snapshot.files().size());
  }

  /** Brings the sums of each cluster together, and makes meat where they are. */
  private static JavaRDD<Outcome<Found<Meat>>> byCluster(
      JavaRDD<Outcome<Found<ClusterSums>>> outcomes) {
    int parts = outcomes.context().defaultParallelism();
    return outcomes
        .flatMapToPair(outcome -> dealt(outcome, parts).iterator())
        .reduceByKey(RowScores::joined, parts)
        .map(part -> part._2().map(RowScores::meat));
  }

  private static List<Tuple2<Integer, Outcome<Found<ClusterSums>>>> dealt(
      Outcome<Found<ClusterSums>> outcome, int parts) {
    if (outcome instanceof Outcome.Refused) {
      return List.of(new Tuple2<>(0, outcome));
    }
    List<Tuple2<Integer, Outcome<Found<ClusterSums>>>> dealt = new ArrayList<>();
    long bytes = outcome.value().bytesRead();
    for (ClusterSums part : outcome.value().part().dealt(parts)) {
      Found<ClusterSums> found = new Found<>(part, dealt.isEmpty() ? bytes : 0);
      dealt.add(new Tuple2<>(dealt.size(), new Outcome.Done<>(found)));
    }
    return dealt;
  }

  private static Outcome<Found<ClusterSums>> joined(
      Outcome<Found<ClusterSums>> one, Outcome<Found<ClusterSums>> other) {
    return one instanceof Outcome.Refused
        ? one
        : other.map(
            found ->
                new Found<>(
                    one.value().part().plus(found.part()),
                    one.value().bytesRead() + found.bytesRead()));
  }

  private static Found<Meat> meat(Found<ClusterSums> found) {
    return new Found<>(found.part().meat(Tile.fastest()), found.bytesRead());
  }

  private Result result(List<Found<Meat>> found) {
    Meat sum = Meat.none(basis.terms().size());
    long bytes = 0;
    for (Found<Meat> each : found) {
      sum = sum.plus(each.part());
      bytes += each.bytesRead();
    }
    return new Result(sum, snapshot.files().size(), bytes);
  }
}
