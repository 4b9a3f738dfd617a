package org.plumbline.statistics;

/** Exact moments of a group; product sums that are not among them yet are held by the runs. */
final class ExactSums extends GroupSums {

  private final ExactProducts products;
  private Expansions settled;

  ExactSums(ExactProducts products, int order) {
    this.products = products;
    this.settled = Expansions.zeros(Moments.triangle(order));
  }

  @Override
  void add(RowBuffer panel, ColumnOdds odds) {
    products.add(this, panel, odds);
  }

  @Override
  Expansions finish(ColumnOdds odds) {
    products.settle(this);
    return settled;
  }

  @Override
  long longestSum() {
    return 0;
  }

  /** What is added up already. */
  Expansions settled() {
    return settled;
  }

  void settle(Expansions more) {
    settled = more;
  }
}
