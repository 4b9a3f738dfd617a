package org.plumbline.table;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;

/** Pins tables: after this, a run sees the same files whatever happens to the table. */
public final class Snapshots {

  private static final String DELTA_LOG = "_delta_log";

  private Snapshots() {}

  /**
   * The table as it is now, or at the version that the source names. Columns that cannot be read
   * are refused only when they are asked for ({@link Snapshot#column}).
   *
   * @param source of files: a relation is pinned where Spark is
   * @throws Failure MISSING_INPUT no table there, or no such version; UNSUPPORTED a Delta feature,
   *     named; CONFIGURATION the other format; DATA no data files; IO a damaged log
   */
  public static Snapshot pin(TableSource source, Configuration hadoop) {
    return switch (source.format()) {
      case DELTA -> delta(qualified(source.path(), hadoop), source.version(), hadoop);
      case PARQUET -> parquet(qualified(source.path(), hadoop), hadoop);
      case SQL -> throw new IllegalArgumentException("a relation has no files to pin");
    };
  }

  /** What a table is by the look of it: Delta where there is a log, else a folder of Parquet. */
  public static TableFormat formatAt(String path, Configuration hadoop) {
    String log = qualified(path, hadoop) + "/" + DELTA_LOG;
    boolean logged = status(log, hadoop).map(FileStatus::isDirectory).orElse(false);
    return logged ? TableFormat.DELTA : TableFormat.PARQUET;
  }

  private static Snapshot delta(String root, OptionalLong version, Configuration hadoop) {
    if (!isFolder(root, hadoop)) {
      throw missing(root);
    }
    DeltaStandalone table = DeltaStandalone.open(root, hadoop);
    if (!table.exists()) {
      throw new Failure(
          Kind.MISSING_INPUT,
          root + ": no Delta table there (no commit in " + DELTA_LOG + ")",
          "Correct the path, or set format = parquet if it is a folder of Parquet files.");
    }
    if (version.isPresent()) {
      requireVersion(root, version.getAsLong(), table.newestVersion(), hadoop);
    }
    return table.pin(version, hadoop);
  }

  private static void requireVersion(String root, long asked, long newest, Configuration hadoop) {
    long oldest = DeltaVersions.oldest(root, hadoop);
    if (asked < oldest || asked > newest) {
      throw new Failure(
          Kind.MISSING_INPUT,
          "%s: version %d is not there; the log holds %d to %d"
              .formatted(root, asked, oldest, newest),
          "Choose a version of this range, or leave it out for the newest.");
    }
  }

  private static Snapshot parquet(String root, Configuration hadoop) {
    if (!isFolder(root, hadoop)) {
      throw missing(root);
    }
    if (isFolder(root + "/" + DELTA_LOG, hadoop)) {
      throw new Failure(
          Kind.CONFIGURATION,
          root + ": is a Delta table, but format = parquet was asked for",
          "Set format = delta: the folder also holds files that are no longer part of the table.");
    }
    return ParquetFolder.pin(root, hadoop);
  }

  private static boolean isFolder(String path, Configuration hadoop) {
    Optional<FileStatus> status = status(path, hadoop);
    if (status.isPresent() && status.get().isFile()) {
      throw new Failure(
          Kind.CONFIGURATION, path + ": is a file, not a folder", "Give the table's folder.");
    }
    return status.isPresent();
  }

  private static Optional<FileStatus> status(String path, Configuration hadoop) {
    Path file = new Path(path);
    try {
      FileSystem files = FileSystems.of(file, hadoop);
      return files.exists(file) ? Optional.of(files.getFileStatus(file)) : Optional.empty();
    } catch (IOException e) {
      throw IoFailures.reading(path, e);
    }
  }

  /** The path with its scheme and from its root, without a slash at the end. */
  static String qualified(String path, Configuration hadoop) {
    Path given = new Path(path);
    try {
      return FileSystems.of(given, hadoop).makeQualified(given).toString();
    } catch (IOException e) {
      throw IoFailures.reading(path, e);
    }
  }

  private static Failure missing(String root) {
    return new Failure(
        Kind.MISSING_INPUT, root + ": no table there (no such folder)", "Correct the path.");
  }
}
