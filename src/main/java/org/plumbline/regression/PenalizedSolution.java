package org.plumbline.regression;

import java.util.List;
import java.util.OptionalDouble;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Moments;

/**
 * A penalised fit before it is a table.
 *
 * @param numbers what follows from the equations, as doubles
 * @param inverse of the penalised normal matrix
 * @param reason why there are no standard errors; empty where there are
 */
record PenalizedSolution(
    PenalizedEquations equations, PenalizedNumbers numbers, ScaledInverse inverse, String reason) {

  static PenalizedSolution of(PenalizedEquations equations, String reason) {
    ScaledInverse inverse = equations.factorization().inverse();
    PenalizedNumbers numbers = PenalizedNumbers.of(equations, inverse, reason.isEmpty());
    return new PenalizedSolution(equations, numbers, inverse, reason);
  }

  boolean withInference() {
    return reason.isEmpty();
  }

  boolean agreesWith(PenalizedSolution other) {
    return numbers.equals(other.numbers) && equations.set().equals(other.equations.set());
  }

  /** Of the kept columns, by clusters of days: the sandwich about B = A + Λ. */
  List<OptionalDouble> clusteredErrors(List<Moments> days) {
    Training penalized = equations.penalized();
    List<String> columns = penalized.moments().columns();
    BigBinary degrees = new RidgeInference(equations, inverse).residualDegreesOfFreedom();
    return ClusteredErrors.of(
        penalized,
        equations.factorization(),
        inverse,
        days.stream().map(day -> day.select(columns)).toList(),
        degrees);
  }
}
