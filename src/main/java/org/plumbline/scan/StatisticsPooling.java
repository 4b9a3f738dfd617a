package org.plumbline.scan;

import java.util.List;
import org.plumbline.scan.SummarizeTask.EncodedGroup;
import org.plumbline.scan.SummarizeTask.Found;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Levels;

/** Pools the sums by level that tasks found. */
record LevelPooling(LevelLayout layout) implements Pooling<Found> {

  @Override
  public List<EncodedGroup> pooled(Found found) {
    return found.pooled();
  }

  @Override
  public Found rest(Found found) {
    return new Found(found.pieces(), List.of(), found.kernel());
  }

  @Override
  public Sums sums() {
    return new LevelSums(layout, new LevelTotals(layout));
  }

  private record LevelSums(LevelLayout layout, LevelTotals totals) implements Sums {

    @Override
    public void add(EncodedGroup value) {
      totals.add(value.group(), Levels.decode(layout, value.value()));
    }

    @Override
    public List<EncodedGroup> end() {
      return totals.encode();
    }
  }
}
