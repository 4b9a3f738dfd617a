package org.plumbline.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.RowTerm;

/**
 * A column of the design, made from columns of the statistics: Σ factor·column, within some levels
 * of a category where there are any, else in every row.
 *
 * <p>A number is itself; an imputed one is (1 − m)·x + value·m; a level is the constant within it;
 * a pooled level has many levels; a category × number is the number within a level.
 *
 * @param name for people, unique in a design
 */
public record Term(String name, Optional<Within> within, List<Part> parts) {

  /** The constant 1 as a part's column. */
  public static final String CONSTANT = "";

  public Term {
    parts = List.copyOf(parts);
  }

  /**
   * @param levels in code-point order; more than one where levels are pooled
   */
  public record Within(String category, SortedSet<String> levels) {}

  /**
   * @param column of z, or {@link #CONSTANT}; beside a category one of its carriers
   */
  public record Part(String column, double factor) implements Serializable {}

  /** How its values follow from a row whose columns and categories a layout names. */
  RowTerm in(LevelLayout layout) {
    List<RowTerm.Part> columns = new ArrayList<>();
    for (Part part : parts) {
      int index = part.column().equals(CONSTANT) ? 0 : layout.columns().indexOf(part.column()) + 1;
      columns.add(new RowTerm.Part(index, part.factor()));
    }
    return within
        .map(bound -> new RowTerm(layout.indexOf(bound.category()), bound.levels(), columns))
        .orElseGet(() -> new RowTerm(RowTerm.EVERYWHERE, Set.of(), columns));
  }

  static Term number(String column) {
    return new Term(column, Optional.empty(), List.of(new Part(column, 1)));
  }
}
