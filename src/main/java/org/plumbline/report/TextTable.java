package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of texts in columns of equal width, without trailing blanks. */
final class TextTable {
  private final String indent;
  private final String alignment;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param alignment a letter per column: {@code l} or {@code r}
   */
  TextTable(String indent, String alignment) {
    this.indent = indent;
    this.alignment = alignment;
  }

  /** A row; fewer cells than columns leave the rest empty, and the last then widens no column. */
  TextTable row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  @Override
  public String toString() {
    return rows.stream().map(this::line).collect(Collectors.joining());
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder(indent);
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(column == 0 ? "" : " ");
      boolean right = alignment.charAt(column) == 'r';
      int width = width(column);
      boolean runsOn = column == row.size() - 1 && row.size() < alignment.length();
      line.append(runsOn || !right ? Names.left(cell, width) : Names.right(cell, width));
    }
    return line.toString().stripTrailing() + "\n";
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> row.size() > column)
        .filter(row -> row.size() == alignment.length() || row.size() - 1 > column)
        .mapToInt(row -> Names.width(row.get(column)))
        .max()
        .orElse(0);
  }
}
