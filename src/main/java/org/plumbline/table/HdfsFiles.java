package org.plumbline.table;

import java.io.IOException;
import java.util.EnumSet;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/**
 * HDFS: the finished temporary file is renamed without overwriting, one step of the name node that
 * fails where the target exists. (Creating the final name exclusively would show a file in part.)
 */
record HdfsFiles(Configuration hadoop) implements AtomicFiles {

  @Override
  public boolean createIfAbsent(Path path, byte[] bytes) throws IOException {
    FileContext files = FileContext.getFileContext(path.toUri(), hadoop);
    if (files.util().exists(path)) {
      return false;
    }
    return renameFinished(files, path, bytes, Rename.NONE);
  }

  @Override
  public void replace(Path path, byte[] bytes) throws IOException {
    FileContext files = FileContext.getFileContext(path.toUri(), hadoop);
    renameFinished(files, path, bytes, Rename.OVERWRITE);
  }

  private static boolean renameFinished(FileContext files, Path path, byte[] bytes, Rename how)
      throws IOException {
    Path temporary =
        new Path(path.getParent(), "." + path.getName() + "." + UUID.randomUUID() + ".tmp");
    FSDataOutputStream created =
        files.create(temporary, EnumSet.of(CreateFlag.CREATE), CreateOpts.createParent());
    try {
      try (FSDataOutputStream out = created) {
        out.write(bytes);
        out.hsync();
      }
      files.rename(temporary, path, how);
      return true;
    } catch (FileAlreadyExistsException lost) {
      files.delete(temporary, false);
      return false;
    } catch (IOException e) {
      deleteAfter(e, files, temporary);
      throw e;
    }
  }

  private static void deleteAfter(IOException failure, FileContext files, Path temporary) {
    try {
      files.delete(temporary, false);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
