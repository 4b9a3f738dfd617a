package org.plumbline.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of texts in columns of equal width under a head, without trailing blanks. */
final class TextTable {
  private final List<Boolean> right;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param head names of the columns; a name that begins with {@code >} aligns its column right
   */
  TextTable(String... head) {
    this.right = Arrays.stream(head).map(name -> name.startsWith(">")).toList();
    rows.add(
        Arrays.stream(head).map(name -> name.startsWith(">") ? name.substring(1) : name).toList());
  }

  TextTable row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  @Override
  public String toString() {
    return rows.stream().map(this::line).collect(Collectors.joining("\n"));
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String blanks = " ".repeat(width(column) - length(cell));
      line.append(column == 0 ? "" : "  ");
      line.append(right.get(column) ? blanks + cell : cell + blanks);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
