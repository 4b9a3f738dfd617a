package org.plumbline.statistics;

import java.io.Serializable;
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
