package org.plumbline.table;

/** Bounds of text as Delta's statistics keep them: prefixes, the upper one made an upper bound. */
final class TextBounds {

  private static final int CHARACTERS = 32;
  private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

  private TextBounds() {}

  static String lower(String text) {
    return isLong(text) ? prefix(text) : text;
  }

  static String upper(String text) {
    return isLong(text) ? prefix(text) + LAST_CHARACTER : text;
  }

  private static boolean isLong(String text) {
    return text.codePointCount(0, text.length()) > CHARACTERS;
  }

  private static String prefix(String text) {
    return text.substring(0, text.offsetByCodePoints(0, CHARACTERS));
  }
}
