package org.plumbline.regression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Moments;

/**
 * The moments of z = (1, terms…, label) as exact numbers M_ij, each column scaled by a power of two
 * 2^−e_j so that its length, the square root of M_jj·2^−2e_j, lies in [½, 1). Scaling is exact, so
 * nothing that is computed depends on the units of a column.
 */
final class ScaledMoments {
  /** What the rounding of stored doubles can make of a column's length: 2⁻⁵¹ of it. */
  static final int ROUNDING = -51;

  private final int size;
  private final List<String> columns;
  private final CrossProducts products;

  /** What a ridge penalty adds to Σ w·zⱼ²: in the normal matrix, not in lengths. */
  private final BigBinary[] ridge;

  private final int[] exponents;
  private final double[] lengths;

  /** Of a dense design, its moments written out. */
  ScaledMoments(Moments moments) {
    this(moments.columns(), new DenseProducts(moments));
  }

  /**
   * @param columns of z without the constant: terms, then the label
   */
  ScaledMoments(List<String> columns, CrossProducts products) {
    this(columns, products, new BigBinary[columns.size() + 1]);
    Arrays.fill(ridge, BigBinary.ZERO);
    measure();
  }

  private ScaledMoments(List<String> columns, CrossProducts products, BigBinary[] ridge) {
    this.columns = columns;
    this.products = products;
    this.ridge = ridge;
    size = columns.size() + 1;
    exponents = new int[size];
    lengths = new double[size];
  }

  private void measure() {
    for (int i = 0; i < size; i++) {
      BigBinary square = exact(i, i);
      if (square.signum() > 0) {
        exponents[i] = Math.floorDiv(FixedPoint.magnitude(square) + 1, 2);
        lengths[i] = Math.sqrt(plain(i, i).scaled(-2 * exponents[i]).doubleValue());
      }
    }
  }

  /**
   * The normal equations of some terms under a penalty.
   *
   * @param terms indices in z, ascending
   * @param added what the penalty adds to Σ w·zⱼ² of each column of z
   * @param towardsLabel what takes the place of Σ w·zⱼ·y for each column of z but the label
   */
  ScaledMoments penalized(int[] terms, BigBinary[] added, BigBinary[] towardsLabel) {
    int last = terms.length + 1;
    int[] from = new int[last + 1];
    System.arraycopy(terms, 0, from, 1, terms.length);
    from[last] = label();
    BigBinary[][] chosen = new BigBinary[last + 1][];
    BigBinary[] chosenRidge = new BigBinary[last + 1];
    for (int i = 0; i <= last; i++) {
      chosen[i] = new BigBinary[last + 1 - i];
      for (int j = i; j <= last; j++) {
        boolean aside = j == last && i < last;
        chosen[i][j - i] = aside ? towardsLabel[from[i]] : plain(from[i], from[j]);
      }
      chosenRidge[i] = i == last ? BigBinary.ZERO : added[from[i]];
    }
    List<String> names = IntStream.range(1, last + 1).mapToObj(k -> name(from[k])).toList();
    ScaledMoments penalized = new ScaledMoments(names, (i, j) -> chosen[i][j - i], chosenRidge);
    penalized.measure();
    return penalized;
  }

  /** Columns of z, the constant and the label among them. */
  int size() {
    return size;
  }

  int label() {
    return size - 1;
  }

  /** Names of terms and label. */
  List<String> columns() {
    return columns;
  }

  String name(int column) {
    return column == 0 ? Estimate.INTERCEPT : columns.get(column - 1);
  }

  /** Σ w·zᵢ·zⱼ, on the diagonal with the ridge. */
  BigBinary exact(int i, int j) {
    return i == j ? plain(i, j).plus(ridge[i]) : plain(i, j);
  }

  private BigBinary plain(int i, int j) {
    return products.at(Math.min(i, j), Math.max(i, j));
  }

  /** What the penalty adds to Σ w·zⱼ². */
  BigBinary ridge(int column) {
    return ridge[column];
  }

  /** Σ w·zᵢ·zⱼ · 2^(bits − eᵢ − eⱼ), rounded. */
  BigInteger fixed(int i, int j, int bits) {
    return FixedPoint.of(exact(i, j), bits - exponents[i] - exponents[j]);
  }

  int exponent(int column) {
    return exponents[column];
  }

  /** Length √Σ w·z² of the scaled column: in [½, 1) without a ridge, or 0. */
  double length(int column) {
    return lengths[column];
  }

  BigBinary totalWeight() {
    return exact(0, 0);
  }

  /**
   * Σw · Σ w(zᵢ − z̄ᵢ)(zⱼ − z̄ⱼ) = Σw·Σ w·zᵢ·zⱼ − Σw·zᵢ · Σw·zⱼ, exactly; on the diagonal with Σw
   * times the ridge.
   */
  BigBinary weightedCovariance(int i, int j) {
    return totalWeight().times(exact(i, j)).minus(exact(0, i).times(exact(0, j)));
  }

  /** target_k ← {@link #weightedCovariance} of two scaled columns, in double-double. */
  void setWeightedCovariance(int i, int j, DoubleDouble.Vector target, int k) {
    int scale = -exponents[i] - exponents[j] - 2 * exponents[0];
    if (i == j) {
      target.set(k, weightedCovariance(i, j).scaled(scale));
    } else {
      products.setCovariance(Math.min(i, j), Math.max(i, j), scale, target, k);
    }
  }

  /** Length √Σ w(z − z̄)² of the scaled column about its weighted mean; 0 below rounding. */
  double centredLength(int column) {
    BigBinary square = weightedCovariance(column, column).minus(totalWeight().times(ridge[column]));
    if (square.signum() <= 0) {
      return 0;
    }
    double scaled = square.scaled(-2 * (exponents[column] + exponents[0])).doubleValue();
    return Math.sqrt(scaled) / lengths[0];
  }

  /**
   * Whether the column does not vary but for the rounding of stored doubles: its deviation is at
   * most 2⁻⁵¹·(root mean square + |mean|).
   */
  boolean constant(int column) {
    double mean = exact(0, column).scaled(-exponents[column] - exponents[0]).doubleValue();
    double bound = lengths[column] + Math.abs(mean) / lengths[0];
    return centredLength(column) <= Math.scalb(bound, ROUNDING);
  }

  /** log₂ of the determinant of the normal matrix of some scaled columns, independent ones. */
  double log2Determinant(List<Integer> chosen, Centring centring, int bits) {
    FixedPointLdl ldl = new FixedPointLdl(bits);
    List<Integer> kept = new ArrayList<>();
    double constant = 0;
    if (centring == Centring.MEANS) {
      ldl.keep(ldl.project(new BigInteger[0], fixed(0, 0, bits)));
      kept.add(0);
      constant = ldl.log2Determinant();
    }
    for (int column : chosen) {
      BigInteger[] products =
          kept.stream().map(other -> fixed(other, column, bits)).toArray(BigInteger[]::new);
      ldl.keep(ldl.project(products, fixed(column, column, bits)));
      kept.add(column);
    }
    return ldl.log2Determinant() - constant;
  }

  /** What columns are taken about. */
  enum Centring {
    MEANS,
    ZERO
  }
}
