package org.plumbline.statistics;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product kernel on vector registers: eight vectors of sums or more stay in them over all rows.
 *
 * <p>A lane is one sum, so that a sum runs through the rows in their order and has the bits of the
 * scalar twin at every width of vector. Compiled in an execution of its own; see the pom.
 */
final class VectorTile extends Tile {

  private static final VectorSpecies<Double> SPECIES = widest();
  private static final VectorSpecies<Long> BITS =
      VectorSpecies.of(long.class, SPECIES.vectorShape());
  private static final int LANES = SPECIES.length();

  /** From this magnitude on every double is a whole number; added, it rounds a smaller one. */
  private static final double INTEGRAL = 0x1p52;

  /** For what is left of a loop. */
  private static final ScalarTile SCALAR = new ScalarTile();

  /** The preferred species, but not one wider than a block. */
  private static VectorSpecies<Double> widest() {
    VectorSpecies<Double> preferred = DoubleVector.SPECIES_PREFERRED;
    return preferred.length() > WIDTH ? DoubleVector.SPECIES_512 : preferred;
  }

  VectorTile() {}

  @Override
  public KernelInfo info() {
    return new KernelInfo("vector", SPECIES.vectorBitSize());
  }

  /** A vector as wide as a block needs fewest loads over two blocks at once. */
  @Override
  void multiply(Product product, int left, int right, int at, int blocks) {
    if (LANES < WIDTH) {
      multiplyByStrips(product, left, right, at, blocks, 2 * LANES);
      return;
    }
    int block = 0;
    for (; block + 2 <= blocks; block += 2) {
      multiplyTwoBlocks(product, left, right + block * Panels.BLOCK, at + block * WIDTH);
    }
    if (block < blocks) {
      multiplyBlock(product, left, right + block * Panels.BLOCK, at + block * WIDTH);
    }
  }

  /** HEIGHT × 2 vectors of sums, where a vector is as wide as a block. */
  private static void multiplyTwoBlocks(Product product, int l, int r, int at) {
    double[] left = product.left();
    double[] right = product.right();
    double[] sums = product.sums();
    int stride = product.stride();
    DoubleVector a0 = DoubleVector.fromArray(SPECIES, sums, at);
    DoubleVector b0 = DoubleVector.fromArray(SPECIES, sums, at + WIDTH);
    DoubleVector a1 = DoubleVector.fromArray(SPECIES, sums, at + stride);
    DoubleVector b1 = DoubleVector.fromArray(SPECIES, sums, at + stride + WIDTH);
    DoubleVector a2 = DoubleVector.fromArray(SPECIES, sums, at + 2 * stride);
    DoubleVector b2 = DoubleVector.fromArray(SPECIES, sums, at + 2 * stride + WIDTH);
    DoubleVector a3 = DoubleVector.fromArray(SPECIES, sums, at + 3 * stride);
    DoubleVector b3 = DoubleVector.fromArray(SPECIES, sums, at + 3 * stride + WIDTH);
    DoubleVector a4 = DoubleVector.fromArray(SPECIES, sums, at + 4 * stride);
    DoubleVector b4 = DoubleVector.fromArray(SPECIES, sums, at + 4 * stride + WIDTH);
    DoubleVector a5 = DoubleVector.fromArray(SPECIES, sums, at + 5 * stride);
    DoubleVector b5 = DoubleVector.fromArray(SPECIES, sums, at + 5 * stride + WIDTH);
    DoubleVector a6 = DoubleVector.fromArray(SPECIES, sums, at + 6 * stride);
    DoubleVector b6 = DoubleVector.fromArray(SPECIES, sums, at + 6 * stride + WIDTH);
    DoubleVector a7 = DoubleVector.fromArray(SPECIES, sums, at + 7 * stride);
    DoubleVector b7 = DoubleVector.fromArray(SPECIES, sums, at + 7 * stride + WIDTH);
    for (int row = 0; row < product.rows(); row++) {
      int line = row * WIDTH;
      DoubleVector a = DoubleVector.fromArray(SPECIES, right, r + line);
      DoubleVector b = DoubleVector.fromArray(SPECIES, right, r + line + Panels.BLOCK);
      DoubleVector f0 = DoubleVector.broadcast(SPECIES, left[l + line]);
      a0 = f0.fma(a, a0);
      b0 = f0.fma(b, b0);
      DoubleVector f1 = DoubleVector.broadcast(SPECIES, left[l + line + 1]);
      a1 = f1.fma(a, a1);
      b1 = f1.fma(b, b1);
      DoubleVector f2 = DoubleVector.broadcast(SPECIES, left[l + line + 2]);
      a2 = f2.fma(a, a2);
      b2 = f2.fma(b, b2);
      DoubleVector f3 = DoubleVector.broadcast(SPECIES, left[l + line + 3]);
      a3 = f3.fma(a, a3);
      b3 = f3.fma(b, b3);
      DoubleVector f4 = DoubleVector.broadcast(SPECIES, left[l + line + 4]);
      a4 = f4.fma(a, a4);
      b4 = f4.fma(b, b4);
      DoubleVector f5 = DoubleVector.broadcast(SPECIES, left[l + line + 5]);
      a5 = f5.fma(a, a5);
      b5 = f5.fma(b, b5);
      DoubleVector f6 = DoubleVector.broadcast(SPECIES, left[l + line + 6]);
      a6 = f6.fma(a, a6);
      b6 = f6.fma(b, b6);
      DoubleVector f7 = DoubleVector.broadcast(SPECIES, left[l + line + 7]);
      a7 = f7.fma(a, a7);
      b7 = f7.fma(b, b7);
    }
    a0.intoArray(sums, at);
    b0.intoArray(sums, at + WIDTH);
    a1.intoArray(sums, at + stride);
    b1.intoArray(sums, at + stride + WIDTH);
    a2.intoArray(sums, at + 2 * stride);
    b2.intoArray(sums, at + 2 * stride + WIDTH);
    a3.intoArray(sums, at + 3 * stride);
    b3.intoArray(sums, at + 3 * stride + WIDTH);
    a4.intoArray(sums, at + 4 * stride);
    b4.intoArray(sums, at + 4 * stride + WIDTH);
    a5.intoArray(sums, at + 5 * stride);
    b5.intoArray(sums, at + 5 * stride + WIDTH);
    a6.intoArray(sums, at + 6 * stride);
    b6.intoArray(sums, at + 6 * stride + WIDTH);
    a7.intoArray(sums, at + 7 * stride);
    b7.intoArray(sums, at + 7 * stride + WIDTH);
  }

