package org.plumbline.statistics;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * How a column of a fit follows from a row: Σ factor·column of z, everywhere or within some levels
 * of a category; 0 outside of them.
 *
 * @param category index among the categories of the rows, or {@link #EVERYWHERE}
 * @param levels of the category; empty for {@link #EVERYWHERE}
 */
public record RowTerm(int category, Set<String> levels, List<Part> parts) implements Serializable {

  /** The category of a term that no level bounds. */
  public static final int EVERYWHERE = -1;

  /** The constant 1. */
  public static final RowTerm CONSTANT = column(0);

  public RowTerm {
    levels = Set.copyOf(levels);
    parts = List.copyOf(parts);
  }

  /**
   * @param column index in z = (1, columns…)
   */
  public record Part(int column, double factor) implements Serializable {}

  /** A column of z as it is. */
  public static RowTerm column(int index) {
    return new RowTerm(EVERYWHERE, Set.of(), List.of(new Part(index, 1)));
  }
}
