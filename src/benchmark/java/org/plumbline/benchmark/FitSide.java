package org.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.plumbline.features.DayRange;
import org.plumbline.features.Definition;
import org.plumbline.features.Design;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.RowRule;
import org.plumbline.features.Split;
import org.plumbline.regression.Fit;
import org.plumbline.regression.FitOptions;
import org.plumbline.regression.LeastSquares;
import org.plumbline.scan.StatisticsStore;
import org.plumbline.scan.Summaries;
import org.plumbline.scan.Summarize;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.Snapshot;
import org.plumbline.table.Snapshots;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;

/**
 * A fit with key hashing, five folds and a holdout, from an empty store to coefficients with
 * errors.
 */
final class FitSide implements Side {
  private final SparkSession spark;
  private final Table table;
  private final String path;
  private final Path scratch;
  private final Precision precision;

  FitSide(SparkSession spark, Table table, String path, Path scratch, Precision precision) {
    this.spark = spark;
    this.table = table;
    this.path = path;
    this.scratch = scratch;
    this.precision = precision;
  }

  @Override
  public String run() throws IOException {
    Sides.delete(scratch);
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Snapshot snapshot = snapshot(path, hadoop);
    Summaries summaries =
        summarize(spark, scratch, snapshot, design(table, Optional.empty()), precision);
    Fit fit = fit(summaries, precision);
    return "first coefficient " + fit.estimates().get(1).value();
  }

  static Snapshot snapshot(String path, Configuration hadoop) {
    return Snapshots.pin(new TableSource(TableFormat.PARQUET, path, OptionalLong.empty()), hadoop);
  }

  static Design design(Table table, Optional<String> eventTime) {
    RowRule rule =
        new RowRule(
            Optional.empty(),
            Table.LABEL,
            Optional.empty(),
            eventTime,
            ZoneOffset.UTC,
            MissingPolicy.FAIL,
            List.of(),
            new Split(List.of(Table.KEY), 0.2, 5));
    List<Definition> definitions =
        Arrays.stream(table.features()).<Definition>map(Definition.NumberTerm::new).toList();
    return new Design(rule, definitions);
  }

  static Summaries summarize(
      SparkSession spark, Path store, Snapshot snapshot, Design design, Precision precision) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Summarize summarize =
        new Summarize(
            () -> spark, new StatisticsStore(store.toString(), new HadoopStorage(hadoop), hadoop));
    return summarize.run(summarize.plan(snapshot, design, precision, DayRange.ALL));
  }

  static Fit fit(Summaries summaries, Precision precision) {
    SortedMap<Integer, List<Moments>> days = new TreeMap<>();
    BiConsumer<Group, Moments> take =
        (group, moments) -> {
          if (group.fold() != 0) {
            days.computeIfAbsent(group.day(), day -> new ArrayList<>()).add(moments);
          }
        };
    summaries.files().forEach(file -> file.groups().forEach(take));
    summaries.pooled().forEach(take);
    SortedMap<Integer, Moments> byDay = new TreeMap<>();
    days.forEach((day, some) -> byDay.put(day, Moments.sum(some.get(0).columns(), some)));
    return LeastSquares.fit(
        byDay, precision, new FitOptions(true, FitOptions.Aliased.DROP, false, 0.95));
  }
}
