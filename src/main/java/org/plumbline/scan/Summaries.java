package org.plumbline.scan;

import java.util.List;
import java.util.SortedMap;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.KernelInfo;
import org.plumbline.statistics.Levels;

/**
 * The statistics that a pass returned.
 *
 * @param files one entry for each file that may hold days of the window, sorted by path
 * @param levels sums by level over these files, by fold and day; none without categories
 */
public record Summaries(
    List<FileStatistics> files,
    SortedMap<Group, Levels> levels,
    int filesRead,
    int filesReused,
    long bytesRead,
    long storeBytesRead,
    KernelInfo kernel) {}
