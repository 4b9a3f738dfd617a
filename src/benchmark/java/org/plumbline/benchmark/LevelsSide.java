package org.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.plumbline.features.Category;
import org.plumbline.features.CategoryColumns;
import org.plumbline.features.Design;
import org.plumbline.regression.Encoding;
import org.plumbline.regression.Fit;
import org.plumbline.regression.FitOptions;
import org.plumbline.regression.LeastSquares;
import org.plumbline.regression.TermSource;
import org.plumbline.scan.FileStatistics;
import org.plumbline.scan.Summaries;
import org.plumbline.scan.Summarize;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Statistics;

/** One category of very many levels beside the numbers, with five folds and a holdout. */
final class LevelsSide implements Side {

  /** How far a run goes. */
  enum Until {
    STATISTICS,
    FIT
  }

  private static final int HOLDOUT = 0;

  private final SparkSession spark;
  private final Table table;
  private final String path;
  private final Path scratch;
  private final Until until;

  LevelsSide(SparkSession spark, Table table, String path, Path scratch, Until until) {
    this.spark = spark;
    this.table = table;
    this.path = path;
    this.scratch = scratch;
    this.until = until;
  }

  @Override
  public String run() throws IOException {
    Sides.delete(scratch);
    Design numbers = FitSide.design(table, Optional.empty());
    CategoryColumns level =
        new CategoryColumns(new Category.OfColumn(Table.LEVEL), List.of(), Integer.MAX_VALUE);
    Design design = new Design(numbers.rule(), numbers.definitions(), List.of(level));
    Summaries summaries =
        FitSide.summarize(
            spark,
            scratch,
            FitSide.snapshot(path, spark.sparkContext().hadoopConfiguration()),
            design,
            Precision.EXACT);
    Statistics training = training(summaries, Summarize.layout(design));
    String answer = training.levels().names(0).size() + " levels";
    return until == Until.STATISTICS ? answer : answer + ", " + fit(training);
  }

  private static Statistics training(Summaries summaries, LevelLayout layout) {
    List<Moments> moments = new ArrayList<>();
    for (FileStatistics file : summaries.files()) {
      file.groups()
          .forEach(
              (group, sums) -> {
                if (group.fold() != HOLDOUT) {
                  moments.add(sums);
                }
              });
    }
    List<Levels> levels = new ArrayList<>();
    summaries
        .levels()
        .forEach(
            (group, sums) -> {
              if (group.fold() != HOLDOUT) {
                levels.add(sums);
              }
            });
    return new Statistics(Moments.sum(layout.columns(), moments), Levels.sum(layout, levels));
  }

  private String fit(Statistics training) {
    List<TermSource> sources = new ArrayList<>();
    for (String feature : table.features()) {
      sources.add(new TermSource.Numeric(feature));
    }
    sources.add(new TermSource.Category(Table.LEVEL, Optional.empty(), 0, Integer.MAX_VALUE));
    Encoding encoding = Encoding.decide(sources, training);
    SortedMap<Integer, Statistics> days = new TreeMap<>();
    days.put(Group.NO_DAY, training);
    Fit fit =
        LeastSquares.fit(
            encoding,
            days,
            Precision.EXACT,
            new FitOptions(true, FitOptions.Aliased.DROP, false, 0.95));
    return "first coefficient " + fit.estimates().get(1).value();
  }
}
