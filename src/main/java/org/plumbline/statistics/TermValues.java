package org.plumbline.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of terms in the rows of a block, gathered a few rows at a time. One a thread; a
 * block's arrays are used until the next block.
 */
final class TermValues {

  private static final int[] NO_TERMS = {};

  private final List<RowTerm> terms;

  /** By category and level: the terms that the level belongs to. */
  private final List<Map<String, int[]>> termsOfLevel = new ArrayList<>();

  /** By category: the terms of each entry of the block's dictionary, and that dictionary. */
  private final int[][][] termsOfCode;

  private final List<List<String>> dictionaries = new ArrayList<>();
  private double[][] z = {};
  private List<LevelCollector.Codes> codes = List.of();

  TermValues(List<RowTerm> terms) {
    this.terms = List.copyOf(terms);
    for (int term = 0; term < terms.size(); term++) {
      RowTerm each = terms.get(term);
      while (termsOfLevel.size() <= each.category()) {
        termsOfLevel.add(new HashMap<>());
        dictionaries.add(List.of());
      }
      for (String level : each.levels()) {
        int[] one = {term};
        termsOfLevel.get(each.category()).merge(level, one, TermValues::joined);
      }
    }
    termsOfCode = new int[termsOfLevel.size()][][];
  }

  private static int[] joined(int[] those, int[] one) {
    int[] all = Arrays.copyOf(those, those.length + one.length);
    System.arraycopy(one, 0, all, those.length, one.length);
    return all;
  }

  /**
   * @param columns {@code columns[k][row]} for each column of z after the constant
   * @param levels for each category of the rows, in order
   */
  void take(double[][] columns, List<LevelCollector.Codes> levels) {
    z = columns;
    codes = levels;
    for (int category = 0; category < termsOfCode.length; category++) {
      List<String> names = levels.get(category).names();
      if (names != dictionaries.get(category)) {
        Map<String, int[]> known = termsOfLevel.get(category);
        termsOfCode[category] =
            names.stream().map(n -> known.getOrDefault(n, NO_TERMS)).toArray(int[][]::new);
        dictionaries.set(category, names);
      }
    }
  }

  /** Writes term t of row {@code rows[r]} to {@code into[t][r]}, r below {@code count}. */
  void fill(int[] rows, int count, double[][] into) {
    for (int term = 0; term < terms.size(); term++) {
      RowTerm each = terms.get(term);
      if (each.category() == RowTerm.EVERYWHERE) {
        fill(each.parts(), rows, count, into[term]);
      } else {
        Arrays.fill(into[term], 0, count, 0);
      }
    }
    for (int category = 0; category < termsOfCode.length; category++) {
      int[] codesOfRows = codes.get(category).codes();
      for (int r = 0; r < count; r++) {
        for (int term : termsOfCode[category][codesOfRows[rows[r]]]) {
          into[term][r] = value(terms.get(term).parts(), rows[r]);
        }
      }
    }
  }

  private void fill(List<RowTerm.Part> parts, int[] rows, int count, double[] into) {
    RowTerm.Part only = parts.get(0);
    if (parts.size() == 1 && only.factor() == 1 && only.column() > 0) {
      double[] column = z[only.column() - 1];
      for (int r = 0; r < count; r++) {
        into[r] = column[rows[r]];
      }
      return;
    }
    for (int r = 0; r < count; r++) {
      into[r] = value(parts, rows[r]);
    }
  }

  private double value(List<RowTerm.Part> parts, int row) {
    double sum = 0;
    for (RowTerm.Part part : parts) {
      sum += part.factor() * (part.column() == 0 ? 1 : z[part.column() - 1][row]);
    }
    return sum;
  }
}
