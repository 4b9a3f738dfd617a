package org.plumbline.table;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Paths of data files as Delta's log writes them: RFC 2396 encoded, relative to the root or not.
 */
final class DeltaPaths {

  private DeltaPaths() {}

  /** The decoded path; relative where the file lies below the root. */
  static String decode(String logged, String root) {
    String path = decoded(logged);
    String below = root.endsWith("/") ? root : root + "/";
    String belowWithoutScheme = decoded(below);
    if (path.startsWith(below)) {
      return path.substring(below.length());
    }
    String withoutScheme = path.startsWith("file:/") ? path.replaceFirst("^file:/+", "/") : path;
    return withoutScheme.startsWith("/") && withoutScheme.startsWith(belowWithoutScheme)
        ? withoutScheme.substring(belowWithoutScheme.length())
        : path;
  }

  /**
   * The path relative to the root of a file below it, both qualified.
   *
   * @throws IllegalArgumentException for a file elsewhere
   */
  static String below(String path, String root) {
    String base = root.endsWith("/") ? root : root + "/";
    if (!path.startsWith(base)) {
      throw new IllegalArgumentException(path + " does not lie below " + root);
    }
    return path.substring(base.length());
  }

  /** The form in which a file below the root, by its decoded relative path, enters the log. */
  static String encode(String relative) {
    try {
      // The leading ./ keeps a colon in the first folder from ending a scheme.
      return new URI(null, null, "./" + relative, null).getRawPath().substring(2);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(relative, e);
    }
  }

  private static String decoded(String logged) {
    try {
      URI uri = new URI(logged);
      if (uri.getPath() == null) {
        return logged;
      }
      boolean remote = uri.getScheme() != null && !uri.getScheme().equals("file");
      return remote ? uri.getScheme() + "://" + uri.getAuthority() + uri.getPath() : uri.getPath();
    } catch (URISyntaxException notEncoded) {
      return logged;
    }
  }
}
