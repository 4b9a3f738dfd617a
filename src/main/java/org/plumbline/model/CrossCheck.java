package org.plumbline.model;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The same fit by Spark MLlib, term by term; digits is the log relative error, absent where both
 * are 0.
 */
public record CrossCheck(long rows, List<Term> terms) {
  public record Term(String term, double value, double mllib, OptionalDouble digits) {}
}
