package org.plumbline.regression;

import java.util.Random;

/** Seeded rows for identities. */
final class RandomRows {
  private RandomRows() {}

  /** Gaussian terms about 3 that share a factor, label 2 + Σ k·x_k + noise, ten rows a day. */
  static Rows of(long seed, int rows, int terms) {
    Random random = new Random(seed);
    double[][] x = new double[terms][rows];
    double[] y = new double[rows];
    int[] days = new int[rows];
    for (int row = 0; row < rows; row++) {
      double common = random.nextGaussian();
      double shock = new Random(seed + row / 10).nextGaussian();
      days[row] = 100 + row / 10;
      y[row] = 2 + random.nextGaussian() + shock;
      for (int k = 0; k < terms; k++) {
        x[k][row] = 3 + common + random.nextGaussian();
        y[row] += (k + 1) * x[k][row] / terms;
      }
    }
    return Rows.of(y, x).onDays(days);
  }

  static double[] weights(long seed, int rows) {
    return new Random(seed).doubles(rows, 0.25, 4).toArray();
  }
}
