package org.plumbline.features;

import java.util.function.DoubleUnaryOperator;

/** A function of a number column; the number's flaws are its own. */
final class FunctionColumn extends DerivedColumn {

  private final TermColumn number;
  private final DoubleUnaryOperator function;

  FunctionColumn(String name, TermColumn number, DoubleUnaryOperator function) {
    super(name);
    this.number = number;
    this.function = function;
  }

  @Override
  void fill(double[] into, int rows) {
    double[] x = number.values();
    FlawMask flawsOfNumber = number.flaws();
    for (int row = 0; row < rows; row++) {
      if (!flawsOfNumber.usable(row)) {
        putFlaw(into, row, flawsOfNumber.at(row));
        continue;
      }
      put(into, row, function.applyAsDouble(x[row]));
      if (flawsOfNumber.at(row) != Flaw.NONE) {
        markConverted(row);
      }
    }
  }
}
