package org.plumbline.export;

import java.util.Comparator;

/** The order of texts that does not depend on how Java stores them. */
final class CodePoints {

  /** By code points, the shorter first where one begins the other. */
  static final Comparator<String> ORDER =
      (first, second) -> {
        int[] a = first.codePoints().toArray();
        int[] b = second.codePoints().toArray();
        return java.util.Arrays.compare(a, b);
      };

  private CodePoints() {}
}
