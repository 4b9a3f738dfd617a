package org.plumbline.cycle;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.TaskContext;

/**
 * The local disk. The first task that opens a data file takes its whole process with it, as a
 * machine does that is switched off; the marker it leaves saves the others.
 */
public final class HaltingFileSystem extends RawLocalFileSystem {

  static final String MARKER = "fs.halting.marker";

  @Override
  public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize) throws IOException {
    if (TaskContext.get() != null && isFirst()) {
      Runtime.getRuntime().halt(137);
    }
    return super.open(path, bufferSize);
  }

  private boolean isFirst() throws IOException {
    try {
      Files.createFile(Path.of(getConf().get(MARKER)));
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    }
  }
}
