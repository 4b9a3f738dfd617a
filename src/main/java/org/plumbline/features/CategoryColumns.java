package org.plumbline.features;

import java.io.Serializable;
import java.util.List;

/**
 * A category of a design, and the columns that vary within its levels.
 *
 * @param carriers names of z that some term multiplies with the category's levels; the constant 1
 *     is not listed
 * @param mostLevels where training rows have more, the category is refused
 */
public record CategoryColumns(Category category, List<String> carriers, int mostLevels)
    implements Serializable {

  public CategoryColumns {
    carriers = List.copyOf(carriers);
  }

  /** With as many levels as there are. */
  public CategoryColumns(Category category, List<String> carriers) {
    this(category, carriers, Integer.MAX_VALUE);
  }
}
