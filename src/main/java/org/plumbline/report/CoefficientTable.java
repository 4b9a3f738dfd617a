package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.plumbline.model.Model;
import org.plumbline.model.Model.Coefficient;
import org.plumbline.regression.Estimate.Clustered;
import org.plumbline.report.Block.Cell;
import org.plumbline.report.Block.Head;

/** Estimates as tables: one of the terms that stand alone, and one of each category's levels. */
final class CoefficientTable {
  /** Levels up to which a table is open. */
  static final int OPEN_LEVELS = 30;

  /** Levels that a page shows at most. */
  private static final int MOST_LEVELS = 1000;

  private final Model model;
  private final boolean inference;
  private final boolean clustered;

  CoefficientTable(Model model) {
    this.model = model;
    List<Coefficient> terms = model.coefficients();
    boolean penalized = model.objective().penalized().isPresent();
    inference = !penalized || terms.stream().anyMatch(term -> term.standardError().isPresent());
    clustered = terms.stream().anyMatch(term -> term.clustered().isPresent());
  }

  Block ofSingleTerms() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Coefficient term : model.coefficients()) {
      if (term.level().isEmpty()) {
        rows.add(cells(term.term(), term));
      }
    }
    String level = Numbers.general(100 * model.fit().confidenceLevel(), 4);
    String caption = "Estimates" + (inference ? " with " + level + " % intervals (from, to)" : "");
    return Block.Table.of(caption, head("Term"), rows);
  }

  /** Folded away where the levels are many. */
  Block of(LevelGroup group) {
    List<Coefficient> shown = group.largest(MOST_LEVELS);
    List<List<Cell>> rows = new ArrayList<>();
    group
        .reference()
        .ifPresent(
            level ->
                rows.add(
                    List.of(
                        Cell.text(Names.visible(level)),
                        Cell.spanning("0: the reference", heads().size()))));
    shown.forEach(term -> rows.add(cells(term.level().orElseThrow(), term)));
    if (group.terms().size() <= OPEN_LEVELS) {
      return Block.Table.of(group.heading(), head("Level"), rows);
    }
    String name = Names.visible(group.name());
    int left = group.terms().size() - shown.size();
    String which =
        left == 0
            ? "All " + Numbers.counted(shown.size(), "level") + " of " + name
            : "The %s levels of %s with the largest |t|; %s more are in model.json"
                .formatted(Numbers.count(shown.size()), name, Numbers.count(left));
    return Block.Table.of("Levels of " + name, head("Level"), rows).foldedUnder(which);
  }

  private List<Head> head(String first) {
    return Head.first(first, heads().toArray(String[]::new));
  }

  private List<String> heads() {
    List<String> heads = new ArrayList<>(List.of("Estimate"));
    if (inference) {
      heads.addAll(List.of("from", "to", ErrorNames.head(model.fit()), "t", "p"));
    }
    if (clustered) {
      heads.addAll(List.of("Day-clustered error", "p"));
    }
    return heads;
  }

  private List<Cell> cells(String name, Coefficient term) {
    List<Cell> cells = new ArrayList<>(List.of(Cell.text(Names.visible(name))));
    if (term.aliased()) {
      cells.add(Cell.spanning("dropped: collinear with the terms before it", heads().size()));
      return cells;
    }
    double error = term.standardError().orElse(0);
    cells.add(Cell.number(Numbers.beside(term.value(), error)));
    if (!inference) {
      return cells;
    }
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
