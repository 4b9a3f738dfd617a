package org.plumbline.cycle;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.TaskContext;

/**
 * The local disk under {@code watched:}. It tells which data files were opened, lists them from the
 * last to the first, and can fail once.
 */
public final class WatchedFileSystem extends RawLocalFileSystem {

  private static final Set<String> OPENED = new ConcurrentSkipListSet<>();
  private static final AtomicInteger LISTINGS = new AtomicInteger();
  private static final AtomicBoolean FAILS = new AtomicBoolean();

  static void register(Configuration hadoop) {
    hadoop.set("fs.watched.impl", WatchedFileSystem.class.getName());
  }

  /** The names of the data files opened since this was asked last. */
  static Set<String> opened() {
    Set<String> names = Set.copyOf(OPENED);
    OPENED.clear();
    return names;
  }

  /** How many listings were turned round. */
  static int listings() {
    return LISTINGS.get();
  }

  /** The next data file that a task opens does not answer. */
  static void failOnce() {
    FAILS.set(true);
  }

  /** Whether a failure that was asked for has not come yet. */
  static boolean failurePending() {
    return FAILS.get();
  }

  @Override
  public URI getUri() {
    return URI.create("watched:///");
  }

  @Override
  public String getScheme() {
    return "watched";
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    OPENED.add(path.getName());
    if (TaskContext.get() != null && FAILS.compareAndSet(true, false)) {
      throw new SocketTimeoutException("the disk did not answer");
    }
    return super.open(path, bufferSize);
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    List<FileStatus> reversed = new ArrayList<>();
    for (FileStatus status : super.listStatus(folder)) {
      reversed.add(0, plain(status));
    }
    LISTINGS.incrementAndGet();
    return reversed.toArray(FileStatus[]::new);
  }

  /** Without owner and permissions, which the local disk reads of {@code file:} paths alone. */
  private static FileStatus plain(FileStatus status) {
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        1,
        status.getBlockSize(),
        status.getModificationTime(),
        status.getPath());
  }
}
