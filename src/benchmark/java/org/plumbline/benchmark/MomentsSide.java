package org.plumbline.benchmark;

import org.plumbline.statistics.Tile;

/** Exact moments of rows in memory, on one thread. */
final class MomentsSide implements Side {
  /** As many as the rival adds. */
  private static final int ROWS = 50_000;

  private final Tile tile = Tile.fastest();
  private final MemoryRows rows;

  MomentsSide(Table table, String path) {
    this.rows = MemoryRows.read(table, path, ROWS);
  }

  @Override
  public String run() {
    return "rows " + rows.exactMoments(tile).tally().rows();
  }
}
