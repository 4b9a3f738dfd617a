package org.plumbline.regression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** A fraction of integers, in lowest terms with a positive denominator. */
record Rational(BigInteger numerator, BigInteger denominator) {
  static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);

  Rational {
    BigInteger divisor = numerator.gcd(denominator);
    BigInteger unit = denominator.signum() < 0 ? divisor.negate() : divisor;
    numerator = numerator.divide(unit);
    denominator = denominator.divide(unit);
  }

  static Rational of(double value) {
    BigDecimal decimal = new BigDecimal(value);
    int scale = Math.max(0, decimal.scale());
    return new Rational(
        decimal.movePointRight(scale).toBigIntegerExact(), BigInteger.TEN.pow(scale));
  }

  Rational plus(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  Rational minus(Rational other) {
    return plus(new Rational(other.numerator.negate(), other.denominator));
  }

  Rational times(Rational other) {
    return new Rational(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  Rational over(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  /** To sixty digits. */
  BigDecimal decimal() {
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), new MathContext(60));
  }

  /** The x with Ax = b for a nonsingular A, by elimination. */
  static Rational[] solve(Rational[][] a, Rational[] b) {
    int n = b.length;
    for (int k = 0; k < n; k++) {
      for (int i = k + 1; i < n; i++) {
        Rational factor = a[i][k].over(a[k][k]);
        for (int j = k; j < n; j++) {
          a[i][j] = a[i][j].minus(factor.times(a[k][j]));
        }
        b[i] = b[i].minus(factor.times(b[k]));
      }
    }
    Rational[] x = new Rational[n];
    for (int i = n - 1; i >= 0; i--) {
      Rational sum = b[i];
      for (int j = i + 1; j < n; j++) {
        sum = sum.minus(a[i][j].times(x[j]));
      }
      x[i] = sum.over(a[i][i]);
    }
    return x;
  }

  /** The least-squares solution of rows of doubles by exact normal equations. */
  static Rational[] leastSquares(double[][] columns, double[] label, double[] weights) {
    int p = columns.length;
    Rational[][] a = new Rational[p][p];
    Rational[] b = new Rational[p];
    for (int j = 0; j < p; j++) {
      for (int k = 0; k < p; k++) {
        a[j][k] = product(columns[j], columns[k], weights);
      }
      b[j] = product(columns[j], label, weights);
    }
    return solve(a, b);
  }

  private static Rational product(double[] x, double[] y, double[] weights) {
    Rational sum = ZERO;
    for (int row = 0; row < x.length; row++) {
      sum = sum.plus(of(x[row]).times(of(y[row])).times(of(weights[row])));
    }
    return sum;
  }
}
