package org.plumbline.benchmark;

import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.regression.FitOptions;
import org.plumbline.regression.LeastSquares;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Tile;

/** The exact solve of moments in memory, with errors and certificate. */
final class SolveSide implements Side {
  /** As many as the rival's moments hold. */
  private static final int ROWS = 10_000;

  private final SortedMap<Integer, Moments> moments;

  SolveSide(Table table, String path) {
    Moments all = MemoryRows.read(table, path, ROWS).exactMoments(Tile.fastest());
    this.moments = new TreeMap<>(java.util.Map.of(Group.NO_DAY, all));
  }

  @Override
  public String run() {
    FitOptions options = new FitOptions(true, FitOptions.Aliased.DROP, false, 0.95);
    return "first coefficient "
        + LeastSquares.fit(moments, Precision.EXACT, options).estimates().get(1).value();
  }
}
