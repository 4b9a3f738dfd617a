package org.plumbline.statistics;

/**
 * Carries sums about centres to moments about zero: s(j, i) + cᵢ·s(j, 0) + cⱼ·s(i, 0) + cᵢ·cⱼ·s(0,
 * 0), i ≤ j, of which the three leading components are kept.
 *
 * <p>That is a sum of nine doubles, a product being two: itself rounded and its error. It is exact
 * but for bits of products below the smallest double, which are rounded off. Moments that follow
 * each other in the upper triangle are formed side by side.
 */
final class MomentsAboutZero {

  private static final int PARTS = 3;

  /** A sum, and four products with their errors. */
  private static final int MOST_TERMS = 9;

  private final DoublePanels panels;
  private final double[] sums;
  private final double[] centre;

  /** s(j, 0). */
  private final double[] ofConstant;

  private final QuadSums quick = new QuadSums(QuadSums.STRETCH);
  private final ExactSum exact = new ExactSum();
  private final double[][] terms = new double[MOST_TERMS][QuadSums.STRETCH];

  /**
   * @param centre c, with c₀ = 0
   */
  MomentsAboutZero(DoublePanels panels, double[] sums, double[] centre) {
    this.panels = panels;
    this.sums = sums;
    this.centre = centre;
    this.ofConstant = new double[centre.length];
    for (int j = 0; j < centre.length; j++) {
      ofConstant[j] = sums[panels.place(j, 0)];
    }
  }

  /** The upper triangle by rows. */
  Expansions upper() {
    Expansions.Builder moments = new Expansions.Builder(Moments.triangle(centre.length));
    for (int i = 0; i < centre.length; i++) {
      for (int j = i; j < centre.length; j += QuadSums.STRETCH) {
        append(moments, i, j, Math.min(QuadSums.STRETCH, centre.length - j));
      }
    }
    return moments.build();
  }

  /** Appends the moments (i, j) … (i, j + count − 1). */
  private void append(Expansions.Builder moments, int i, int j, int count) {
    for (int k = 0; k < count; k++) {
      terms[0][k] = sums[panels.place(j + k, i)];
    }
    multiply(centre[i], ofConstant, j, count, terms[1], terms[2]);
    multiply(ofConstant[i], centre, j, count, terms[3], terms[4]);
    // The product of the centres, and its error, each with the sum of the weights.
    multiply(centre[i], centre, j, count, terms[5], terms[7]);
    multiply(ofConstant[0], terms[7], 0, count, terms[7], terms[8]);
    multiply(ofConstant[0], terms[5], 0, count, terms[5], terms[6]);
    quick.clear();
    for (double[] term : terms) {
      quick.add(term, count);
    }
    quick.settle(count);
    for (int k = 0; k < count; k++) {
      if (!moments.append(quick, k, PARTS)) {
        for (double[] term : terms) {
          exact.add(term[k]);
        }
        moments.append(exact, PARTS);
      }
    }
  }

  /** Products {@code a·b[from + k]}, rounded, and their errors. */
  private static void multiply(
      double a, double[] b, int from, int count, double[] products, double[] errors) {
    for (int k = 0; k < count; k++) {
      double factor = b[from + k];
      double product = a * factor;
      products[k] = product;
      errors[k] = Math.fma(a, factor, -product);
    }
  }
}
