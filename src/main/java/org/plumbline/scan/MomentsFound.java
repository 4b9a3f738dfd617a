package org.plumbline.scan;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.plumbline.features.Design;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Moments;
import org.plumbline.table.DataFile;

/** Moments found in the store, by file. */
final class MomentsFound extends FoundValues {

  private final Design design;
  private final Map<DataFile, SortedMap<Group, Moments>> byFile = new HashMap<>();

  MomentsFound(Design design) {
    this.design = design;
  }

  /** Any value that serves says the same, so that the first will do. */
  @Override
  void take(DataFile file, StoredValue value) {
    if (!byFile.containsKey(file) && StoreKey.serves(design, value.names(), value.digests())) {
      byFile.put(file, value.decode(design));
    }
  }

  Map<DataFile, SortedMap<Group, Moments>> byFile() {
    return byFile;
  }
}
