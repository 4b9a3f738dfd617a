package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths of coefficients in double. */
class PathSolverTest {

  private static ElasticNetProblem problem(
      Rows rows, boolean intercept, boolean standardize, CoefficientLimits limits) {
    Units units = new Units(rows.moments());
    List<String> terms = rows.columns().subList(0, rows.columns().size() - 1);
    return new ElasticNetProblem(
        new CentredMoments(rows.moments(), units, intercept), units, standardize, limits.of(terms));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SparkWls", "SparkConstantFeature"})
  void fitsOfGlmnetAgree(String name) {
    ReferenceSet set = ReferenceSet.read(name);
    int compared = 0;
    for (JsonNode reference : set.json().at("/penalised/fits")) {
      double lambda = reference.get("lambda").asDouble();
      boolean constantKept = lambda == 0;
      ElasticNetProblem problem =
          problem(
              set.rows(),
              reference.get("intercept").asBoolean(),
              reference.get("standardize").asBoolean(),
              CoefficientLimits.NONE);
      Units units = new Units(set.rows().moments());
      List<double[]> found = new ArrayList<>();
      new PathSolver(problem)
          .solve(
              List.of(lambda),
              reference.get("alpha").asDouble(),
              (place, coefficients, gap) -> found.add(coefficients));
      List<String> exact = ReferenceSet.texts(reference.get("exact_25_digits"));
      for (int j = 0; j < 2; j++) {
        double value = Math.scalb(found.get(0)[j], units.label() - units.exponent(j + 1)) + 0.0;
        assertThat(Digits.of(value, exact.get(j + 1)))
            .as("%s, term %d: %s", reference, j, value)
            .isGreaterThan(constantKept ? 10 : 8);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(10);
  }
}
