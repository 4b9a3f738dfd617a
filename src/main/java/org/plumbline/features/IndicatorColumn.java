package org.plumbline.features;

import java.util.Arrays;

/** 1 where another column is missing, else 0. */
final class IndicatorColumn extends DerivedColumn {

  private final TermColumn of;

  IndicatorColumn(String name, TermColumn of) {
    super(name);
    this.of = of;
  }

  @Override
  void fill(double[] into, int rows) {
    Arrays.fill(into, 0, rows, 0);
    for (int row = 0; !of.flaws().clean() && row < rows; row++) {
      into[row] = of.flaws().missing(row) ? 1 : 0;
    }
  }
}
