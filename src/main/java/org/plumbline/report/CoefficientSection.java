package org.plumbline.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.model.DataSummary;
import org.plumbline.model.Model;
import org.plumbline.model.Model.Coefficient;
import org.plumbline.report.CoefficientChart.Interval;
import org.plumbline.report.CoefficientChart.Row;

/** The coefficients with their intervals, as a picture on one scale and as a table. */
final class CoefficientSection {
  private static final int MOST_ROWS = 40;
  private static final int WIDE = 900;
  private static final int NARROW = 350;

  private final Model model;
  private final Optional<DataSummary> data;

  private CoefficientSection(Model model, Optional<DataSummary> data) {
    this.model = model;
    this.data = data;
  }

  static Page.Section of(Model model, Optional<DataSummary> data) {
    CoefficientSection section = new CoefficientSection(model, data);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(section.introduction()));
    section.figure().ifPresent(blocks::add);
    section.tables(blocks);
    return new Page.Section("coefficients", "Coefficients", blocks);
  }

  private String introduction() {
    String text =
        transformed()
            + "An estimate is how much the predicted "
            + Names.visible(model.fittedLabel())
            + " changes when the term grows by one and all other terms stay as they are. ";
    if (model.fit().exactFit()) {
      return text + "The fit is exact: what is left is rounding, so there are no t and p values.";
    }
    if (model.objective().penalized().isPresent()
        && model.coefficients().stream().allMatch(term -> term.standardError().isEmpty())) {
      return text + "There are no intervals and p values; the section on the penalty says why.";
    }
    return text
        + "Intervals are at "
        + Numbers.general(100 * model.fit().confidenceLevel(), 4)
        + " % confidence; errors are "
        + ErrorNames.explained(model)
        + ".";
  }

  /** What the logarithm of the label makes of everything else; empty without one. */
  private String transformed() {
    return Explanation.transform(model).map(text -> text + " ").orElse("");
  }

  private void tables(List<Block> blocks) {
    CoefficientTable table = new CoefficientTable(model);
    List<LevelGroup> groups = LevelGroup.of(model);
    blocks.add(table.ofSingleTerms());
    for (LevelGroup group : groups) {
      if (group.terms().size() > CoefficientTable.OPEN_LEVELS) {
        blocks.add(new Block.Paragraph(group.heading()));
      }
      blocks.add(table.of(group));
    }
  }

  private Optional<Block> figure() {
    Map<String, Double> deviations = deviations();
    Set<Coefficient> many = levelsOfLargeCategories();
    List<Row> standardised = new ArrayList<>();
    List<Row> byError = new ArrayList<>();
    for (Coefficient term : model.coefficients()) {
      if (term.aliased() || term.kind().equals("intercept") || many.contains(term)) {
        continue;
      }
      Optional.ofNullable(deviations.get(term.term()))
          .map(factor -> row(term, factor))
          .filter(CoefficientSection::drawable)
          .ifPresent(standardised::add);
      term.standardError().stream()
          .filter(error -> error > 0)
          .mapToObj(error -> row(term, 1 / error))
          .filter(CoefficientSection::drawable)
          .forEach(byError::add);
    }
    if (!standardised.isEmpty() && standardised.size() >= byError.size()) {
      return Optional.of(
          figure(
              standardised,
              "standardised effect",
              "Standardised effects: each estimate times its term’s standard deviation, over that of "
                  + Names.visible(model.fittedLabel())
                  + ", so that terms of any unit compare."));
    }
    if (byError.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        figure(
            byError,
            "t: estimate over standard error",
            "On the scale of t: each estimate over its standard error, so that terms of any unit compare."));
  }

  /** Those that would crowd everything else out of the picture. */
  private Set<Coefficient> levelsOfLargeCategories() {
    Set<Coefficient> many = new HashSet<>();
    LevelGroup.of(model).stream()
        .filter(group -> group.terms().size() > CoefficientTable.OPEN_LEVELS)
        .forEach(group -> many.addAll(group.terms()));
    return many;
  }

  private static boolean drawable(Row row) {
    return Double.isFinite(row.value())
        && row.interval()
            .map(i -> Double.isFinite(i.low()) && Double.isFinite(i.high()))
            .orElse(true);
  }

  private static Row row(Coefficient term, double factor) {
    Optional<Interval> interval =
        term.lower().isPresent() && term.upper().isPresent()
            ? Optional.of(
                new Interval(
                    term.lower().getAsDouble() * factor, term.upper().getAsDouble() * factor))
            : Optional.empty();
    return new Row(term.term(), term.value() * factor, interval);
  }

  /** By term: its standard deviation over the label's; empty where the label is constant. */
  private Map<String, Double> deviations() {
    Map<String, Double> deviations = new HashMap<>();
    List<DataSummary.ColumnSummary> columns = data.map(DataSummary::columns).orElse(List.of());
    if (columns.isEmpty()) {
      return deviations;
    }
    double label = columns.get(columns.size() - 1).deviation();
    if (label > 0) {
      columns.subList(0, columns.size() - 1).stream()
          .filter(column -> column.deviation() > 0)
          .forEach(column -> deviations.put(column.column(), column.deviation() / label));
    }
    return deviations;
  }

  private String leftOut() {
    String names =
        LevelGroup.of(model).stream()
            .filter(group -> group.terms().size() > CoefficientTable.OPEN_LEVELS)
            .map(group -> Names.visible(group.name()))
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : " Without the levels of " + names + ", which are many.";
  }

  private Block figure(List<Row> all, String axis, String scale) {
    List<Row> rows = all;
    String shown = "";
    if (all.size() > MOST_ROWS) {
      rows =
          all.stream()
              .sorted(Comparator.comparingDouble((Row row) -> -Math.abs(row.value())))
              .limit(MOST_ROWS)
              .toList();
      shown = " The " + MOST_ROWS + " largest of " + all.size() + " terms; the table has all.";
    }
    return new Block.Figure(
        CoefficientChart.draw("coefficients-wide", rows, axis, WIDE),
        CoefficientChart.draw("coefficients-narrow", rows, axis, NARROW),
        scale + " Dots are estimates, hollow where the interval holds zero." + shown + leftOut(),
        List.of());
  }
}
