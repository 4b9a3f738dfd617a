package org.plumbline.regression;

import org.plumbline.statistics.BigBinary;

/**
 * Numbers as unevaluated sums high + low of two doubles, 106 bits (Dekker 1971). The same bits on
 * every machine: Java's doubles are strict and its fused multiply-add is exact.
 */
final class DoubleDouble {
  private DoubleDouble() {}

  /** An array of such numbers; an operation is off by at most 2⁻¹⁰⁴ of the larger operand. */
  static final class Vector {
    private final double[] high;
    private final double[] low;

    Vector(int size) {
      this(new double[size], new double[size]);
    }

    /** A view of two arrays. */
    Vector(double[] high, double[] low) {
      this.high = high;
      this.low = low;
    }

    double high(int k) {
      return high[k];
    }

    double low(int k) {
      return low[k];
    }

    BigBinary exact(int k) {
      return BigBinary.of(high[k]).plus(BigBinary.of(low[k]));
    }

    void set(int k, BigBinary number) {
      double leading = number.doubleValue();
      high[k] = leading;
      low[k] = number.minus(BigBinary.of(leading)).doubleValue();
    }

    void set(int k, double h, double l) {
      high[k] = h;
      low[k] = l;
    }

    /** this_k + h + l. */
    void add(int k, double h, double l) {
      double a = high[k];
      double s = a + h;
      double back = s - a;
      double e = (a - (s - back)) + (h - back) + (low[k] + l);
      double sum = s + e;
      high[k] = sum;
      low[k] = e - (sum - s);
    }

    /** this_k + factor·(h + l). */
    void addProduct(int k, double factor, double h, double l) {
      double p = factor * h;
      add(k, p, Math.fma(factor, l, Math.fma(factor, h, -p)));
    }

    /** this_k + (xh + xl)·(yh + yl). */
    void addProduct(int k, double xh, double xl, double yh, double yl) {
      double p = xh * yh;
      add(k, p, Math.fma(xh, yl, Math.fma(xl, yh, Math.fma(xh, yh, -p))));
    }

    /** target_k ← target_k − Σ_{from ≤ m < to} this_m·other_m, in order. */
    void subtractProducts(Vector other, int from, int to, Vector target, int k) {
      double h = target.high[k];
      double l = target.low[k];
      for (int m = from; m < to; m++) {
        double x = -high[m];
        double p = x * other.high[m];
        double e =
            Math.fma(
                x, other.low[m], Math.fma(-low[m], other.high[m], Math.fma(x, other.high[m], -p)));
        double s = h + p;
        double back = s - h;
        double rest = (h - (s - back)) + (p - back) + (l + e);
        h = s + rest;
        l = rest - (h - s);
      }
      target.high[k] = h;
      target.low[k] = l;
    }

    /** this_k ← this_k − (xh + xl)·other_k for from ≤ k < to: a loop that fills vectors. */
    void subtractMultiple(double xh, double xl, Vector other, int from, int to) {
      subtract(high, low, -xh, -xl, other.high, other.low, from, to);
    }

    /** The steps of {@link #subtractProducts}, on as many sums. */
    private static void subtract(
        double[] sumHigh,
        double[] sumLow,
        double xh,
        double xl,
        double[] yh,
        double[] yl,
        int from,
        int to) {
      for (int k = from; k < to; k++) {
        double p = xh * yh[k];
        double e = Math.fma(xh, yl[k], Math.fma(xl, yh[k], Math.fma(xh, yh[k], -p)));
        double h = sumHigh[k];
        double s = h + p;
        double back = s - h;
        double rest = (h - (s - back)) + (p - back) + (sumLow[k] + e);
        double sum = s + rest;
        sumHigh[k] = sum;
        sumLow[k] = rest - (sum - s);
      }
    }

    /** this_k ← 1 / (other_k), by Newton's steps. */
    void setReciprocal(int k, double h, double l) {
      double first = 1 / h;
      double residual = Math.fma(-first, l, Math.fma(-first, h, 1));
      double second = residual * first;
      set(k, first, 0);
      add(k, second, 0);
      Vector check = new Vector(1);
      check.set(0, 1, 0);
      check.addProduct(0, -high[k], -low[k], h, l);
      add(k, check.high[0] * first, 0);
    }
  }
}