  /** HEIGHT × 1 vectors of sums. */
  private static void multiplyBlock(Product product, int l, int r, int at) {
    double[] left = product.left();
    double[] right = product.right();
    double[] sums = product.sums();
    int stride = product.stride();
    DoubleVector a0 = DoubleVector.fromArray(SPECIES, sums, at);
    DoubleVector a1 = DoubleVector.fromArray(SPECIES, sums, at + stride);
    DoubleVector a2 = DoubleVector.fromArray(SPECIES, sums, at + 2 * stride);
    DoubleVector a3 = DoubleVector.fromArray(SPECIES, sums, at + 3 * stride);
    DoubleVector a4 = DoubleVector.fromArray(SPECIES, sums, at + 4 * stride);
    DoubleVector a5 = DoubleVector.fromArray(SPECIES, sums, at + 5 * stride);
    DoubleVector a6 = DoubleVector.fromArray(SPECIES, sums, at + 6 * stride);
    DoubleVector a7 = DoubleVector.fromArray(SPECIES, sums, at + 7 * stride);
    for (int row = 0; row < product.rows(); row++) {
      int line = row * WIDTH;
      DoubleVector a = DoubleVector.fromArray(SPECIES, right, r + line);
      a0 = DoubleVector.broadcast(SPECIES, left[l + line]).fma(a, a0);
      a1 = DoubleVector.broadcast(SPECIES, left[l + line + 1]).fma(a, a1);
      a2 = DoubleVector.broadcast(SPECIES, left[l + line + 2]).fma(a, a2);
      a3 = DoubleVector.broadcast(SPECIES, left[l + line + 3]).fma(a, a3);
      a4 = DoubleVector.broadcast(SPECIES, left[l + line + 4]).fma(a, a4);
      a5 = DoubleVector.broadcast(SPECIES, left[l + line + 5]).fma(a, a5);
      a6 = DoubleVector.broadcast(SPECIES, left[l + line + 6]).fma(a, a6);
      a7 = DoubleVector.broadcast(SPECIES, left[l + line + 7]).fma(a, a7);
    }
    a0.intoArray(sums, at);
    a1.intoArray(sums, at + stride);
    a2.intoArray(sums, at + 2 * stride);
    a3.intoArray(sums, at + 3 * stride);
    a4.intoArray(sums, at + 4 * stride);
    a5.intoArray(sums, at + 5 * stride);
    a6.intoArray(sums, at + 6 * stride);
    a7.intoArray(sums, at + 7 * stride);
  }

