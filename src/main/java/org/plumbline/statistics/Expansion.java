package org.plumbline.statistics;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;

/**
 * An exact number as a sum of doubles in canonical form (Shewchuk 1997): the number rounded to the
 * nearest double, what is left rounded to the nearest double, and so on until nothing is left.
 *
 * <p>Each component is at most half a unit in the last place of the one before it, zero has none,
 * and no component is −0. The form is unique, so numbers are equal exactly where their components
 * are.
 *
 * <p>Numbers held so are the multiples of 2⁻¹⁰⁷⁴ below 2¹⁰²⁴. A result that is none of them is an
 * {@link ArithmeticException}, never an infinity and never rounded; the range of {@link
 * MomentCollector} keeps exact moments far from both ends.
 */
public final class Expansion implements Serializable {

  @Serial private static final long serialVersionUID = 1;

  public static final Expansion ZERO = new Expansion(new double[0]);

  private final double[] parts;

  private Expansion(double[] parts) {
    this.parts = parts;
  }

  /**
   * The exact sum of finite doubles, in any order.
   *
   * @throws ArithmeticException if a term is not finite, or the sum is beyond the range of double
   */
  public static Expansion of(double... terms) {
    ExactSum sum = new ExactSum();
    for (double term : terms) {
      sum.add(term);
    }
    return sum.toExpansion();
  }

  /** Takes components that are canonical already; the array is not copied. */
  static Expansion canonical(double[] parts) {
    return parts.length == 0 ? ZERO : new Expansion(parts);
  }

  /** Canonical components, largest first; empty for zero. A copy. */
  public double[] parts() {
    return parts.clone();
  }

  /** How many components the canonical form has. */
  public int size() {
    return parts.length;
  }

  /** The number rounded to the nearest double. */
  public double value() {
    return parts.length == 0 ? 0 : parts[0];
  }

  public int signum() {
    return (int) Math.signum(value());
  }

  public Expansion plus(Expansion other) {
    if (parts.length == 0) {
      return other;
    }
    return other.parts.length == 0 ? this : new ExactSum().add(this).add(other).toExpansion();
  }

  public Expansion minus(Expansion other) {
    return plus(other.negate());
  }

  /** Rounding to nearest is symmetric, so the canonical form only changes its signs. */
  public Expansion negate() {
    double[] negated = new double[parts.length];
    for (int k = 0; k < parts.length; k++) {
      negated[k] = -parts[k];
    }
    return canonical(negated);
  }

  /**
   * The exact product.
   *
   * @throws ArithmeticException if it overflows or has bits below 2⁻¹⁰⁷⁴
   */
  public Expansion times(double factor) {
    if (factor == 1) {
      return this;
    }
    ExactSum sum = new ExactSum();
    for (double part : parts) {
      sum.addProduct(part, factor);
    }
    return sum.toExpansion();
  }

  /** The leading {@code most} components: the number rounded to some 53·{@code most} bits. */
  public Expansion leading(int most) {
    if (most >= parts.length) {
      return this;
    }
    double[] leading = Arrays.copyOf(parts, most);
    ExactSum.settleTie(leading, 0, most);
    return canonical(leading);
  }

  public BigBinary toBigBinary() {
    BigBinary sum = BigBinary.ZERO;
    for (double part : parts) {
      sum = sum.plus(BigBinary.of(part));
    }
    return sum;
  }

  /** Adds this number to a sum. */
  ExactSum addTo(ExactSum sum) {
    for (double part : parts) {
      sum.add(part);
    }
    return sum;
  }

  int copyTo(double[] target, int offset) {
    System.arraycopy(parts, 0, target, offset, parts.length);
    return parts.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Expansion that && Arrays.equals(parts, that.parts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(parts);
  }

  @Override
  public String toString() {
    return Arrays.toString(parts);
  }
}
