package org.plumbline.features;

/** A column of which a value stands in for missing ones. */
final class ImputedColumn implements TermColumn {

  private final TermColumn of;
  private final double value;
  private final FlawMask flaws = new FlawMask();
  private double[] own = new double[0];
  private double[] values = own;

  ImputedColumn(TermColumn of, double value) {
    this.of = of;
    this.value = value;
  }

  /** Fills the gaps of a block's rows, once the column is read. */
  void fill(int rows) {
    flaws.reset(rows);
    values = of.values();
    if (of.flaws().clean()) {
      return;
    }
    if (own.length < rows) {
      own = new double[rows];
    }
    for (int row = 0; row < rows; row++) {
      own[row] = of.flaws().missing(row) ? value : of.values()[row];
      if (of.flaws().at(row) != Flaw.NONE && !of.flaws().missing(row)) {
        flaws.mark(row, of.flaws().at(row));
      }
    }
    values = own;
  }

  /** Whether the row's value is the one that stands in. */
  boolean imputed(int row) {
    return of.flaws().missing(row);
  }

  boolean anyImputed(int rows) {
    for (int row = 0; !of.flaws().clean() && row < rows; row++) {
      if (imputed(row)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String name() {
    return of.name();
  }

  @Override
  public double[] values() {
    return values;
  }

  @Override
  public FlawMask flaws() {
    return flaws;
  }
}
