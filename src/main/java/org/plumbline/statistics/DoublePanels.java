package org.plumbline.statistics;

/**
 * Product sums in double arithmetic: what the groups of a row group share.
 *
 * <p>The sums of a group, s(j, i) for i ≤ j, lie in bands of {@link Tile#HEIGHT} lines j, each line
 * as long as the panel blocks of {@link Tile#WIDTH} columns i that it needs.
 */
final class DoublePanels {

  private final int order;
  private final Tile tile;
  private final int[] bandStart;
  private final double[] centred;
  private double[] weighed = new double[0];

  DoublePanels(int columns, Tile tile) {
    this.order = columns + 1;
    this.tile = tile;
    this.bandStart = bandStarts(order);
    this.centred = new double[Panels.blocks(order) * Panels.BLOCK];
  }

  private static int[] bandStarts(int order) {
    int bands = (order + Tile.HEIGHT - 1) / Tile.HEIGHT;
    int[] starts = new int[bands + 1];
    for (int band = 0; band < bands; band++) {
      starts[band + 1] = starts[band] + Tile.HEIGHT * stride(band);
    }
    return starts;
  }

  /** Length of the lines of a band. */
  private static int stride(int band) {
    int lastLine = band * Tile.HEIGHT + Tile.HEIGHT - 1;
    return Panels.blocks(lastLine + 1) * Tile.WIDTH;
  }

  /** Doubles that the sums of a group take. */
  int sumsLength() {
    return bandStart[bandStart.length - 1];
  }

  /** Place of s(j, i), i ≤ j. */
  int place(int j, int i) {
    int band = j / Tile.HEIGHT;
    return bandStart[band] + j % Tile.HEIGHT * stride(band) + i;
  }

  void countFractions(RowBuffer panel, ColumnOdds odds) {
    for (int k = 1; k < order; k++) {
      odds.addFractions(k, tile.fractions(panel.values(), panel.start(k), panel.rows()));
    }
  }

  /** Goes on with the sums of a group over the rows of a panel. */
  void multiply(RowBuffer panel, double[] centre, double[] sums) {
    int k = 0;
    for (; k + 4 <= order; k += 4) {
      centreFour(panel, k, centre);
    }
    for (; k < order; k++) {
      centre(panel, k, centre[k]);
    }
    double[] left = panel.weighted() ? weigh(panel) : centred;
    for (int band = 0; band < bandStart.length - 1; band++) {
      Tile.Product product = new Tile.Product(left, centred, panel.rows(), sums, stride(band));
      tile.multiply(product, Panels.start(band * Tile.HEIGHT), 0, bandStart[band], band + 1);
    }
  }

  private void centre(RowBuffer panel, int k, double centre) {
    double[] from = panel.values();
    double[] to = centred;
    int start = panel.start(k);
    int target = Panels.start(k);
    for (int r = 0; r < panel.rows(); r++) {
      to[target + r * Tile.WIDTH] = from[start + r] - centre;
    }
  }

  /** Four columns from k, a multiple of 4, at once: they share lines of memory. */
  private void centreFour(RowBuffer panel, int k, double[] centre) {
    double[] from = panel.values();
    double[] to = centred;
    int a = panel.start(k);
    int b = panel.start(k + 1);
    int c = panel.start(k + 2);
    int d = panel.start(k + 3);
    double centreA = centre[k];
    double centreB = centre[k + 1];
    double centreC = centre[k + 2];
    double centreD = centre[k + 3];
    int target = Panels.start(k);
    for (int r = 0; r < panel.rows(); r++) {
      int line = target + r * Tile.WIDTH;
      to[line] = from[a + r] - centreA;
      to[line + 1] = from[b + r] - centreB;
      to[line + 2] = from[c + r] - centreC;
      to[line + 3] = from[d + r] - centreD;
    }
  }

  private double[] weigh(RowBuffer panel) {
    if (weighed.length == 0) {
      weighed = new double[centred.length];
    }
    double[] values = panel.values();
    for (int block = 0; block < centred.length; block += Panels.BLOCK) {
      for (int r = 0; r < panel.rows(); r++) {
        double weight = values[panel.weightStart() + r];
        int line = block + r * Tile.WIDTH;
        for (int k = line; k < line + Tile.WIDTH; k++) {
          weighed[k] = weight * centred[k];
        }
      }
    }
    return weighed;
  }
}
