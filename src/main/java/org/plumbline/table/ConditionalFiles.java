package org.plumbline.table;

import static org.apache.hadoop.fs.Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;

/**
 * S3 by S3A of Hadoop 3.4.2 or later: a put that the store itself refuses where the object exists
 * ({@code If-None-Match: *}). An object appears whole when its stream is closed.
 */
record ConditionalFiles(Configuration hadoop) implements AtomicFiles {

  @Override
  public boolean createIfAbsent(Path path, byte[] bytes) throws IOException {
    FileSystem files = FileSystems.of(path, hadoop);
    if (!files.hasPathCapability(path, FS_OPTION_CREATE_CONDITIONAL_OVERWRITE)) {
      throw new Failure(
          Kind.UNSUPPORTED,
          path + ": this S3A has no conditional create",
          "Use Hadoop 3.4.2 or later and set fs.s3a.create.conditional.enabled = true.");
    }
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path);
    builder.overwrite(false);
    builder.must(FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    FSDataOutputStream out;
    try {
      out = builder.build();
    } catch (FileAlreadyExistsException lost) {
      return false;
    }
    try (out) {
      out.write(bytes);
    } catch (IOException unclear) {
      return isOurs(files, path, bytes, unclear);
    }
    return true;
  }

  @Override
  public void replace(Path path, byte[] bytes) throws IOException {
    FileSystem files = FileSystems.of(path, hadoop);
    try (FSDataOutputStream out = files.create(path, true)) {
      out.write(bytes);
    }
  }

  /**
   * The store refused, or the answer was lost and the client's own retry was refused: the content
   * says which.
   */
  private static boolean isOurs(FileSystem files, Path path, byte[] bytes, IOException unclear)
      throws IOException {
    try (FSDataInputStream in = files.open(path)) {
      return Arrays.equals(in.readAllBytes(), bytes);
    } catch (FileNotFoundException absent) {
      unclear.addSuppressed(absent);
      throw unclear;
    }
  }
}
