package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.Failure;
import org.plumbline.features.Definition;
import org.plumbline.features.Design;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.RowRule;
import org.plumbline.model.Warning;
import org.plumbline.statistics.OddityCounts;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Tally;

/**
 * Whether the rows of the days used are what the configuration says of them, from counts alone.
 *
 * <p>Refused: missing values under {@code fail}, infinities, negative weights, null keys, and
 * magnitudes that exact moments do not cover. Accepted and warned of: dropped rows, and numbers
 * converted with loss.
 */
final class DataChecks {

  private static final String BEYOND = "is beyond [2^-400, 2^450] in ";

  private final Gathered data;
  private final SortedMap<String, OddityCounts> counts = new TreeMap<>();

  DataChecks(Gathered data) {
    this.data = data;
    for (Tally tally : data.withDayless()) {
      tally.columns().forEach((column, odd) -> counts.merge(column, odd, OddityCounts::plus));
    }
  }

  /**
   * @throws Failure DATA naming the columns and how many of their values are refused
   */
  void refuse() {
    List<Problem> problems = new ArrayList<>();
    for (String column : names()) {
      problem(column, of(column)).ifPresent(problems::add);
    }
    if (data.plan().precision() == Precision.DOUBLE) {
      addLevelsOutOfRange(problems);
    }
    if (!problems.isEmpty()) {
      throw new Failure(
          Failure.Kind.DATA,
          label()
              + ": "
              + String.join("; ", problems.stream().map(Problem::sentence).toList())
              + " (of "
              + (data.rows() + data.refused())
              + " rows, "
              + Days.words(data.window())
              + ")",
          String.join(" ", new LinkedHashSet<>(problems.stream().map(Problem::remedy).toList())));
    }
    refuseNothing();
  }

  private record Problem(String sentence, String remedy) {}

  private Optional<Problem> problem(String column, OddityCounts odd) {
    RowRule rule = rule();
    if (column.equals(rule.labelDefinition().term()) && odd.negatives() > 0) {
      return found(
          rule.label(),
          "is zero or negative in " + odd.negatives() + " and has no logarithm",
          "Leave such rows out by data.where, or set training.label-transform = none.");
    }
    if (odd.infinities() > 0) {
      return found(
          column,
          "is infinite in " + odd.infinities(),
          "Mend the values, or leave them out by data.where.");
    }
    if (rule.weight().filter(column::equals).isPresent() && odd.negatives() > 0) {
      return found(column, "is negative in " + odd.negatives(), "A weight must be 0 or more.");
    }
    if (odd.nulls() > 0 && rule.split().by().contains(column)) {
      return found(
          column,
          "is a key and null in " + odd.nulls(),
          "Set split.by to columns without nulls, or leave such rows out by data.where.");
    }
    if (odd.missing() > 0 && !mayBeMissing(column)) {
      return found(
          column,
          missing(odd),
          "Mend the table, leave such rows out by data.where, or set data.missing = drop.");
    }
    if (odd.outOfRange() > 0) {
      return outOfRange(column, odd.outOfRange());
    }
    return Optional.empty();
  }

  /** Exact: values, or their products with the weight. Double: groups whose sums overflow. */
  private Optional<Problem> outOfRange(String column, long count) {
    if (data.plan().precision() == Precision.EXACT) {
      return found(column, BEYOND + count, "Rescale the column, to other units for instance.");
    }
    return found(column, "has sums that overflow (of " + count + " groups)", "Rescale the column.");
  }

  /** Moments in double cover what the sums by level beside them, which are exact, do not. */
  private void addLevelsOutOfRange(List<Problem> problems) {
    List<String> columns = new ArrayList<>(data.design().names());
    columns.add(0, rule().weight().orElse("weight"));
    for (int column = 0; column < columns.size(); column++) {
      long count = data.outOfRangeOfLevels(column);
      if (count > 0) {
        problems.add(
            new Problem(
                columns.get(column) + " " + BEYOND + count,
                "Rescale the column: sums by level are always exact."));
      }
    }
  }

