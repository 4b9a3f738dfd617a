package org.plumbline.scan;

import java.util.List;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.statistics.Precision;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/**
 * What a pass would reuse and read: made without reading data.
 *
 * @param window days that are asked for; files known to lie outside it appear nowhere
 * @param reused statistics found in the store
 * @param toRead files without stored statistics
 * @param unstored files among {@code toRead} whose statistics are not worth storing, as far as
 *     known
 * @param storeBytesRead bytes of store files read to find out
 * @param damagedStoreFiles store files that could not be read, passed over
 */
public record ReadPlan(
    Snapshot snapshot,
    Design design,
    Precision precision,
    DayRange window,
    List<FileStatistics> reused,
    List<DataFile> toRead,
    List<DataFile> unstored,
    long storeBytesRead,
    List<String> damagedStoreFiles) {}
