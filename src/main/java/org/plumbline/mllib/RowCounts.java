package org.plumbline.mllib;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.plumbline.Failure;
import org.plumbline.cycle.RowSolver;
import org.plumbline.features.Definition;
import org.plumbline.features.Design;
import org.plumbline.features.Feature;
import org.plumbline.features.LabelTransform;
import org.plumbline.features.MissingLevels;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.RowRule;
import org.plumbline.model.InputFile;
import org.plumbline.scan.TableRows;
import org.plumbline.table.DataFile;

/**
 * The rows of a problem counted by one aggregation, file by file: those trained on, those dropped,
 * and values that are refused.
 */
final class RowCounts {
  /** A value that is refused: where it is so, in SQL, and what is said of the column. */
  private record Check(String column, String condition, String says, String remedy) {}

  private static final String MISSING_REMEDY =
      "Mend the table, leave such rows out by data.where, or set data.missing = drop.";
  private static final int COUNTS = 5;

  private final RowSolver.Problem problem;
  private final TrainingRows rows;
  private final Design design;
  private final RowRule rule;
  private final List<Check> checks = new ArrayList<>();

  RowCounts(RowSolver.Problem problem, TrainingRows rows) {
    this.problem = problem;
    this.rows = rows;
    this.design = problem.design();
    this.rule = design.rule();
    addNumbers();
    addRoles();
    addCategories();
  }

  /**
   * What each file gave, in the order of the files; those that gave and refused nothing are left
   * out.
   *
   * @throws Failure DATA naming columns and how many of their values are refused
   */
  List<InputFile> files() {
    Map<String, Row> byPlace = new LinkedHashMap<>();
    for (Row row : aggregated()) {
      byPlace.put(row.getString(0), row);
    }
    refuse(byPlace.values());
    List<InputFile> files = new ArrayList<>();
    for (DataFile file : problem.snapshot().files()) {
      Row counted = byPlace.get(rows.table().location(file));
      if (counted != null && counted.getLong(1) + counted.getLong(2) > 0) {
        files.add(input(file, counted));
      }
    }
    return files;
  }

  private List<Row> aggregated() {
    String training = rows.isTraining() + " and " + rows.isKept();
    List<String> counts = new ArrayList<>();
    counts.add("count_if(" + training + ")");
    counts.add("count_if(not (" + rows.isKept() + "))");
    String day = rule.eventTime().isPresent() ? rows.day() : "cast(null as int)";
    counts.add("min(if(" + training + ", " + day + ", null))");
    counts.add("max(if(" + training + ", " + day + ", null))");
    checks.forEach(check -> counts.add("count_if(" + check.condition() + ")"));
    Column[] others = counts.stream().skip(1).map(functions::expr).toArray(Column[]::new);
    return rows.considered()
        .groupBy(TableRows.PLACE)
        .agg(functions.expr(counts.get(0)), others)
        .collectAsList();
  }

  private static InputFile input(DataFile file, Row counted) {
    return new InputFile(
        file.path(),
        file.size(),
        file.modified(),
        file.deletionVector(),
        counted.getLong(1),
        counted.getLong(2),
        day(counted, 3),
        day(counted, 4),
        "");
  }

  private static Optional<LocalDate> day(Row counted, int at) {
    return counted.isNullAt(at)
        ? Optional.empty()
        : Optional.of(LocalDate.ofEpochDay(counted.getInt(at)));
  }

  private void refuse(Iterable<Row> counted) {
    Set<String> problems = new LinkedHashSet<>();
    Set<String> remedies = new LinkedHashSet<>();
    for (int k = 0; k < checks.size(); k++) {
      long found = 0;
      for (Row row : counted) {
        found += row.getLong(COUNTS + k);
      }
      if (found > 0) {
        Check check = checks.get(k);
        problems.add(check.column() + " " + check.says().formatted(found));
        remedies.add(check.remedy());
      }
    }
    if (!problems.isEmpty()) {
      throw new Failure(
          Failure.Kind.DATA,
          problem.snapshot().label() + ": " + String.join("; ", problems),
          String.join(" ", remedies));
    }
  }

  private void addNumbers() {
    for (Definition definition : design.definitions()) {
      String value = rows.columns().number(definition);
      boolean mayBeMissing =
          rule.drops(definition)
              || design.definitions().contains(new Definition.MissingIndicator(definition));
      if (!mayBeMissing) {
        missing(definition.term(), value);
      }
      infinite(definition.term(), value);
    }
  }

  private void addRoles() {
    String label = rows.columns().column(rule.label());
    boolean drop = rule.missing() == MissingPolicy.DROP;
    if (!drop) {
      missing(rule.label(), label);
    }
    infinite(rule.label(), label);
    if (rule.labelTransform() == LabelTransform.LOG) {
      checks.add(
          new Check(
              rule.label(),
              label + " <= 0",
              "is zero or negative in %d and has no logarithm",
              "Leave such rows out by data.where, or set training.label-transform = none."));
    }
    rule.weight().ifPresent(weight -> addWeight(weight, drop));
    if (rule.eventTime().isPresent() && !drop) {
      missing(rule.eventTime().get(), rows.day());
    }
    for (String key : rule.split().by()) {
      checks.add(
          new Check(
              key,
              SqlColumns.quoted(key) + " is null",
              "is a key and null in %d",
              "Set split.by to columns without nulls, or leave such rows out by data.where."));
    }
  }

  private void addWeight(String weight, boolean drop) {
    String value = rows.columns().column(weight);
    if (!drop) {
      missing(weight, value);
    }
    infinite(weight, value);
    checks.add(
        new Check(weight, value + " < 0", "is negative in %d", "A weight must be 0 or more."));
  }

  private void addCategories() {
    for (Feature feature : problem.features()) {
      if (feature instanceof Feature.Levels levels && levels.missing() == MissingLevels.FAIL) {
        missing(
            levels.name(), "nullif(" + rows.columns().level(levels.category()) + ", '(missing)')");
      }
    }
  }

  private void missing(String column, String value) {
    checks.add(new Check(column, value + " is null", "is missing in %d", MISSING_REMEDY));
  }

  private void infinite(String column, String value) {
    checks.add(
        new Check(
            column,
            "abs(" + value + ") = double('Infinity')",
            "is infinite in %d",
            "Mend the values, or leave them out by data.where."));
  }
}
