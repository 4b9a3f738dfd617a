package org.plumbline.cycle;

import java.util.List;
import java.util.OptionalDouble;

/** Two models side by side, term by term, in the order of the first. */
public record ModelDifference(String first, String second, List<Term> terms) {

  /**
   * @param standardErrors how many standard errors of the first lie between; absent where it has
   *     none
   */
  public record Term(
      String term, OptionalDouble first, OptionalDouble second, OptionalDouble standardErrors) {}
}
