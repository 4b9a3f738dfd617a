package org.plumbline.features;

import java.io.Serializable;
import java.util.List;

/**
 * A category of a design, and the columns that vary within its levels.
 *
 * @param carriers names of z that some term multiplies with the category's levels; the constant 1
 *     is not listed
 */
public record CategoryColumns(Category category, List<String> carriers) implements Serializable {

  public CategoryColumns {
    carriers = List.copyOf(carriers);
  }
}
