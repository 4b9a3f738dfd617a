package org.plumbline.features;

/** The product of two number columns; the first flaw of the two is its own. */
final class ProductColumn extends DerivedColumn {

  private final TermColumn first;
  private final TermColumn second;

  ProductColumn(String name, TermColumn first, TermColumn second) {
    super(name);
    this.first = first;
    this.second = second;
  }

  @Override
  void fill(double[] into, int rows) {
    double[] x = first.values();
    double[] y = second.values();
    for (int row = 0; row < rows; row++) {
      if (!first.flaws().usable(row)) {
        putFlaw(into, row, first.flaws().at(row));
      } else if (!second.flaws().usable(row)) {
        putFlaw(into, row, second.flaws().at(row));
      } else {
        put(into, row, x[row] * y[row]);
        if (first.flaws().at(row) != Flaw.NONE || second.flaws().at(row) != Flaw.NONE) {
          markConverted(row);
        }
      }
    }
  }
}
