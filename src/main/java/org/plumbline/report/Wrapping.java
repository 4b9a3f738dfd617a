package org.plumbline.report;

import java.util.List;

/** Lines of a text that end before they are too wide for a terminal. */
final class Wrapping {
  private static final int LINE = 80;

  private Wrapping() {}

  /** A sentence, broken between words; later lines are set in by two more. */
  static String sentence(String indent, String sentence) {
    return pieces(indent, indent + "  ", List.of(sentence.split(" ")));
  }

  /** Pieces behind each other with a blank between them, broken between pieces alone. */
  static String pieces(String first, String later, List<String> pieces) {
    StringBuilder text = new StringBuilder();
    String line = first + pieces.get(0);
    for (String piece : pieces.subList(1, pieces.size())) {
      if (Names.width(line) + 1 + Names.width(piece) > LINE) {
        text.append(line).append("\n");
        line = later + piece;
      } else {
        line += " " + piece;
      }
    }
    return text.append(line).append("\n").toString();
  }
}
