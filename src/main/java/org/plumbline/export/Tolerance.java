package org.plumbline.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.columns.Schema;
import org.plumbline.features.Definition;
import org.plumbline.features.LevelEffects;
import org.plumbline.features.Response;
import org.plumbline.features.Scorer;

/** By how much the predictions of an engine may differ from ours. Closed. */
public sealed interface Tolerance {

  /** For each row. */
  List<Double> of(Exported exported, List<Map<String, Object>> rows);

  /** What an engine of SQL owes for a predictor. */
  static Tolerance of(Dialect dialect, Exported exported) {
    return dialect.functionsAgree() || !usesFunctions(dialect, exported.scorer())
        ? new None()
        : new OfFunctions();
  }

  private static boolean usesFunctions(Dialect dialect, Scorer scorer) {
    return scorer.response() instanceof Response.Exponential
        || scorer.definitions().stream()
            .anyMatch(
                each ->
                    each instanceof Definition.Logarithm
                        || (each instanceof Definition.Power power
                            && !dialect.powersAgree(power.exponent())));
  }

  /** Equal to the last bit. */
  record None() implements Tolerance {
    @Override
    public List<Double> of(Exported exported, List<Map<String, Object>> rows) {
      return Collections.nCopies(rows.size(), 0.0);
    }
  }

  /**
   * Logarithms, powers and exponentials that are right to a few units in the last place: of a sum
   * of n addends 2⁻⁵²·(n + 8)·Σ|addend|, and of its exponential so much of it and 8·2⁻⁵² more.
   */
  record OfFunctions() implements Tolerance {

    private static final double UNIT = 0x1p-52;
    private static final int FUNCTION = 8;

    @Override
    public List<Double> of(Exported exported, List<Map<String, Object>> rows) {
      Schema schema = exported.schema();
      Scorer scorer = exported.scorer();
      List<Scorer> addends = addends(scorer);
      double[] magnitudes = new double[rows.size()];
      java.util.Arrays.fill(magnitudes, Math.abs(scorer.intercept()));
      for (Scorer addend : addends) {
        List<Optional<Double>> values = Scores.of(addend, schema, rows);
        for (int row = 0; row < magnitudes.length; row++) {
          magnitudes[row] += Math.abs(values.get(row).orElse(0.0));
        }
      }
      List<Optional<Double>> predictions = Scores.of(scorer, schema, rows);
      List<Double> allowed = new ArrayList<>();
      for (int row = 0; row < magnitudes.length; row++) {
        double linear = UNIT * (addends.size() + FUNCTION) * magnitudes[row] + Double.MIN_NORMAL;
        double prediction = Math.abs(predictions.get(row).orElse(0.0));
        allowed.add(
            scorer.response() instanceof Response.Exponential
                ? prediction * (StrictMath.expm1(linear) + FUNCTION * UNIT) + Double.MIN_NORMAL
                : linear);
      }
      return allowed;
    }

    /** A predictor for each addend alone. */
    private static List<Scorer> addends(Scorer scorer) {
      List<Scorer> addends = new ArrayList<>();
      for (int term = 0; term < scorer.definitions().size(); term++) {
        addends.add(
            alone(
                scorer,
                List.of(scorer.definitions().get(term)),
                List.of(scorer.coefficients().get(term)),
                List.of()));
      }
      for (LevelEffects effects : scorer.categories()) {
        for (int carrier = 0; carrier <= effects.carriers().size(); carrier++) {
          addends.add(alone(scorer, List.of(), List.of(), List.of(alone(effects, carrier))));
        }
      }
      return addends;
    }

    private static Scorer alone(
        Scorer scorer,
        List<Definition> definitions,
        List<Double> coefficients,
        List<LevelEffects> effects) {
      return new Scorer(
          definitions, 0, coefficients, scorer.imputed(), effects, new Response.Identity());
    }

    private static LevelEffects alone(LevelEffects effects, int carrier) {
      Map<String, List<Double>> byLevel = new java.util.HashMap<>();
      effects.byLevel().forEach((level, each) -> byLevel.put(level, alone(each, carrier)));
      return new LevelEffects(
          effects.category(),
          carrier == 0 ? List.of() : List.of(effects.carriers().get(carrier - 1)),
          byLevel,
          effects.ofUnseen().isEmpty() ? List.of() : alone(effects.ofUnseen(), carrier),
          effects.missing());
    }

    private static List<Double> alone(List<Double> effect, int carrier) {
      return carrier == 0 ? List.of(effect.get(0)) : List.of(0.0, effect.get(carrier));
    }
  }
}
