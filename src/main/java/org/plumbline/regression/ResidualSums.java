package org.plumbline.regression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.plumbline.Failure;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Statistics;

/**
 * Σw·e and Σw·e² of the residuals e = y − ŷ of a linear predictor, exactly.
 *
 * <p>With vᵀz the residual of the numbers alone and e_l·u the effects of a row's level l on its
 * carriers u, Σw·e² = vᵀMv − 2·Σ e_lu·Σⱼ vⱼ·Σw·1_l·u·zⱼ + Σ e_lu·e_lu'·Σw·1_l·u·u', and twice the
 * products of the effects of each pair of levels that occurs.
 */
final class ResidualSums {
  private final LevelLayout layout;
  private final Levels levels;
  private final BigBinary[] residualMaker;
  private BigBinary squares = BigBinary.ZERO;
  private BigBinary sum = BigBinary.ZERO;

  /** A coefficient with the index of its carrier in the category, and in z. */
  private record Carried(int carrier, int column, BigBinary coefficient) {}

  private ResidualSums(LinearPredictor predictor, Statistics statistics) {
    layout = statistics.layout();
    levels = statistics.levels();
    residualMaker = residualMaker(predictor, statistics.moments());
  }

  static ResidualSums of(LinearPredictor predictor, Statistics statistics) {
    ResidualSums sums = new ResidualSums(predictor, statistics);
    sums.addNumbers(statistics.moments());
    Map<Integer, Map<String, List<Carried>>> effects = new HashMap<>();
    for (CategoryEffects category : predictor.categories()) {
      int index = sums.layout.indexOf(category.category());
      effects.put(index, sums.effects(index, category));
      effects.get(index).forEach((level, effect) -> sums.addLevel(index, level, effect));
    }
    for (int first : effects.keySet()) {
      for (int second : effects.keySet()) {
        if (first < second) {
          sums.addPairs(first, effects.get(first), second, effects.get(second));
        }
      }
    }
    return sums;
  }

  /** Σw·e². */
  BigBinary squares() {
    return squares;
  }

  /** Σw·e. */
  BigBinary sum() {
    return sum;
  }

  /** v with vᵀz = y − ŷ, but for the effects of levels. */
  private static BigBinary[] residualMaker(LinearPredictor predictor, Moments moments) {
    int label = moments.columns().size();
    BigBinary[] v = new BigBinary[label + 1];
    v[0] = BigBinary.of(-predictor.intercept());
    for (int k = 1; k < label; k++) {
      v[k] =
          BigBinary.of(-predictor.coefficients().getOrDefault(moments.columns().get(k - 1), 0.0));
    }
    v[label] = BigBinary.ONE;
    TreeSet<String> unknown = new TreeSet<>(predictor.coefficients().keySet());
    moments.columns().subList(0, label - 1).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw lacking(unknown);
    }
    return v;
  }

  private static Failure lacking(Object terms) {
    return new Failure(
        Failure.Kind.INTERNAL, "the statistics lack the predictor's terms " + terms, "");
  }

  private void addNumbers(Moments moments) {
    for (int i = 0; i < residualMaker.length; i++) {
      BigBinary inner = BigBinary.ZERO;
      for (int j = 0; j < residualMaker.length; j++) {
        if (residualMaker[j].signum() != 0) {
          inner = inner.plus(moments.at(i, j).toBigBinary().times(residualMaker[j]));
        }
      }
      squares = squares.plus(inner.times(residualMaker[i]));
      sum = i == 0 ? inner : sum;
    }
  }

  /** The effects, other than 0, of the levels that occur. */
  private Map<String, List<Carried>> effects(int category, CategoryEffects of) {
    Map<String, List<Carried>> all = new HashMap<>();
    for (String level : levels.levels(category)) {
      List<Carried> effect = new ArrayList<>();
      of.effect(level)
          .forEach(
              (carrier, coefficient) -> {
                if (coefficient != 0) {
                  effect.add(carried(category, carrier, coefficient));
                }
              });
      if (!effect.isEmpty()) {
        all.put(level, effect);
      }
    }
    return all;
  }

  private Carried carried(int category, String carrier, double coefficient) {
    if (carrier.equals(Term.CONSTANT)) {
      return new Carried(0, 0, BigBinary.of(coefficient));
    }
    int index = layout.categories().get(category).carriers().indexOf(carrier);
    if (index < 0) {
      throw lacking(List.of(layout.categories().get(category).name() + ":" + carrier));
    }
    return new Carried(index + 1, layout.columns().indexOf(carrier) + 1, BigBinary.of(coefficient));
  }

  private void addLevel(int category, String level, List<Carried> effect) {
    for (Carried one : effect) {
      BigBinary inner = BigBinary.ZERO;
      for (int j = 0; j < residualMaker.length; j++) {
        if (residualMaker[j].signum() != 0) {
          inner = inner.plus(at(category, level, one, j).times(residualMaker[j]));
        }
      }
      BigBinary twice = inner.scaled(1);
      for (Carried other : effect) {
        twice = twice.minus(at(category, level, one, other.column()).times(other.coefficient()));
      }
      squares = squares.minus(twice.times(one.coefficient()));
      sum = sum.minus(at(category, level, one, 0).times(one.coefficient()));
    }
  }

  private BigBinary at(int category, String level, Carried carried, int column) {
    return levels.at(category, level, carried.carrier(), column).toBigBinary();
  }

  private void addPairs(
      int first,
      Map<String, List<Carried>> firstEffects,
      int second,
      Map<String, List<Carried>> secondEffects) {
    for (Levels.Pair pair : levels.pairs(first, second)) {
      for (Carried one : firstEffects.getOrDefault(pair.first(), List.of())) {
        for (Carried other : secondEffects.getOrDefault(pair.second(), List.of())) {
          BigBinary product =
              levels.pair(first, second, pair, one.carrier(), other.carrier()).toBigBinary();
          squares =
              squares.plus(product.times(one.coefficient()).times(other.coefficient()).scaled(1));
        }
      }
    }
  }
}
