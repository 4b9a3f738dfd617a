package org.plumbline.features;

/** A column of z that is computed from others, once they are read. */
abstract class DerivedColumn implements TermColumn {

  private final String name;
  private final FlawMask flaws = new FlawMask();
  private double[] values = new double[0];

  DerivedColumn(String name) {
    this.name = name;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final double[] values() {
    return values;
  }

  @Override
  public final FlawMask flaws() {
    return flaws;
  }

  /** Computes the rows of a block, whose columns are read. */
  final void compute(int rows) {
    flaws.reset(rows);
    if (values.length < rows) {
      values = new double[rows];
    }
    fill(values, rows);
  }

  /** Writes a value for each row, by {@link #put} where it may have a flaw. */
  abstract void fill(double[] into, int rows);

  /** A number as IEEE 754 made it: NaN is missing, infinity infinite. */
  final void put(double[] into, int row, double number) {
    if (Double.isFinite(number)) {
      into[row] = number;
    } else {
      putFlaw(into, row, (Double.isNaN(number) ? Flaw.NAN : Flaw.INFINITE).code());
    }
  }

  final void putFlaw(double[] into, int row, byte code) {
    flaws.mark(row, code);
    into[row] = 0;
  }

  /** Marks that a usable value was made from one converted with loss. */
  final void markConverted(int row) {
    if (flaws.at(row) == Flaw.NONE) {
      flaws.mark(row, Flaw.CONVERTED);
    }
  }
}
