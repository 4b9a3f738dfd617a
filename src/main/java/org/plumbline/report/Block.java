package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A piece of a section of a page. Texts are plain; the templates escape them. */
public sealed interface Block {

  /** A paragraph of running text. */
  record Paragraph(String text) implements Block {}

  /** Code or a formula, in the typeface of code. */
  record Code(String label, String text) implements Block {}

  /** Points, one a line. */
  record Points(List<String> texts) implements Block {}

  /**
   * A picture in two widths of the same content; a style shows one.
   *
   * @param wide SVG markup, for screens wider than a phone and for paper
   * @param narrow SVG markup
   * @param caption what is seen, in words
   * @param key what the marks mean; empty where there is one kind
   */
  record Figure(String wide, String narrow, String caption, List<Mark> key) implements Block {}

  /** A mark of a picture, its style, and what it means. */
  record Mark(String mark, String style, String meaning) {
    static final Mark CHALLENGER = new Mark("●", "challenger", "challenger");
    static final Mark CHAMPION = new Mark("◇", "champion", "champion");
  }

  /**
   * A table whose first column heads its rows.
   *
   * @param folded the words under which it is folded away; absent where it is open
   */
  record Table(String caption, List<Head> heads, List<List<Cell>> rows, Optional<String> folded)
      implements Block {

    static Table of(String caption, List<Head> heads, List<List<Cell>> rows) {
      return new Table(caption, heads, rows, Optional.empty());
    }

    Table foldedUnder(String words) {
      return new Table(caption, heads, rows, Optional.of(words));
    }
  }

  /** Two blocks beside each other where there is room. */
  record Pair(Block first, Block second) implements Block {}

  /** A column's head; {@code style} is {@code number} or empty. */
  record Head(String text, String style) {

    static List<Head> first(String text, String... numbers) {
      List<Head> heads = new ArrayList<>();
      heads.add(new Head(text, ""));
      for (String number : numbers) {
        heads.add(new Head(number, "number"));
      }
      return heads;
    }
  }

  /**
   * A cell of a table.
   *
   * @param link relative; absent for plain text
   * @param span how many columns it takes
   */
  record Cell(String text, String style, Optional<String> link, int span) {

    static Cell text(String text) {
      return new Cell(text, "", Optional.empty(), 1);
    }

    static Cell number(String text) {
      return styled(Numbers.typographic(text), "number");
    }

    static Cell styled(String text, String style) {
      return new Cell(text, style, Optional.empty(), 1);
    }

    static Cell link(String text, String target) {
      return new Cell(text, "", Optional.of(target), 1);
    }

    static Cell spanning(String text, int columns) {
      return new Cell(text, "aside", Optional.empty(), columns);
    }
  }
}
