package org.plumbline.scan;

import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.features.DayRange;
import org.plumbline.features.Inputs;
import org.plumbline.statistics.Distributions;
import org.plumbline.table.DataFile;

/** Distributions found in the store, added up by day as they are read. */
final class DistributionsFound extends FoundValues {

  private final Inputs inputs;
  private final DayRange window;
  private final Set<DataFile> summed;
  private final Set<DataFile> files = new HashSet<>();
  private final SortedMap<Integer, Distributions> sums = new TreeMap<>();

  /**
   * @param window days that are summed
   * @param summed files that are to be among the sums; of others only that they are stored is told
   */
  DistributionsFound(Inputs inputs, DayRange window, Set<DataFile> summed) {
    this.inputs = inputs;
    this.window = window;
    this.summed = summed;
  }

  @Override
  void take(DataFile file, StoredValue value) {
    if (files.contains(file) || !value.digests().containsAll(inputs.digests())) {
      return;
    }
    SortedMap<Integer, Distributions> found = value.decodeDistributions(inputs);
    if (summed.contains(file)) {
      found.keySet().removeIf(day -> !window.contains(day));
      Watching.add(inputs, found, sums);
    }
    files.add(file);
  }

  Set<DataFile> files() {
    return files;
  }

  SortedMap<Integer, Distributions> sums() {
    return sums;
  }
}
