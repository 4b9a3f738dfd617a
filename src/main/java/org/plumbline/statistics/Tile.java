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
  static final int WIDTH = 8;

  /** Columns of a product on its left side; a block too, so that both sides are packed alike. */
  static final int HEIGHT = WIDTH;

  /** Lines of a strip of sums. */
  static final int STRIP_HEIGHT = 4;

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

  /** Of {@link #cutThree}: something is left for deeper slices. */
  static final int MORE_OF_THREE = 8;

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
   * What sums of products are made of: columns on the left and on the right of so many rows, in the
   * layout of panels, and the sums in lines {@code stride} apart.
   */
  @SuppressWarnings("ArrayRecordComponent") // lives for one panel, never compared
  record Product(double[] left, double[] right, int rows, double[] sums, int stride) {}

  /**
   * Goes on with HEIGHT lines of sums over the rows, each as long as some blocks of right columns
   * that follow each other: for each row in order, {@code sums[at + i·stride + j]} becomes {@code
   * fma(l, r, sums[at + i·stride + j])}, where l is column i from {@code left} on, i below HEIGHT,
   * and r column j from {@code right} on, j below {@code blocks}·WIDTH.
   */
  abstract void multiply(Product product, int left, int right, int at, int blocks);

  /** The same for the first of these lines alone. */
  abstract void multiplyLine(Product product, int left, int right, int at, int blocks);

  /** {@link #multiply} by strips of {@link #STRIP_HEIGHT} lines and so many columns. */
  final void multiplyByStrips(
      Product product, int left, int right, int at, int blocks, int stripWidth) {
    for (int block = 0; block < blocks; block++) {
      for (int i = 0; i < HEIGHT; i += STRIP_HEIGHT) {
        for (int j = 0; j < WIDTH; j += stripWidth) {
          int line = at + i * product.stride() + block * WIDTH;
          multiplyStrip(product, left + i, right + block * Panels.BLOCK + j, line + j);
        }
      }
    }
  }

  /** A strip of sums, held in registers over all rows. */
  abstract void multiplyStrip(Product product, int left, int right, int at);

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
   * Cuts the three top slices at once: as {@link #cut} of {@code values[start + r]·scale}, three
   * times, into slices that follow each other, {@link RowBuffer#PANEL_ROWS} apart.
   *
   * @param rest where what is left is put
   * @return for slice k = 0, 1, 2 that is not all zero {@code 1 << k}, plus {@link #MORE_OF_THREE}
   *     if anything is left
   */
  abstract int cutThree(
      double[] values,
      int start,
      double scale,
      int rows,
      double[] slices,
      int sliceStart,
      double[] rest);

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
