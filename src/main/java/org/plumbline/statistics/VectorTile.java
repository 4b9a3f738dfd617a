package org.plumbline.statistics;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product kernel on vector registers: HEIGHT × 2 vectors of sums stay in them over all rows.
 *
 * <p>A lane is one sum, so that a sum runs through the rows in their order and has the bits of the
 * scalar twin at every width of vector. Compiled in an execution of its own; see the pom.
 */
final class VectorTile extends Tile {

  private static final VectorSpecies<Double> SPECIES = widest();
  private static final VectorSpecies<Long> BITS =
      VectorSpecies.of(long.class, SPECIES.vectorShape());
  private static final int LANES = SPECIES.length();

  /** For what is left of a loop. */
  private static final Tile SCALAR = Tile.scalar();

  /** The preferred species, but not one wider than half a block. */
  private static VectorSpecies<Double> widest() {
    VectorSpecies<Double> preferred = DoubleVector.SPECIES_PREFERRED;
    return 2 * preferred.length() > WIDTH ? DoubleVector.SPECIES_512 : preferred;
  }

  VectorTile() {}

  @Override
  public KernelInfo info() {
    return new KernelInfo("vector", SPECIES.vectorBitSize());
  }

  @Override
  void multiply(
      double[] left,
      int leftStart,
      double[] right,
      int rightStart,
      int rows,
      double[] sums,
      int start,
      int stride) {
    for (int j = 0; j < WIDTH; j += 2 * LANES) {
      multiplyStrip(left, leftStart, right, rightStart + j, rows, sums, start + j, stride);
    }
  }

  private static void multiplyStrip(
      double[] left, int l, double[] right, int r, int rows, double[] sums, int start, int stride) {
    int row1 = start + stride;
    int row2 = row1 + stride;
    int row3 = row2 + stride;
    DoubleVector a0 = DoubleVector.fromArray(SPECIES, sums, start);
    DoubleVector b0 = DoubleVector.fromArray(SPECIES, sums, start + LANES);
    DoubleVector a1 = DoubleVector.fromArray(SPECIES, sums, row1);
    DoubleVector b1 = DoubleVector.fromArray(SPECIES, sums, row1 + LANES);
    DoubleVector a2 = DoubleVector.fromArray(SPECIES, sums, row2);
    DoubleVector b2 = DoubleVector.fromArray(SPECIES, sums, row2 + LANES);
    DoubleVector a3 = DoubleVector.fromArray(SPECIES, sums, row3);
    DoubleVector b3 = DoubleVector.fromArray(SPECIES, sums, row3 + LANES);
    for (int row = 0; row < rows; row++) {
      int at = row * WIDTH;
      DoubleVector a = DoubleVector.fromArray(SPECIES, right, r + at);
      DoubleVector b = DoubleVector.fromArray(SPECIES, right, r + at + LANES);
      DoubleVector f0 = DoubleVector.broadcast(SPECIES, left[l + at]);
      a0 = f0.fma(a, a0);
      b0 = f0.fma(b, b0);
      DoubleVector f1 = DoubleVector.broadcast(SPECIES, left[l + at + 1]);
      a1 = f1.fma(a, a1);
      b1 = f1.fma(b, b1);
      DoubleVector f2 = DoubleVector.broadcast(SPECIES, left[l + at + 2]);
      a2 = f2.fma(a, a2);
      b2 = f2.fma(b, b2);
      DoubleVector f3 = DoubleVector.broadcast(SPECIES, left[l + at + 3]);
      a3 = f3.fma(a, a3);
      b3 = f3.fma(b, b3);
    }
    a0.intoArray(sums, start);
    b0.intoArray(sums, start + LANES);
    a1.intoArray(sums, row1);
    b1.intoArray(sums, row1 + LANES);
    a2.intoArray(sums, row2);
    b2.intoArray(sums, row2 + LANES);
    a3.intoArray(sums, row3);
    b3.intoArray(sums, row3 + LANES);
  }

