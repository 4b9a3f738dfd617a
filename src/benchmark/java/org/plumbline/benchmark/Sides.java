package org.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.plumbline.statistics.Precision;

/** The sides by name. */
final class Sides {
  private Sides() {}

  static Side named(String name, Table table, Path folder) throws IOException {
    String path = folder.toString();
    Path scratch = folder.resolveSibling(folder.getFileName() + "-scratch").resolve(name);
    return switch (name) {
      case "moments-exact" -> new MomentsSide(table, path);
      case "solve-exact" -> new SolveSide(table, path);
      default -> onSpark(name, table, path, scratch, session(name));
    };
  }

  private static Side onSpark(
      String name, Table table, String path, Path scratch, SparkSession spark) throws IOException {
    return switch (name) {
      case "generate" ->
          () -> {
            table.write(spark, path);
            return path;
          };
      case "read" -> new ReadSide(spark, table, path);
      case "read-spark" -> new SparkReadSide(spark, table, path);
      case "fit-exact" -> new FitSide(spark, table, path, scratch, Precision.EXACT);
      case "fit-double" -> new FitSide(spark, table, path, scratch, Precision.DOUBLE);
      case "levels" -> new LevelsSide(spark, table, path, scratch, LevelsSide.Until.STATISTICS);
      case "fit-levels" -> new LevelsSide(spark, table, path, scratch, LevelsSide.Until.FIT);
      case "fit-mllib" -> MllibFitSide.fromColumns(spark, table, path, "normal");
      case "fit-mllib-lbfgs" -> MllibFitSide.fromColumns(spark, table, path, "l-bfgs");
      case "fit-mllib-cached" -> MllibFitSide.fromCachedVectors(spark, table, path);
      case "paths-exact" ->
          new PathSide(spark, table, path, scratch, Precision.EXACT, PathSide.PATHS);
      case "paths-double" ->
          new PathSide(spark, table, path, scratch, Precision.DOUBLE, PathSide.PATHS);
      case "five-exact" ->
          new PathSide(spark, table, path, scratch, Precision.EXACT, PathSide.FIVE);
      case "five-mllib" -> new MllibPathSide(spark, table, path);
      case "fit-all-days" -> new DailyFitSide(spark, table, path, scratch, DailyFitSide.Known.NONE);
      case "fit-new-day" ->
          new DailyFitSide(spark, table, path, scratch, DailyFitSide.Known.ALL_BUT_LAST);
      case "monitor" -> new MonitorSide(spark, table, path);
      case "score" -> new ScoreSide(spark, table, path, scratch);
      case "score-spark" -> new SparkScoreSide(spark, table, path, scratch);
      default -> throw new IllegalArgumentException("no side is called " + name);
    };
  }

  /** Spark with its defaults on two threads, which suit MLlib best: see docs/benchmarks.md. */
  private static SparkSession session(String name) {
    return SparkSession.builder()
        .master("local[2]")
        .appName(name)
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate();
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> below = Files.walk(folder)) {
        for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
