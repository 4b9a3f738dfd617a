package org.plumbline.regression;

import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Expansion;
import org.plumbline.statistics.Statistics;

/**
 * The exact sums of products of a design with blocks: of dense columns with each other, of block
 * columns with dense ones, and within the blocks. Between blocks all are zero and none is held.
 */
final class BlockMoments implements CrossProducts {
  private final BlockLayout layout;

  /** Upper triangle by dense place: {@code dense[a][b − a]}. */
  private final Expansion[][] dense;

  /** By block column: with each dense column; null is zero. */
  private final Expansion[][] beside;

  /** By block column: with the columns of its block up to itself. */
  private final Expansion[][] within;

  BlockMoments(BlockLayout layout, TermProducts products, Statistics statistics) {
    this.layout = layout;
    int order = layout.dense().length;
    dense = new Expansion[order][];
    for (int a = 0; a < order; a++) {
      dense[a] = new Expansion[order - a];
    }
    int columns = products.terms().size();
    beside = new Expansion[columns][];
    within = new Expansion[columns][];
    for (int j = 0; j < columns; j++) {
      if (!layout.isDense(j)) {
        beside[j] = new Expansion[order];
        within[j] = new Expansion[layout.placeOf(j) + 1];
      }
    }
    products.forEach(statistics, this::add);
  }

  private void add(int i, int j, Expansion number) {
    if (layout.isDense(i) && layout.isDense(j)) {
      int first = layout.denseOf(i);
      add(dense[first], layout.denseOf(j) - first, number);
    } else if (layout.isDense(j)) {
      add(beside[i], layout.denseOf(j), number);
    } else if (layout.isDense(i)) {
      add(beside[j], layout.denseOf(i), number);
    } else {
      add(within[j], layout.placeOf(i), number);
    }
  }

  private static void add(Expansion[] sums, int place, Expansion number) {
    sums[place] = sums[place] == null ? number : sums[place].plus(number);
  }

  BlockLayout layout() {
    return layout;
  }

  /** Σ w·zⱼ·z of a block column and each dense column, by dense place; null is zero. */
  Expansion[] beside(int column) {
    return beside[column];
  }

  /** Σ w·zⱼ·z of a block column and the columns of its block up to itself; null is zero. */
  Expansion[] within(int column) {
    return within[column];
  }

  @Override
  public BigBinary at(int i, int j) {
    Expansion sum = sum(i, j);
    return sum == null ? BigBinary.ZERO : sum.toBigBinary();
  }

  private Expansion sum(int i, int j) {
    if (layout.isDense(i) && layout.isDense(j)) {
      return dense[layout.denseOf(i)][layout.denseOf(j) - layout.denseOf(i)];
    }
    if (layout.isDense(j)) {
      return beside[i][layout.denseOf(j)];
    }
    if (layout.isDense(i)) {
      return beside[j][layout.denseOf(i)];
    }
    return layout.blockOf(i) == layout.blockOf(j) ? within[j][layout.placeOf(i)] : null;
  }
}
