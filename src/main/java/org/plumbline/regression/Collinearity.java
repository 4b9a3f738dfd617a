package org.plumbline.regression;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How far the terms of a design explain each other, aliased ones left out.
 *
 * @param inflation of numbers, and of categories as a whole, in the order of the design
 * @param conditions the smallest index first; empty for designs of more than {@value
 *     Collinearity#MOST_COLUMNS} columns
 */
public record Collinearity(List<Inflation> inflation, List<Condition> conditions) {

  /** Columns up to which condition indices are computed. */
  public static final int MOST_COLUMNS = 256;

  public Collinearity {
    inflation = List.copyOf(inflation);
    conditions = List.copyOf(conditions);
  }

  /**
   * Variance inflation, as {@code vif} of R's car has it.
   *
   * @param name of a number, of a category, or {@code category:number}
   * @param degreesOfFreedom coefficients that are not aliased
   * @param factor VIF; for several coefficients the generalised one of Fox and Monette (1992), the
   *     ratio of the volumes of their joint confidence region with and without the other terms;
   *     empty where it is beyond a double
   * @param perCoefficient factor^(1/(2·df)): what a standard error grows by
   */
  public record Inflation(
      String name, int degreesOfFreedom, OptionalDouble factor, OptionalDouble perCoefficient) {}

  /**
   * A near dependency, by the singular value decomposition of the design with columns of unit
   * length, the intercept among them and not centred (Belsley, Kuh and Welsch 1980).
   *
   * @param index largest singular value over this one
   * @param proportions for each column not aliased, the part of its coefficient's variance that
   *     goes with this singular value
   */
  public record Condition(double index, List<Proportion> proportions) {
    public Condition {
      proportions = List.copyOf(proportions);
    }
  }

  /** Part of the variance of a term's coefficient; over all conditions they add up to 1. */
  public record Proportion(String term, double value) {}
}
