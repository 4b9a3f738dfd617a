package org.plumbline.scan;

import java.util.LinkedHashSet;
import java.util.Set;
import org.plumbline.Failure;
import org.plumbline.table.DataFile;

/** What reading the store finds of one kind. */
abstract class FoundValues {

  private final Set<String> damaged = new LinkedHashSet<>();
  private long bytesRead;

  /**
   * Takes a value of a file; one that cannot be decoded makes its store file a damaged one.
   *
   * @param path of the store file
   */
  final void take(DataFile file, StoredValue value, String path) {
    try {
      take(file, value);
    } catch (Failure failure) {
      addDamaged(path);
    }
  }

  /**
   * @throws Failure where it cannot be decoded
   */
  abstract void take(DataFile file, StoredValue value);

  final void addDamaged(String path) {
    damaged.add(path);
  }

  final void addBytesRead(long bytes) {
    bytesRead += bytes;
  }

  final Set<String> damaged() {
    return damaged;
  }

  final long bytesRead() {
    return bytesRead;
  }
}
