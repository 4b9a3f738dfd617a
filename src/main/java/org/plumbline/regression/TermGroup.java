package org.plumbline.regression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Kept columns that are judged together: a number alone, the levels of a category, the products of
 * a number with them.
 *
 * @param category whether they lie within levels
 * @param columns indices in z, ascending
 */
record TermGroup(String name, boolean category, List<Integer> columns) {

  /** A number and a category may have the same name. */
  private record Key(String name, boolean category) {}

  /**
   * @param terms the constant, the terms, the label
   * @param kept ascending; the constant is in no group
   */
  static List<TermGroup> of(List<Term> terms, List<Integer> kept) {
    Map<Key, List<Integer>> columns = new LinkedHashMap<>();
    for (int column : kept) {
      if (column > 0) {
        columns.computeIfAbsent(key(terms.get(column)), absent -> new ArrayList<>()).add(column);
      }
    }
    return columns.entrySet().stream()
        .map(each -> new TermGroup(each.getKey().name(), each.getKey().category(), each.getValue()))
        .toList();
  }

  private static Key key(Term term) {
    if (term.within().isEmpty()) {
      return new Key(term.name(), false);
    }
    String column = term.parts().get(0).column();
    String category = term.within().get().category();
    return new Key(column.equals(Term.CONSTANT) ? category : category + ":" + column, true);
  }
}
