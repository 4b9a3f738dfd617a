package org.plumbline.statistics;

/** Adds rows one by one, exactly: for those few whose values reach too deep to be sliced. */
final class SlowRows {

  private SlowRows() {}

  /**
   * The moments with some rows of a panel added.
   *
   * @param left as of {@link Crossing}: z, or w·z rounded followed by its errors
   * @param right z
   */
  static Expansions add(
      Expansions moments, PanelColumns left, PanelColumns right, boolean[] chosen) {
    int order = right.count();
    Expansions.Builder more = new Expansions.Builder(moments.size());
    ExactSum sum = new ExactSum();
    int k = 0;
    for (int i = 0; i < order; i++) {
      for (int j = i; j < order; j++) {
        moments.addTo(sum, k++);
        for (int column = j; column < left.count(); column += order) {
          addProducts(sum, left, column, right, i, chosen);
        }
        more.append(sum);
      }
    }
    return more.build();
  }

  private static void addProducts(
      ExactSum sum,
      PanelColumns left,
      int leftColumn,
      PanelColumns right,
      int rightColumn,
      boolean[] chosen) {
    for (int row = 0; row < right.rows(); row++) {
      if (chosen[row]) {
        sum.addProduct(left.at(leftColumn, row), right.at(rightColumn, row));
      }
    }
  }
}
