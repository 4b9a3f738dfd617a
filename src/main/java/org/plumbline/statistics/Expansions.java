package org.plumbline.statistics;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * A list of exact numbers in one array: the canonical components of number k are {@code
 * parts[ends[k]] … parts[ends[k + 1] − 1]}. Immutable.
 */
final class Expansions implements Serializable {

  @Serial private static final long serialVersionUID = 1;

  private final double[] parts;
  private final int[] ends;

  private Expansions(double[] parts, int[] ends) {
    this.parts = parts;
    this.ends = ends;
  }

  static Expansions zeros(int size) {
    return new Expansions(new double[0], new int[size + 1]);
  }

  static Expansions of(List<Expansion> numbers) {
    Builder builder = new Builder(numbers.size());
    numbers.forEach(builder::append);
    return builder.build();
  }

  /** Sums of the numbers at the same place of lists of the same size. */
  static Expansions sum(int size, List<Expansions> all) {
    Builder sums = new Builder(size);
    int stretch = Math.min(size, QuadSums.STRETCH);
    QuadSums quick = new QuadSums(stretch);
    double[] terms = new double[stretch];
    ExactSum exact = new ExactSum();
    for (int first = 0; first < size; first += stretch) {
      int length = Math.min(stretch, size - first);
      quick.clear();
      for (Expansions numbers : all) {
        for (int part = 0; numbers.copyParts(part, first, length, terms); part++) {
          quick.add(terms, length);
        }
      }
      quick.settle(length);
      for (int k = 0; k < length; k++) {
        if (!sums.append(quick, k, QuadSums.PARTS)) {
          for (Expansions numbers : all) {
            numbers.addTo(exact, first + k);
          }
          sums.append(exact);
        }
      }
    }
    return sums.build();
  }

  /**
   * Every number times a factor, exactly.
   *
   * @throws ArithmeticException if a product overflows or has bits below 2⁻¹⁰⁷⁴
   */
  Expansions times(double factor) {
    Builder scaled = new Builder(size());
    ExactSum sum = new ExactSum();
    for (int k = 0; k < size(); k++) {
      addTo(sum, k, factor);
      scaled.append(sum);
    }
    return scaled.build();
  }

  int size() {
    return ends.length - 1;
  }

  /** Components of all numbers together. */
  int doubles() {
    return parts.length;
  }

  int doubles(int k) {
    return ends[k + 1] - ends[k];
  }

  double part(int position) {
    return parts[position];
  }

  Expansion at(int k) {
    return Expansion.canonical(Arrays.copyOfRange(parts, ends[k], ends[k + 1]));
  }

  /** Adds number k to a sum. */
  void addTo(ExactSum sum, int k) {
    for (int p = ends[k]; p < ends[k + 1]; p++) {
      sum.add(parts[p]);
    }
  }

  /** Adds number k to a sum that may lose it. */
  void addTo(PairSum sum, int k) {
    for (int p = ends[k]; p < ends[k + 1]; p++) {
      sum.add(parts[p]);
    }
  }

  /**
   * Writes a component of each of the numbers from {@code first} on, 0 where one has fewer.
   *
   * @return whether one has as many
   */
  private boolean copyParts(int part, int first, int length, double[] target) {
    boolean some = false;
    for (int k = 0; k < length; k++) {
      int at = ends[first + k] + part;
      boolean has = at < ends[first + k + 1];
      target[k] = has ? parts[at] : 0;
      some |= has;
    }
    return some;
  }

  /** Adds number k times a factor to a sum, exactly. */
  void addTo(ExactSum sum, int k, double factor) {
    for (int p = ends[k]; p < ends[k + 1]; p++) {
      sum.addProduct(parts[p], factor);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Expansions that
        && Arrays.equals(ends, that.ends)
        && Arrays.equals(parts, that.parts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(parts);
  }

  /** Appends numbers one after the other. */
  static final class Builder {

    private double[] parts;
    private final int[] ends;
    private int count;

    Builder(int size) {
      parts = new double[ExactSum.MOST_PARTS + 3 * size];
      ends = new int[size + 1];
    }

    /** Appends the value of a sum, or its leading components, and clears the sum. */
    Builder append(ExactSum sum, int mostParts) {
      reserve(ExactSum.MOST_PARTS);
      return end(sum.drain(parts, ends[count], mostParts));
    }

    Builder append(ExactSum sum) {
      return append(sum, ExactSum.MOST_PARTS);
    }

    /** Appends the value of a sum that lost nothing. */
    Builder append(PairSum sum) {
      reserve(2);
      return end(sum.copyTo(parts, ends[count]));
    }

    /** Appends the value of sum k, or its leading components; false where it cannot be told. */
    boolean append(QuadSums sums, int k, int mostParts) {
      reserve(QuadSums.PARTS);
      int length = sums.copyTo(k, parts, ends[count], mostParts);
      if (length >= 0) {
        end(length);
      }
      return length >= 0;
    }

    Builder append(Expansion number) {
      reserve(number.size());
      return end(number.copyTo(parts, ends[count]));
    }

    /** Appends numbers {@code first} … {@code first + length − 1} of a list. */
    Builder append(Expansions numbers, int first, int length) {
      int from = numbers.ends[first];
      int doubles = numbers.ends[first + length] - from;
      reserve(doubles);
      int shift = ends[count] - from;
      System.arraycopy(numbers.parts, from, parts, ends[count], doubles);
      for (int k = first + 1; k <= first + length; k++) {
        ends[++count] = numbers.ends[k] + shift;
      }
      return this;
    }

    /** Appends a number: the first {@code length} of an array of canonical components. */
    Builder append(double[] canonical, int length) {
      reserve(length);
      System.arraycopy(canonical, 0, parts, ends[count], length);
      return end(length);
    }

    private void reserve(int more) {
      if (ends[count] + more > parts.length) {
        parts = Arrays.copyOf(parts, Math.max(2 * parts.length, ends[count] + more));
      }
    }

    private Builder end(int length) {
      ends[count + 1] = ends[count] + length;
      count++;
      return this;
    }

    /**
     * @throws IllegalStateException if not as many numbers were appended as announced
     */
    Expansions build() {
      if (count != ends.length - 1) {
        throw new IllegalStateException(count + " of " + (ends.length - 1) + " numbers appended");
      }
      return new Expansions(Arrays.copyOf(parts, ends[count]), ends);
    }
  }
}
