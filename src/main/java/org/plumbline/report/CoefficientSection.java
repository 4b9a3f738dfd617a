package org.plumbline.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.model.DataSummary;
import org.plumbline.model.Model;
import org.plumbline.model.Model.Coefficient;
import org.plumbline.regression.Estimate.Clustered;
import org.plumbline.report.Block.Cell;
import org.plumbline.report.Block.Head;
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
    blocks.add(section.table());
    return new Page.Section("coefficients", "Coefficients", blocks);
  }

  private String introduction() {
    String text =
        "An estimate is how much the predicted "
            + Names.visible(model.fittedLabel())
            + " changes when the term grows by one and all other terms stay as they are. ";
    if (model.fit().exactFit()) {
      return text + "The fit is exact: what is left is rounding, so there are no t and p values.";
    }
    return text
        + "Intervals are at "
        + Numbers.general(100 * model.fit().confidenceLevel(), 4)
        + " % confidence; errors are "
        + ErrorNames.explained(model)
        + ".";
  }

  private Optional<Block> figure() {
    Map<String, Double> deviations = deviations();
    List<Row> standardised = new ArrayList<>();
    List<Row> byError = new ArrayList<>();
    for (Coefficient term : model.coefficients()) {
      if (term.aliased() || term.kind().equals("intercept")) {
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

  private static Block figure(List<Row> all, String axis, String scale) {
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
        scale + " Dots are estimates, hollow where the interval holds zero." + shown,
        List.of());
  }

  private Block table() {
    boolean clustered = model.coefficients().stream().anyMatch(c -> c.clustered().isPresent());
    List<String> heads = new ArrayList<>(List.of("Estimate", "from", "to"));
    heads.addAll(List.of(ErrorNames.head(model.fit()), "t", "p"));
    if (clustered) {
      heads.addAll(List.of("Day-clustered error", "p"));
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (Coefficient term : model.coefficients()) {
      rows.add(cells(term, clustered, heads.size()));
    }
    String level = Numbers.general(100 * model.fit().confidenceLevel(), 4);
    return Block.Table.of(
        "Estimates with " + level + " % intervals (from, to)",
        Head.first("Term", heads.toArray(String[]::new)),
        rows);
  }

  private static List<Cell> cells(Coefficient term, boolean clustered, int columns) {
    List<Cell> cells = new ArrayList<>(List.of(Cell.text(Names.visible(term.term()))));
    if (term.aliased()) {
      cells.add(Cell.spanning("dropped: collinear with the terms before it", columns));
      return cells;
    }
    double error = term.standardError().orElse(0);
    cells.add(Cell.number(Numbers.beside(term.value(), error)));
    cells.add(beside(term.lower(), error));
    cells.add(beside(term.upper(), error));
    cells.add(beside(term.standardError(), error));
    cells.add(Cell.number(t(term.t())));
    cells.add(Cell.number(p(term.pValue())));
    if (clustered) {
      OptionalDouble own =
          term.clustered()
              .map(c -> OptionalDouble.of(c.standardError()))
              .orElse(OptionalDouble.empty());
      cells.add(beside(own, own.orElse(0)));
      cells.add(
          Cell.number(p(term.clustered().map(Clustered::pValue).orElse(OptionalDouble.empty()))));
    }
    return cells;
  }

  private static Cell beside(OptionalDouble value, double error) {
    return Cell.number(
        value.isPresent() ? Numbers.beside(value.getAsDouble(), error) : Numbers.NONE);
  }

  private static String t(OptionalDouble t) {
    if (t.isEmpty()) {
      return Numbers.NONE;
    }
    double value = t.getAsDouble();
    return Math.abs(value) < 1e4 ? Numbers.fixed(value, 2) : Numbers.significant(value, 3);
  }

  /** Three decimals, three digits below 0.001, and a bound where a double's error ends it. */
  static String p(OptionalDouble p) {
    if (p.isEmpty()) {
      return Numbers.NONE;
    }
    double value = p.getAsDouble();
    if (value < 0x1p-52) {
      return "< 2e-16";
    }
    return value < 1e-3 ? Numbers.scientific(value, 2) : Numbers.fixed(value, 3);
  }
}
