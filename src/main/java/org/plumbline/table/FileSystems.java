package org.plumbline.table;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Hadoop's file systems by the scheme of a path. */
public final class FileSystems {

  private FileSystems() {}

  /**
   * @throws UnsupportedFileSystemException where no library serves the scheme: Hadoop says so for
   *     schemes that it does not know, but throws what is no IOException for S3A without its jar
   */
  public static FileSystem of(Path path, Configuration hadoop) throws IOException {
    try {
      return path.getFileSystem(hadoop);
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ClassNotFoundException missing) {
          UnsupportedFileSystemException unsupported =
              new UnsupportedFileSystemException(missing.getMessage());
          unsupported.initCause(e);
          throw unsupported;
        }
      }
      throw e;
    }
  }
}
