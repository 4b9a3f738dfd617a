package org.plumbline.scan;

import java.util.List;
import org.plumbline.statistics.KernelInfo;

/**
 * The statistics that a pass returned: one entry for each file that may hold days of the window,
 * sorted by path.
 */
public record Summaries(
    List<FileStatistics> files,
    int filesRead,
    int filesReused,
    long bytesRead,
    long storeBytesRead,
    KernelInfo kernel) {}
