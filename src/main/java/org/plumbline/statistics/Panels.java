package org.plumbline.statistics;

/** The layout of a panel: blocks of {@link Tile#WIDTH} columns, each block by rows. */
final class Panels {

  /** Doubles of a block of a full panel. */
  static final int BLOCK = RowBuffer.PANEL_ROWS * Tile.WIDTH;

  private Panels() {}

  /** Where column {@code position} starts; its rows are {@link Tile#WIDTH} apart. */
  static int start(int position) {
    return position / Tile.WIDTH * BLOCK + position % Tile.WIDTH;
  }

  /** Blocks that so many columns take. */
  static int blocks(int columns) {
    return (columns + Tile.WIDTH - 1) / Tile.WIDTH;
  }

  /** Writes a contiguous column to its place. */
  static void pack(double[] columns, int from, int rows, double[] panel, int position) {
    int to = start(position);
    for (int r = 0; r < rows; r++) {
      panel[to + r * Tile.WIDTH] = columns[from + r];
    }
  }

  /**
   * Writes four columns to places that follow each other in a block: a line of memory is then
   * written once for the four.
   *
   * @param from where each of the columns starts
   */
  static void packFour(double[] columns, int[] from, int rows, double[] panel, int position) {
    int to = start(position);
    int a = from[0];
    int b = from[1];
    int c = from[2];
    int d = from[3];
    for (int r = 0; r < rows; r++) {
      int line = to + r * Tile.WIDTH;
      panel[line] = columns[a + r];
      panel[line + 1] = columns[b + r];
      panel[line + 2] = columns[c + r];
      panel[line + 3] = columns[d + r];
    }
  }
}
