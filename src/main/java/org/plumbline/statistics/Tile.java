package org.plumbline.statistics;

/**
 * The product kernel and the loops that feed it. There are two: one on the vector registers of the
 * processor, and a scalar twin that gives the same bits where the module {@code
 * jdk.incubator.vector} is missing.
 *
 * <p>A panel holds columns in blocks of {@link #WIDTH}, each block by rows: column c of row r lies
 * at {@code (c / WIDTH)·rows·WIDTH + r·WIDTH + c % WIDTH} of a panel for so many rows.
 */
public abstract class Tile {

  /** Columns in a block of a panel, and of a product on its right side. */
  static final int WIDTH = 16;

  /** Columns of a product on its left side. */
  static final int HEIGHT = 4;

  /** Bits of the first slice of a column, by magnitude. */
  static final int FIRST_SLICE_BITS = 22;

  /** Bits that each further slice lies deeper. */
  static final int SLICE_BITS = 23;

  /** Added and taken away, it rounds a magnitude up to 2⁵¹ to an integer, ties to even. */
  static final double ROUNDER = 0x1.8p52;

  /** Of {@link #cut}: the slice is not all zero. */
  static final int SLICE = 1;

  /** Of {@link #cut}: something is left for deeper slices. */
  static final int MORE = 2;

  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String VECTOR_TILE = "org.plumbline.statistics.VectorTile";

  Tile() {}

  /** Which of the two this is. */
  public abstract KernelInfo info();

  /** The fastest that this virtual machine can run. */
  public static Tile fastest() {
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent() ? vector() : scalar();
  }

  /** The twin in plain Java. */
  public static Tile scalar() {
    return new ScalarTile();
  }

  /** By name, since that class cannot be linked where the module is missing. */
  private static Tile vector() {
    try {
      return Class.forName(VECTOR_TILE)
          .asSubclass(Tile.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException(VECTOR_TILE + " belongs to this jar", broken);
    }
  }

  /**
   * Goes on with HEIGHT × WIDTH sums of products over rows: for each row in order, each i and each
   * j, {@code sums[start + i·stride + j]} becomes {@code fma(left[leftStart + row·WIDTH + i],
   * right[rightStart + row·WIDTH + j], sums[start + i·stride + j])}.
   */
  abstract void multiply(
      double[] left,
      int leftStart,
      double[] right,
      int rightStart,
      int rows,
      double[] sums,
      int start,
      int stride);

  /** Looks at {@code rows} finite values. */
  abstract Survey survey(double[] values, int start, int rows);

  /** How many of {@code rows} finite values are not whole numbers. */
  abstract int fractions(double[] values, int start, int rows);

  /**
   * Cuts the top slice off values: {@code slice[sliceStart + r] = rint(rest[r])} of magnitudes up
   * to 2²², and {@code rest[r]} becomes what it leaves, times 2²³.
   *
   * @return {@link #SLICE} if the slice is not all zero, plus {@link #MORE} if anything is left
   */
  abstract int cut(double[] rest, int rows, double[] slice, int sliceStart);

  /**
   * Adds terms to pairs (sum, error) without rounding, by Knuth's two-sum: {@code sums[to + k] +
   * errors[to + k]} grows by {@code terms[from + k]}.
   */
  abstract void addByTwoSum(
      double[] terms, int from, double[] sums, double[] errors, int to, int count);

  /**
   * What values look like.
   *
   * @param largest the largest magnitude, 0 where there is none
   * @param smallest the smallest magnitude that is not 0, infinite where there is none
   * @param fractions how many are not whole numbers
   */
  record Survey(double largest, double smallest, int fractions) {}
}
