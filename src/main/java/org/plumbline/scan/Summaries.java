package org.plumbline.scan;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.statistics.Distributions;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.KernelInfo;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;

/**
 * The statistics that a pass returned.
 *
 * @param files one entry for each file that may hold days of the window, sorted by path, but for
 *     those pooled
 * @param pooledFiles the others, whose moments were added up on executors, sorted by path
 * @param pooled moments of the pooled files together, by fold and day
 * @param levels sums by level over all files, by fold and day; none without categories
 * @param distributions of the columns watched, over all files, by day of the window, all folds
 *     together; none unless asked for
 */
public record Summaries(
    List<FileStatistics> files,
    List<PooledFile> pooledFiles,
    SortedMap<Group, Moments> pooled,
    SortedMap<Group, Levels> levels,
    int filesRead,
    int filesReused,
    long bytesRead,
    long storeBytesRead,
    KernelInfo kernel,
    SortedMap<Integer, Distributions> distributions) {

  /** Of files none of which is pooled. */
  public Summaries(
      List<FileStatistics> files,
      SortedMap<Group, Levels> levels,
      int filesRead,
      int filesReused,
      long bytesRead,
      long storeBytesRead,
      KernelInfo kernel) {
    this(
        files,
        List.of(),
        new TreeMap<>(),
        levels,
        filesRead,
        filesReused,
        bytesRead,
        storeBytesRead,
        kernel,
        new TreeMap<>());
  }
}
