package org.plumbline.report;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names that come from outside, made fit to be read: what could deceive the eye is spelled out. */
final class Names {
  private static final Pattern SYNTACTIC = Pattern.compile("[A-Za-z.][A-Za-z0-9._]*");

  private Names() {}

  /**
   * The text with control characters, line breaks, direction marks and lone surrogates written as
   * {@code \}{@code uXXXX}. Everything else, emoji and right-to-left letters too, stays.
   */
  static String visible(String text) {
    return spelled(text, false);
  }

  /** The same for a whole page, whose line breaks are ours. */
  static String visiblePage(String page) {
    return spelled(page, true);
  }

  private static String spelled(String text, boolean keepLines) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (deceives(point) && !(keepLines && point == '\n')) {
                out.append(String.format(Locale.ROOT, "\\u%04X", point));
              } else {
                out.appendCodePoint(point);
              }
            });
    return out.toString();
  }

  /** As R writes a name in a formula: in backticks where it is not a plain one. */
  static String inFormula(String name) {
    String visible = visible(name);
    return SYNTACTIC.matcher(visible).matches()
        ? visible
        : "`" + visible.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  /** How many cells of a terminal a text takes. */
  static int width(String text) {
    return text.codePoints().map(Names::cells).sum();
  }

  /** Padded on the right to {@code width} cells. */
  static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /** Padded on the left to {@code width} cells. */
  static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - width(text))) + text;
  }

  private static boolean deceives(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default ->
          point == 0x200E
              || point == 0x200F
              || point == 0x061C
              || (point >= 0x202A && point <= 0x202E)
              || (point >= 0x2066 && point <= 0x2069)
              || point == 0xFEFF
              || point == 0xFFFE
              || point == 0xFFFF;
    };
  }

  private static int cells(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(point) ? 2 : 1;
    };
  }

  /** East Asian wide characters and emoji, by range. */
  private static boolean isWide(int point) {
    return (point >= 0x1100 && point <= 0x115F)
        || (point >= 0x2E80 && point <= 0xA4CF)
        || (point >= 0xAC00 && point <= 0xD7A3)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0xFE30 && point <= 0xFE6F)
        || (point >= 0xFF00 && point <= 0xFF60)
        || (point >= 0xFFE0 && point <= 0xFFE6)
        || (point >= 0x1F300 && point <= 0x1F64F)
        || (point >= 0x1F900 && point <= 0x1F9FF)
        || (point >= 0x20000 && point <= 0x3FFFD);
  }
}
