package org.plumbline.scan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.plumbline.features.Design;
import org.plumbline.features.RowRule;
import org.plumbline.statistics.Distribution;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/**
 * What a file's stored statistics are found by: the same key always has the same value.
 *
 * @param table Delta's id or the qualified root
 * @param file path, size, modification time, ETag and deletion vector
 * @param rule digest of the row rule
 * @param kind kind and version of the value, with its precision
 */
record StoreKey(String table, FileIdentity file, String rule, Kind kind) {

  /** A data file that was never changed: another size or time is another file. */
  record FileIdentity(String path, long size, long modified, String etag, String deletionVector) {

    static FileIdentity of(DataFile file) {
      return new FileIdentity(
          file.path(),
          file.size(),
          file.modified(),
          file.etag().orElse(""),
          file.deletionVector().orElse(""));
    }
  }

  /** What is stored, and by which version of its arithmetic. */
  record Kind(String name, int version, String precision) {

    static Kind moments(Precision precision) {
      return new Kind("moments", Moments.kindVersion(precision), precision.name());
    }

    /** Sums by level are exact, whatever the precision of moments. */
    static Kind levels() {
      return new Kind("levels", Levels.kindVersion(), Precision.EXACT.name());
    }

    /** Distributions are counts. */
    static Kind distributions() {
      return new Kind("distributions", Distribution.kindVersion(), Precision.EXACT.name());
    }
  }

  static StoreKey of(Snapshot snapshot, DataFile file, Design design, Kind kind) {
    return new StoreKey(snapshot.id(), FileIdentity.of(file), design.rule().digest(), kind);
  }

  /**
   * Whether moments of these columns serves a design. Its columns are among them; a column left out
   * must not be one whose odd values the row rule counts, for they would be left out with it.
   *
   * @param names of the value's columns
   * @param digests of the value's columns
   */
  static boolean serves(Design design, List<String> names, List<String> digests) {
    List<String> needed = design.digests();
    if (!digests.containsAll(needed)) {
      return false;
    }
    Set<String> left = new HashSet<>();
    for (int column = 0; column < names.size(); column++) {
      if (!needed.contains(digests.get(column))) {
        left.add(names.get(column));
      }
    }
    RowRule rule = design.rule();
    return rule.split().by().stream().noneMatch(left::contains)
        && rule.droppers().stream().noneMatch(left::contains)
        && rule.weight().filter(left::contains).isEmpty()
        && rule.eventTime().filter(left::contains).isEmpty();
  }
}
