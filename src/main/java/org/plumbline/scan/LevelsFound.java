package org.plumbline.scan;

import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import org.plumbline.features.Design;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Levels;
import org.plumbline.table.DataFile;

/** Sums by level found in the store, added up as they are read: by file they would be too many. */
final class LevelsFound extends FoundValues {

  private final Design design;
  private final LevelColumns wanted;
  private final Set<DataFile> summed;
  private final Set<DataFile> files = new HashSet<>();
  private final LevelTotals totals;

  /**
   * @param summed files that are to be among the sums; of others only that they are stored is told
   */
  LevelsFound(Design design, Set<DataFile> summed) {
    this.design = design;
    this.wanted = LevelColumns.of(design);
    this.summed = summed;
    this.totals = new LevelTotals(wanted.layout());
  }

  @Override
  void take(DataFile file, StoredValue value) {
    LevelColumns known = LevelColumns.stored(value.names(), value.digests());
    if (files.contains(file) || known.serving(wanted).isEmpty()) {
      return;
    }
    if (summed.contains(file)) {
      totals.add(value.decodeLevels(design));
    }
    files.add(file);
  }

  Set<DataFile> files() {
    return files;
  }

  SortedMap<Group, Levels> sum() {
    return totals.sum();
  }
}
