package org.plumbline.scan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.RowRule;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Precision;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/**
 * What a pass would reuse and read: made without reading data.
 *
 * @param window days that are asked for; files known to lie outside it appear nowhere
 * @param reused moments found in the store, of files whose sums by level were found too where there
 *     are categories, and their distributions where these are asked for
 * @param reusedLevels sums by level over the files reused
 * @param toRead files of which some statistics are not stored; they are read wholly
 * @param stored which statistics of files to read are stored nevertheless
 * @param unstored files among {@code toRead} whose statistics are not worth storing, as far as
 *     known
 * @param storeBytesRead bytes of store files read to find out
 * @param damagedStoreFiles store files that could not be read, passed over
 * @param watched distributions that are made beside them; empty: none
 */
public record ReadPlan(
    Snapshot snapshot,
    Design design,
    Precision precision,
    DayRange window,
    List<FileStatistics> reused,
    SortedMap<Group, Levels> reusedLevels,
    List<DataFile> toRead,
    Stored stored,
    List<DataFile> unstored,
    long storeBytesRead,
    List<String> damagedStoreFiles,
    Optional<WatchPlan> watched) {

  /**
   * Whether the moments of a file to read are added to those of others before they come to the
   * driver.
   *
   * @param rows of the file
   */
  public boolean pools(DataFile file, long rows) {
    return PlannedReading.pools(this, file, rows);
  }

  /** The event days of a file, as far as its partition or the log tell. */
  public Optional<DayRange> days(DataFile file) {
    RowRule rule = design.rule();
    return rule.eventTime()
        .flatMap(column -> new DayBounds(snapshot, column, rule.timeZone()).of(file));
  }

  /** Files to read of which one kind is stored. */
  public record Stored(Set<DataFile> moments, Set<DataFile> levels) {
    public Stored {
      moments = Set.copyOf(moments);
      levels = Set.copyOf(levels);
    }
  }
}
