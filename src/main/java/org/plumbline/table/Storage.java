package org.plumbline.table;

import java.util.List;
import java.util.Optional;

/**
 * Small files of ours: records, pointers, manifests. Everything that decides who won goes through
 * here, so that tests can inject faults. Paths are any Hadoop path; parent folders are made where
 * they are missing.
 *
 * <p>All methods throw {@link org.plumbline.Failure}: OUTPUT where the place refuses to be written,
 * UNSUPPORTED where its file system cannot do what is promised, IO where it failed on the way.
 */
public interface Storage {
  /**
   * Creates the file with these bytes if no file is there: all or nothing, for every process. True
   * if this call created it.
   */
  boolean createIfAbsent(String path, byte[] bytes);

  /** Creates or replaces atomically (views and latest results only). */
  void replace(String path, byte[] bytes);

  /** The whole file; empty where there is none. */
  Optional<byte[]> read(String path);

  /**
   * Names (not paths) of what lies directly in a folder, files and folders, sorted; empty where
   * there is no folder. Names that begin with a dot are unfinished files and are left out.
   */
  List<String> list(String folder);

  /** Deletes a file or an empty folder; false if it was not there. */
  boolean delete(String path);
}