  /** Magnitudes are ordered as their bits are, and long vectors have a single instruction. */
  @Override
  Survey survey(double[] values, int start, int rows) {
    int whole = SPECIES.loopBound(rows);
    LongVector largest = LongVector.zero(BITS);
    LongVector smallest = LongVector.broadcast(BITS, Long.MAX_VALUE);
    for (int r = 0; r < whole; r += LANES) {
      LongVector bits =
          DoubleVector.fromArray(SPECIES, values, start + r)
              .reinterpretAsLongs()
              .and(Long.MAX_VALUE);
      largest = largest.max(bits);
      // Zero becomes the largest number.
      smallest = smallest.min(bits.sub(1).and(Long.MAX_VALUE));
    }
    Survey rest = SCALAR.survey(values, start + whole, rows - whole);
    double most = Double.longBitsToDouble(largest.reduceLanes(VectorOperators.MAX));
    long least = smallest.reduceLanes(VectorOperators.MIN);
    return new Survey(
        Math.max(rest.largest(), most),
        least == Long.MAX_VALUE
            ? rest.smallest()
            : Math.min(rest.smallest(), Double.longBitsToDouble(least + 1)),
        fractions(values, start, rows));
  }

  @Override
  int fractions(double[] values, int start, int rows) {
    int whole = SPECIES.loopBound(rows);
    DoubleVector integral = DoubleVector.broadcast(SPECIES, 0x1p52);
    int fractions = 0;
    for (int r = 0; r < whole; r += LANES) {
      DoubleVector magnitude = DoubleVector.fromArray(SPECIES, values, start + r).abs();
      DoubleVector integer = magnitude.add(integral).sub(integral);
      VectorMask<Double> fraction = integer.compare(VectorOperators.NE, magnitude);
      fractions += fraction.and(magnitude.compare(VectorOperators.LT, integral)).trueCount();
    }
    return fractions + SCALAR.fractions(values, start + whole, rows - whole);
  }

  @Override
  int cut(double[] rest, int rows, double[] slice, int sliceStart) {
    int whole = SPECIES.loopBound(rows);
    DoubleVector rounder = DoubleVector.broadcast(SPECIES, ROUNDER);
    // Sums of magnitudes below 2²²: not zero where one of them is not.
    DoubleVector some = DoubleVector.zero(SPECIES);
    DoubleVector more = some;
    for (int r = 0; r < whole; r += LANES) {
      DoubleVector value = DoubleVector.fromArray(SPECIES, rest, r);
      DoubleVector integer = value.add(rounder).sub(rounder);
      integer.intoArray(slice, sliceStart + r);
      DoubleVector remainder = value.sub(integer).mul(1 << SLICE_BITS);
      remainder.intoArray(rest, r);
      some = some.add(integer.abs());
      more = more.add(remainder.abs());
    }
    int found =
        (some.reduceLanes(VectorOperators.ADD) != 0 ? SLICE : 0)
            | (more.reduceLanes(VectorOperators.ADD) != 0 ? MORE : 0);
    return found | cutTail(rest, whole, rows, slice, sliceStart);
  }

  private static int cutTail(double[] rest, int from, int rows, double[] slice, int sliceStart) {
    int found = 0;
    for (int r = from; r < rows; r++) {
      double integer = rest[r] + ROUNDER - ROUNDER;
      slice[sliceStart + r] = integer;
      rest[r] = (rest[r] - integer) * (1 << SLICE_BITS);
      found |= (integer != 0 ? SLICE : 0) | (rest[r] != 0 ? MORE : 0);
    }
    return found;
  }

  @Override
  void addByTwoSum(double[] terms, int from, double[] sums, double[] errors, int to, int count) {
    int whole = SPECIES.loopBound(count);
    for (int k = 0; k < whole; k += LANES) {
      DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, to + k);
      DoubleVector term = DoubleVector.fromArray(SPECIES, terms, from + k);
      DoubleVector total = sum.add(term);
      DoubleVector rounded = total.sub(sum);
      DoubleVector error = sum.sub(total.sub(rounded)).add(term.sub(rounded));
      total.intoArray(sums, to + k);
      error.add(DoubleVector.fromArray(SPECIES, errors, to + k)).intoArray(errors, to + k);
    }
    SCALAR.addByTwoSum(terms, from + whole, sums, errors, to + whole, count - whole);
  }
}