  private static Optional<Problem> found(String column, String sentence, String remedy) {
    return Optional.of(new Problem(column + " " + sentence, remedy));
  }

  private static String missing(OddityCounts odd) {
    List<String> parts = new ArrayList<>();
    if (odd.nulls() > 0) {
      parts.add("null in " + odd.nulls());
    }
    if (odd.nans() > 0) {
      parts.add("NaN in " + odd.nans());
    }
    return "is " + String.join(" and ", parts);
  }

  private boolean mayBeMissing(String column) {
    RowRule rule = rule();
    if (isRole(column)) {
      return rule.missing() == MissingPolicy.DROP;
    }
    return dropped().contains(column) || imputed().contains(column);
  }

  /** Columns and terms whose missing value drops the row. */
  private Set<String> dropped() {
    Set<String> names = new LinkedHashSet<>(rule().droppers());
    rule().droppingTerms().forEach(term -> names.add(term.term()));
    return names;
  }

  /** Terms whose missing value takes the mean: those that have an indicator. */
  private Set<String> imputed() {
    Set<String> names = new LinkedHashSet<>();
    for (Definition definition : data.design().definitions()) {
      if (definition instanceof Definition.MissingIndicator indicator) {
        names.add(indicator.of().term());
      }
    }
    return names;
  }

  private boolean isRole(String column) {
    RowRule rule = rule();
    return column.equals(rule.labelDefinition().term())
        || rule.weight().filter(column::equals).isPresent()
        || rule.eventTime().filter(column::equals).isPresent();
  }

  /** No rows at all is refused, with what made them so few. */
  private void refuseNothing() {
    if (data.rows() > 0) {
      return;
    }
    if (data.refused() == 0) {
      throw new Failure(
          Failure.Kind.DATA,
          label() + " has no rows to use in " + Days.words(data.window()),
          "Choose another as-of date, a longer training.window, or another data.where.");
    }
    throw new Failure(
        Failure.Kind.DATA,
        label() + ": every one of " + data.refused() + " rows is dropped; " + missingValues(),
        "Leave out the columns that are missing everywhere, or mend the table.");
  }

  /** Columns whose missing values drop rows, and have some. */
  private List<String> missingColumns() {
    return names().stream()
        .filter(column -> of(column).missing() > 0 && !imputed().contains(column))
        .toList();
  }

  private String missingValues() {
    return String.join(
        ", ", missingColumns().stream().map(column -> column + " " + missing(of(column))).toList());
  }

  List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>();
    if (data.refused() > 0) {
      List<String> columns = missingColumns();
      warnings.add(
          new Warning(
              "dropped",
              columns,
              data.refused(),
              data.refused()
                  + " rows are dropped, since a value is missing: "
                  + missingValues()
                  + "."));
    }
    for (String column : imputed()) {
      long gaps = of(column).missing();
      if (gaps > 0) {
        warnings.add(
            new Warning(
                "imputed",
                List.of(column),
                gaps,
                column
                    + ": "
                    + gaps
                    + " values are missing; the mean of the training rows stands in."));
      }
    }
    for (String column : names()) {
      long converted = of(column).converted();
      if (converted > 0) {
        warnings.add(
            new Warning(
                "converted",
                List.of(column),
                converted,
                column
                    + ": "
                    + converted
                    + " values have more digits than a double holds and were rounded to it."));
      }
    }
    return warnings;
  }

  private Set<String> names() {
    Design design = data.design();
    Set<String> names = new LinkedHashSet<>(design.names());
    rule().weight().ifPresent(names::add);
    rule().eventTime().ifPresent(names::add);
    names.addAll(rule().split().by());
    names.addAll(dropped());
    return names;
  }

  private OddityCounts of(String column) {
    return counts.getOrDefault(column, OddityCounts.ZERO);
  }

  private RowRule rule() {
    return data.design().rule();
  }

  private String label() {
    return data.snapshot().label();
  }
}
