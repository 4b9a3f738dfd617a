package org.plumbline.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;

/** Comparison of paths and URIs before any file system is asked. */
final class Places {
  private Places() {}

  /** Whether {@code inner} is {@code outer} or lies below it. */
  static boolean lies(String inner, String outer) {
    return (canonical(inner) + "/").startsWith(canonical(outer) + "/");
  }

  /** Links of a local disk followed, dots removed, no slash at the end. */
  private static String canonical(String place) {
    Path path = new Path(place);
    String scheme = path.toUri().getScheme();
    if (scheme != null && !scheme.equals("file")) {
      return path.toUri().normalize().toString();
    }
    try {
      return "file:" + new File(path.toUri().getPath()).getCanonicalPath();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
