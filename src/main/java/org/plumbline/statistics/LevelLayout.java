package org.plumbline.statistics;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * What sums by level are kept of: the columns of z, and the categories with their carriers.
 *
 * @param columns of z without the constant: terms, then the label
 * @param categories in the order of the design
 */
public record LevelLayout(List<String> columns, List<Category> categories) implements Serializable {

  public LevelLayout {
    columns = List.copyOf(columns);
    categories = List.copyOf(categories);
    for (Category category : categories) {
      if (!columns.containsAll(category.carriers())) {
        throw new IllegalArgumentException(category + " carries what is not among " + columns);
      }
    }
  }

  /**
   * A category and the columns that vary within its levels.
   *
   * @param name unique among the categories
   * @param carriers columns of z that some term multiplies with the category's levels; the constant
   *     1, which comes before them with index 0, is not listed
   */
  public record Category(String name, List<String> carriers) implements Serializable {
    public Category {
      carriers = List.copyOf(carriers);
    }

    /** Carriers, the constant among them. */
    int width() {
      return carriers.size() + 1;
    }
  }

  /** Of no category. */
  public static LevelLayout none(List<String> columns) {
    return new LevelLayout(columns, List.of());
  }

  /** Columns of z, the constant 1 among them. */
  int order() {
    return columns.size() + 1;
  }

  /** Names of the categories. */
  List<String> names() {
    return categories.stream().map(Category::name).toList();
  }

  /** Sums of each level of a category. */
  int levelCells(int category) {
    return categories.get(category).width() * order();
  }

  /** Sums of each pair of levels of two categories. */
  int pairCells(int first, int second) {
    return categories.get(first).width() * categories.get(second).width();
  }

  int pairCount() {
    return categories.size() * (categories.size() - 1) / 2;
  }

  /** Place of the pair of categories first &lt; second: (0,1), (0,2) … (1,2) …. */
  int pairIndex(int first, int second) {
    int count = categories.size();
    return first * count - first * (first + 1) / 2 + second - first - 1;
  }

  /** Index among the columns of z, the constant at 0, of each carrier of a category. */
  int[] carriers(int category) {
    List<String> names = categories.get(category).carriers();
    int[] indices = new int[names.size() + 1];
    for (int u = 1; u < indices.length; u++) {
      indices[u] = columns.indexOf(names.get(u - 1)) + 1;
    }
    return indices;
  }

  /** Whether the other has as many columns and categories, with the same columns as carriers. */
  boolean hasShapeOf(LevelLayout other) {
    boolean same = order() == other.order() && categories.size() == other.categories.size();
    for (int c = 0; same && c < categories.size(); c++) {
      same = Arrays.equals(carriers(c), other.carriers(c));
    }
    return same;
  }

  /** Index of a category by name. */
  public int indexOf(String category) {
    for (int c = 0; c < categories.size(); c++) {
      if (categories.get(c).name().equals(category)) {
        return c;
      }
    }
    throw new IllegalArgumentException("no category " + category + " among " + categories);
  }
}
