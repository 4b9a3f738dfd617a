package org.plumbline.statistics;

import java.util.Arrays;

/**
 * Exact sums of many cells as a list of terms: for what does not fit a cell's fixed-point number,
 * and for that number when it is full. Before the list grows, each cell's terms are replaced by the
 * canonical components of their sum.
 */
final class SpilledTerms {

  private static final int FIRST_CAPACITY = 1024;

  private int[] cells = new int[0];
  private double[] terms = new double[0];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  void add(int cell, double term) {
    if (term == 0) {
      return;
    }
    if (size == terms.length) {
      settle();
      reserve(2 * size);
    }
    append(cell, term);
  }

  private void append(int cell, double term) {
    reserve(size + 1);
    cells[size] = cell;
    terms[size++] = term;
  }

  private void reserve(int needed) {
    if (needed >= terms.length) {
      int capacity = Math.max(FIRST_CAPACITY, Math.max(needed, 2 * terms.length));
      cells = Arrays.copyOf(cells, capacity);
      terms = Arrays.copyOf(terms, capacity);
    }
  }

  /** Adds a cell's terms to a sum; the list is {@linkplain #settle settled}. */
  void addTo(ExactSum sum, int cell) {
    int found = Arrays.binarySearch(cells, 0, size, cell);
    if (found < 0) {
      return;
    }
    while (found > 0 && cells[found - 1] == cell) {
      found--;
    }
    for (; found < size && cells[found] == cell; found++) {
      sum.add(terms[found]);
    }
  }

  /** Sorts the list by cell, and leaves the canonical components of each cell's sum. */
  void settle() {
    long[] order = new long[size];
    for (int k = 0; k < size; k++) {
      order[k] = (long) cells[k] << Integer.SIZE | k;
    }
    Arrays.sort(order);
    double[] unsorted = Arrays.copyOf(terms, size);
    size = 0;
    ExactSum sum = new ExactSum();
    double[] components = new double[ExactSum.MOST_PARTS];
    for (int k = 0; k < order.length; k++) {
      int cell = (int) (order[k] >>> Integer.SIZE);
      sum.add(unsorted[(int) order[k]]);
      if (k + 1 == order.length || (int) (order[k + 1] >>> Integer.SIZE) != cell) {
        int count = sum.drain(components, 0, components.length);
        for (int c = 0; c < count; c++) {
          append(cell, components[c]);
        }
      }
    }
  }
}
