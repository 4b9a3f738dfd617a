package org.plumbline.scan;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk under {@code flaky:}, which fails as often as it was told to. */
public final class FlakyFileSystem extends RawLocalFileSystem {

  static final AtomicInteger FAILURES = new AtomicInteger();
  static final AtomicInteger OPENED = new AtomicInteger();

  @Override
  public URI getUri() {
    return URI.create("flaky:///");
  }

  @Override
  public String getScheme() {
    return "flaky";
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    OPENED.incrementAndGet();
    if (FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new SocketTimeoutException("the disk did not answer");
    }
    return super.open(path, bufferSize);
  }
}
