package org.plumbline.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which columns of z = (1, terms…, label) lie within the levels of the category that is eliminated
 * first, the one with the most terms. Columns of different levels have no common row: their normal
 * matrix has a block for each level, of its indicator and of the numbers within it. All other
 * columns are dense.
 */
final class BlockLayout {

  /**
   * Columns that follow each other in the design: dense ones, or of one source within the levels
   * eliminated first, so that no two are of the same block.
   */
  record Run(boolean dense, List<Integer> columns) {
    Run {
      columns = List.copyOf(columns);
    }
  }

  private final int[] dense;
  private final int[] denseOf;
  private final int[] blockOf;
  private final int[] placeOf;
  private final List<List<Integer>> blocks = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();

  /**
   * @param terms the constant, the terms, the label
   */
  BlockLayout(List<Term> terms) {
    Optional<String> category = largest(terms);
    denseOf = new int[terms.size()];
    blockOf = new int[terms.size()];
    placeOf = new int[terms.size()];
    Map<String, Integer> known = new HashMap<>();
    int[] found = new int[terms.size()];
    int count = 0;
    for (int j = 0; j < terms.size(); j++) {
      Optional<Term.Within> within =
          terms.get(j).within().filter(in -> category.filter(in.category()::equals).isPresent());
      denseOf[j] = within.isPresent() ? -1 : count;
      blockOf[j] = -1;
      if (within.isPresent()) {
        String level = within.get().levels().first();
        place(j, known.computeIfAbsent(level, absent -> newBlock()));
      } else {
        found[count++] = j;
      }
    }
    dense = Arrays.copyOf(found, count);
    arrange(terms);
  }

  private static Optional<String> largest(List<Term> terms) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (Term term : terms) {
      term.within().ifPresent(in -> sizes.merge(in.category(), 1, Integer::sum));
    }
    // Of equals the first: max would take the last.
    return sizes.entrySet().stream()
        .min(Comparator.comparingInt((Map.Entry<String, Integer> size) -> -size.getValue()))
        .map(Map.Entry::getKey);
  }

  private int newBlock() {
    blocks.add(new ArrayList<>());
    return blocks.size() - 1;
  }

  private void place(int column, int block) {
    blockOf[column] = block;
    placeOf[column] = blocks.get(block).size();
    blocks.get(block).add(column);
  }

  private void arrange(List<Term> terms) {
    List<Integer> columns = new ArrayList<>();
    for (int j = 0; j < terms.size() - 1; j++) {
      if (j > 0 && !together(terms, j - 1, j)) {
        runs.add(new Run(isDense(j - 1), columns));
        columns = new ArrayList<>();
      }
      columns.add(j);
    }
    runs.add(new Run(isDense(terms.size() - 2), columns));
  }

  private boolean together(List<Term> terms, int before, int column) {
    return isDense(before) == isDense(column)
        && (isDense(column) || terms.get(before).parts().equals(terms.get(column).parts()));
  }

  /** Columns of z. */
  int size() {
    return denseOf.length;
  }

  boolean isDense(int column) {
    return denseOf[column] >= 0;
  }

  /** Columns of z that are dense, ascending: the constant is the first, the label the last. */
  int[] dense() {
    return dense;
  }

  /** Place of a column among the dense ones. */
  int denseOf(int column) {
    return denseOf[column];
  }

  /** Columns of z of each block, ascending. */
  List<List<Integer>> blocks() {
    return blocks;
  }

  int blockOf(int column) {
    return blockOf[column];
  }

  /** Place of a column in its block. */
  int placeOf(int column) {
    return placeOf[column];
  }

  /** All columns but the label, in the order of the design. */
  List<Run> runs() {
    return runs;
  }
}
