package org.plumbline.benchmark;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What is measured together: our side and its rivals, on the same files, in turn.
 *
 * @param name what is compared
 * @param data the table all read, made on first use
 * @param ours the side that is ours
 * @param rivals what it is held against
 */
record Comparison(String name, Table data, String ours, List<Rivals> rivals) {

  /**
   * Sides of which the fastest counts.
   *
   * @param atMost what ours may take, as a fraction of the fastest; empty where it is shown only
   */
  record Rivals(OptionalDouble atMost, List<String> sides) {}

  /** The sides of all processes, ours first. */
  List<String> sides() {
    List<String> theirs = rivals.stream().flatMap(group -> group.sides().stream()).toList();
    return java.util.stream.Stream.concat(java.util.stream.Stream.of(ours), theirs.stream())
        .distinct()
        .toList();
  }

  /** The name as part of the name of a file. */
  String slug() {
    return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  static final List<Comparison> ALL =
      List.of(
          new Comparison("reader, 5 M × 20", Table.NARROW, "read", atMost(0.6, "read-spark")),
          new Comparison(
              "reader, dictionary, nulls, text", Table.MIXED, "read", atMost(0.5, "read-spark")),
          new Comparison(
              "fit 5 M × 20, exact",
              Table.NARROW,
              "fit-exact",
              atMost(1 / 8.0, "fit-mllib"),
              shown("fit-mllib-cached"),
              atMost(1.5, "numpy", "polars", "duckdb", "scikit-learn")),
          new Comparison(
              "fit 5 M × 20, double",
              Table.NARROW,
              "fit-double",
              atMost(1 / 15.0, "fit-mllib"),
              shown("fit-mllib-cached"),
              atMost(0.8, "numpy", "polars", "duckdb", "scikit-learn")),
          new Comparison(
              "fit 5 M × 20, exact for double",
              Table.NARROW,
              "fit-exact",
              atMost(1.8, "fit-double")),
          new Comparison(
              "fit 5 M × 20 whole numbers and dictionaries, exact",
              Table.CODED,
              "fit-exact",
              atMost(1.0, "numpy", "polars", "duckdb")),
          new Comparison(
              "exact moments in memory, 50 k × 20",
              Table.NARROW,
              "moments-exact",
              atMost(0.1, "moments-bitrep")),
          new Comparison(
              "exact moments in memory, 50 k × 50",
              Table.WIDE_FIFTY,
              "moments-exact",
              atMost(0.1, "moments-bitrep")),
          new Comparison(
              "exact solve, 50 terms",
              Table.WIDE_FIFTY,
              "solve-exact",
              atMost(0.01, "solve-bitrep")),
          new Comparison(
              "fit 500 k × 100, exact",
              Table.WIDE_HUNDRED,
              "fit-exact",
              atMost(1 / 6.0, "fit-mllib")),
          new Comparison(
              "fit 500 k × 200, exact", Table.WIDE, "fit-exact", atMost(1 / 3.0, "fit-mllib")),
          new Comparison(
              "fit 500 k × 200, double",
              Table.WIDE,
              "fit-double",
              atMost(1 / 12.0, "fit-mllib"),
              shown("fit-mllib-cached"),
              atMost(0.8, "numpy", "polars")),
          new Comparison(
              "fit 100 k × 2000, double",
              Table.BROAD,
              "fit-double",
              atMost(1 / 6.0, "fit-mllib", "fit-mllib-lbfgs"),
              atMost(1.5, "numpy")),
          new Comparison(
              "5 folds × 100 λ × 5 l1-ratios for a plain fit, 5 M × 20",
              Table.NARROW,
              "paths-exact",
              atMost(1.4, "fit-exact")),
          new Comparison(
              "5 folds × 100 λ × 5 l1-ratios for a plain fit, 500 k × 200",
              Table.WIDE,
              "paths-double",
              atMost(1.4, "fit-double")),
          new Comparison(
              "5 folds × 100 λ × 5 l1-ratios, 500 k × 20",
              Table.SMALL,
              "paths-exact",
              atMost(0.1, "elastic-net-cv")),
          new Comparison(
              "5 folds × 5 λ, 500 k × 20",
              Table.SMALL,
              "five-exact",
              atMost(1 / 30.0, "five-mllib")),
          new Comparison(
              "5 folds × 5 λ, 5 M × 20", Table.NARROW, "five-exact", atMost(0.01, "five-mllib")),
          new Comparison(
              "statistics of 100,000 levels, 5 M × 20",
              Table.LEVELS,
              "levels",
              shown("fit-levels")),
          new Comparison(
              "score 5 M × 20, two carried", Table.NARROW, "score", atMost(0.5, "score-spark")),
          new Comparison(
              "monitor 5 M × 20, all distances", Table.NARROW, "monitor", atMost(3, "read")),
          new Comparison(
              "one new day after 365", Table.DAILY, "fit-new-day", atMost(0.1, "fit-all-days")));

  private Comparison(String name, Table data, String ours, Rivals... rivals) {
    this(name, data, ours, List.of(rivals));
  }

  private static Rivals atMost(double fraction, String... sides) {
    return new Rivals(OptionalDouble.of(fraction), List.of(sides));
  }

  private static Rivals shown(String... sides) {
    return new Rivals(OptionalDouble.empty(), List.of(sides));
  }
}
