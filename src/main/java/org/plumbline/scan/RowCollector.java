package org.plumbline.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.plumbline.features.Design;
import org.plumbline.features.DesignRows;
import org.plumbline.features.Flaw;
import org.plumbline.features.LevelCodes;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.LevelCollector;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.MomentCollector;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Oddity;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Tile;

/** Fills the statistics of every kind from the rows of a design. */
final class RowCollector {

  /**
   * Groups take turns after this many rows, or a panel for each: then the rows of a turn are still
   * in the cache when the last group gathers its own from among them.
   */
  private static final int SHORTEST_STRETCH = 1024;

  private static final int ROWS_OF_A_PANEL = 256;

  private final MomentCollector moments;
  private final LevelCollector levels;
  private final int categories;

  RowCollector(Design design, Precision precision, Tile tile) {
    String weight = design.rule().weight().orElse(MomentCollector.UNNAMED_WEIGHT);
    moments = new MomentCollector(design.names(), weight, precision, tile);
    levels = new LevelCollector(LevelColumns.layout(design));
    categories = design.categories().size();
  }

  /** Adds the block that was taken. */
  void add(DesignRows rows, int blockRows) {
    levels.take(rows.z(), rows.weights(), codes(rows));
    int[] next = new int[rows.groups()];
    Arrays.setAll(next, rows::from);
    int stretch = Math.max(SHORTEST_STRETCH, rows.groups() * ROWS_OF_A_PANEL);
    for (int end = stretch; end < blockRows + stretch; end += stretch) {
      addUpTo(end, rows, next);
    }
    for (int g = 0; g < rows.groups(); g++) {
      if (rows.refused(g) > 0) {
        moments.refuse(group(rows, g), rows.refused(g));
      }
    }
    rows.flaws(
        (fold, day, column, flaw, count) ->
            moments.note(new Group(fold, day), column, oddity(flaw), count));
  }

  /** Adds each group's rows before row {@code end} of the block, from where it was left. */
  private void addUpTo(int end, DesignRows rows, int[] next) {
    for (int g = 0; g < rows.groups(); g++) {
      int from = next[g];
      int to = from;
      while (to < rows.to(g) && rows.order()[to] < end) {
        to++;
      }
      if (to > from) {
        moments.add(group(rows, g), rows.z(), rows.weights(), rows.order(), from, to);
        levels.add(group(rows, g), rows.order(), from, to);
        next[g] = to;
      }
    }
  }

  private List<LevelCollector.Codes> codes(DesignRows rows) {
    List<LevelCollector.Codes> codes = new ArrayList<>();
    for (int category = 0; category < categories; category++) {
      LevelCodes levelCodes = rows.levels(category);
      codes.add(new LevelCollector.Codes(levelCodes.codes(), levelCodes.names()));
    }
    return codes;
  }

  private static Group group(DesignRows rows, int index) {
    return new Group(rows.fold(index), rows.day(index));
  }

  private static Oddity oddity(Flaw flaw) {
    return switch (flaw) {
      case NULL -> Oddity.NULL;
      case NAN -> Oddity.NAN;
      case INFINITE -> Oddity.INFINITE;
      case CONVERTED -> Oddity.CONVERTED;
      case NEGATIVE -> Oddity.NEGATIVE;
      case UNSEEN -> throw new IllegalArgumentException("training has every level it has");
    };
  }

  /** Ends the row group: its moments by group. */
  SortedMap<Group, Moments> endRowGroup() {
    return moments.endRowGroup();
  }

  LevelCollector levels() {
    return levels;
  }

  /** Ends the rows: their sums by level and group. */
  SortedMap<Group, Levels> endLevels() {
    return levels.endRowGroup();
  }
}
