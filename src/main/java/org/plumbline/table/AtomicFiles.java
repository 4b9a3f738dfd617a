package org.plumbline.table;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;

/**
 * How one file system makes a small file appear whole, or not at all, to every process. Parent
 * folders are made where they are missing.
 */
sealed interface AtomicFiles permits LocalFiles, HdfsFiles, ConditionalFiles {

  /** True if this call created the file, false if one is there; never a file in part. */
  boolean createIfAbsent(Path path, byte[] bytes) throws IOException;

  /** Creates the file or puts another in its place: readers see the old one or the new. */
  void replace(Path path, byte[] bytes) throws IOException;

  /**
   * The way for a qualified path.
   *
   * @throws Failure UNSUPPORTED for a scheme that gives no exclusive creation
   */
  static AtomicFiles of(Path qualified, Configuration hadoop) {
    String scheme = qualified.toUri().getScheme();
    return switch (scheme) {
      case "file" -> new LocalFiles();
      case "hdfs" -> new HdfsFiles(hadoop);
      case "s3a" -> new ConditionalFiles(hadoop);
      default ->
          throw new Failure(
              Kind.UNSUPPORTED,
              qualified + ": storage of scheme " + scheme + " gives no exclusive creation of files",
              "Keep home and Parquet scores on file:, hdfs: or s3a:.");
    };
  }
}
