package org.plumbline.features;

/** Natural logarithm of the label; one that has none is marked {@link Flaw#NEGATIVE}. */
final class LabelLogColumn extends DerivedColumn {

  private final TermColumn label;

  LabelLogColumn(String name, TermColumn label) {
    super(name);
    this.label = label;
  }

  @Override
  void fill(double[] into, int rows) {
    double[] y = label.values();
    for (int row = 0; row < rows; row++) {
      if (!label.flaws().usable(row)) {
        putFlaw(into, row, label.flaws().at(row));
      } else if (y[row] <= 0) {
        putFlaw(into, row, Flaw.NEGATIVE.code());
      } else {
        into[row] = StrictMath.log(y[row]);
        if (label.flaws().at(row) != Flaw.NONE) {
          markConverted(row);
        }
      }
    }
  }
}