  /** STRIP_HEIGHT × 2 vectors of sums. */
  @Override
  void multiplyStrip(Product product, int l, int r, int row0) {
    double[] left = product.left();
    double[] right = product.right();
    double[] sums = product.sums();
    int row1 = row0 + product.stride();
    int row2 = row1 + product.stride();
    int row3 = row2 + product.stride();
    DoubleVector a0 = DoubleVector.fromArray(SPECIES, sums, row0);
    DoubleVector b0 = DoubleVector.fromArray(SPECIES, sums, row0 + LANES);
    DoubleVector a1 = DoubleVector.fromArray(SPECIES, sums, row1);
    DoubleVector b1 = DoubleVector.fromArray(SPECIES, sums, row1 + LANES);
    DoubleVector a2 = DoubleVector.fromArray(SPECIES, sums, row2);
    DoubleVector b2 = DoubleVector.fromArray(SPECIES, sums, row2 + LANES);
    DoubleVector a3 = DoubleVector.fromArray(SPECIES, sums, row3);
    DoubleVector b3 = DoubleVector.fromArray(SPECIES, sums, row3 + LANES);
    for (int row = 0; row < product.rows(); row++) {
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
    a0.intoArray(sums, row0);
    b0.intoArray(sums, row0 + LANES);
    a1.intoArray(sums, row1);
    b1.intoArray(sums, row1 + LANES);
    a2.intoArray(sums, row2);
    b2.intoArray(sums, row2 + LANES);
    a3.intoArray(sums, row3);
    b3.intoArray(sums, row3 + LANES);
  }

  @Override
  void multiplyLine(Product product, int left, int right, int at, int blocks) {
    for (int j = 0; j < WIDTH; j += LANES) {
      int block = 0;
      for (; block + 4 <= blocks; block += 4) {
        multiplyFour(product, left, right + block * Panels.BLOCK + j, at + block * WIDTH + j);
      }
      for (; block < blocks; block++) {
        multiplyOne(product, left, right + block * Panels.BLOCK + j, at + block * WIDTH + j);
      }
    }
  }

  /** A vector of sums in each of four blocks. */
  private static void multiplyFour(Product product, int l, int r, int at) {
    double[] left = product.left();
    double[] right = product.right();
    double[] sums = product.sums();
    DoubleVector a = DoubleVector.fromArray(SPECIES, sums, at);
    DoubleVector b = DoubleVector.fromArray(SPECIES, sums, at + WIDTH);
    DoubleVector c = DoubleVector.fromArray(SPECIES, sums, at + 2 * WIDTH);
    DoubleVector d = DoubleVector.fromArray(SPECIES, sums, at + 3 * WIDTH);
    for (int row = 0; row < product.rows(); row++) {
      int line = row * WIDTH;
      DoubleVector f = DoubleVector.broadcast(SPECIES, left[l + line]);
      a = f.fma(DoubleVector.fromArray(SPECIES, right, r + line), a);
      b = f.fma(DoubleVector.fromArray(SPECIES, right, r + line + Panels.BLOCK), b);
      c = f.fma(DoubleVector.fromArray(SPECIES, right, r + line + 2 * Panels.BLOCK), c);
      d = f.fma(DoubleVector.fromArray(SPECIES, right, r + line + 3 * Panels.BLOCK), d);
    }
    a.intoArray(sums, at);
    b.intoArray(sums, at + WIDTH);
    c.intoArray(sums, at + 2 * WIDTH);
    d.intoArray(sums, at + 3 * WIDTH);
  }

  private static void multiplyOne(Product product, int l, int r, int at) {
    double[] left = product.left();
    double[] right = product.right();
    DoubleVector sum = DoubleVector.fromArray(SPECIES, product.sums(), at);
    for (int row = 0; row < product.rows(); row++) {
      int line = row * WIDTH;
      DoubleVector factor = DoubleVector.broadcast(SPECIES, left[l + line]);
      sum = factor.fma(DoubleVector.fromArray(SPECIES, right, r + line), sum);
    }
    sum.intoArray(product.sums(), at);
  }

  /** Magnitudes are ordered as their bits are, and long vectors have a single instruction. */
  @Override
  Survey survey(double[] values, int start, int rows) {
    int whole = SPECIES.loopBound(rows);
    DoubleVector integral = DoubleVector.broadcast(SPECIES, INTEGRAL);
    LongVector largest = LongVector.zero(BITS);
    LongVector smallest = LongVector.broadcast(BITS, Long.MAX_VALUE);
    int fractions = 0;
    for (int r = 0; r < whole; r += LANES) {
      DoubleVector magnitude = DoubleVector.fromArray(SPECIES, values, start + r).abs();
      LongVector bits = magnitude.reinterpretAsLongs();
      largest = largest.max(bits);
      // Zero becomes the largest number.
      smallest = smallest.min(bits.sub(1).and(Long.MAX_VALUE));
      fractions += fractions(magnitude, integral);
    }
    Survey rest = SCALAR.survey(values, start + whole, rows - whole);
    double most = Double.longBitsToDouble(largest.reduceLanes(VectorOperators.MAX));
    long least = smallest.reduceLanes(VectorOperators.MIN);
    return new Survey(
        Math.max(rest.largest(), most),
        least == Long.MAX_VALUE
            ? rest.smallest()
            : Math.min(rest.smallest(), Double.longBitsToDouble(least + 1)),
        fractions + rest.fractions());
  }

  @Override
  int fractions(double[] values, int start, int rows) {
    int whole = SPECIES.loopBound(rows);
    DoubleVector integral = DoubleVector.broadcast(SPECIES, INTEGRAL);
    int fractions = 0;
    for (int r = 0; r < whole; r += LANES) {
      fractions += fractions(DoubleVector.fromArray(SPECIES, values, start + r).abs(), integral);
    }
    return fractions + SCALAR.fractions(values, start + whole, rows - whole);
  }

  /** Lanes that are no whole numbers. */
  private static int fractions(DoubleVector magnitude, DoubleVector integral) {
    VectorMask<Double> fraction =
        magnitude.add(integral).sub(integral).compare(VectorOperators.NE, magnitude);
    return fraction.and(magnitude.compare(VectorOperators.LT, integral)).trueCount();
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
    return found | SCALAR.cut(rest, whole, rows, slice, sliceStart);
  }

  @Override
  int cutThree(
      double[] values,
      int start,
      double scale,
      int rows,
      double[] slices,
      int sliceStart,
      double[] rest) {
    int whole = SPECIES.loopBound(rows);
    DoubleVector rounder = DoubleVector.broadcast(SPECIES, ROUNDER);
    // The bits of every integer and remainder or'ed: zero where all are, but for signs.
    LongVector found0 = LongVector.zero(BITS);
    LongVector found1 = found0;
    LongVector found2 = found0;
    LongVector more = found0;
    int second = sliceStart + RowBuffer.PANEL_ROWS;
    int third = second + RowBuffer.PANEL_ROWS;
    for (int r = 0; r < whole; r += LANES) {
      DoubleVector value = DoubleVector.fromArray(SPECIES, values, start + r).mul(scale);
      DoubleVector slice = value.add(rounder).sub(rounder);
      slice.intoArray(slices, sliceStart + r);
      found0 = found0.or(slice.reinterpretAsLongs());
      value = value.sub(slice).mul(1 << SLICE_BITS);
      slice = value.add(rounder).sub(rounder);
      slice.intoArray(slices, second + r);
      found1 = found1.or(slice.reinterpretAsLongs());
      value = value.sub(slice).mul(1 << SLICE_BITS);
      slice = value.add(rounder).sub(rounder);
      slice.intoArray(slices, third + r);
      found2 = found2.or(slice.reinterpretAsLongs());
      value = value.sub(slice).mul(1 << SLICE_BITS);
      value.intoArray(rest, r);
      more = more.or(value.reinterpretAsLongs());
    }
    int found = bit(found0, 1) | bit(found1, 2) | bit(found2, 4) | bit(more, MORE_OF_THREE);
    return found | SCALAR.cutThree(values, start, scale, whole, rows, slices, sliceStart, rest);
  }

  private static int bit(LongVector found, int bit) {
    return (found.reduceLanes(VectorOperators.OR) & Long.MAX_VALUE) == 0 ? 0 : bit;
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
