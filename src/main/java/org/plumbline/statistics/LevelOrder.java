package org.plumbline.statistics;

import java.util.Comparator;

/** Levels in the order of their code points, which is that of their bytes in UTF-8. */
public enum LevelOrder implements Comparator<String> {
  CODE_POINTS;

  /** A surrogate is the half of a code point above all others. */
  private static final int ABOVE_ALL = 0x10000;

  @Override
  public int compare(String first, String second) {
    int common = Math.min(first.length(), second.length());
    for (int k = 0; k < common; k++) {
      char a = first.charAt(k);
      char b = second.charAt(k);
      if (a != b) {
        return rank(a) - rank(b);
      }
    }
    return first.length() - second.length();
  }

  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + ABOVE_ALL : unit;
  }
}
