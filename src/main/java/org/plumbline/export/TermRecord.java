package org.plumbline.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.plumbline.features.Definition;

/**
 * How a number is made from columns.
 *
 * @param function {@code number}, {@code log}, {@code log1p}, {@code power}, {@code product},
 *     {@code missing} (1 where what it is of is missing, else 0), {@code year-sine}, {@code
 *     year-cosine}
 * @param exponent of a power of (x − center)
 * @param center what is subtracted before the power is taken
 * @param of what a {@code missing} is of
 * @param imputed what stands in where it is missing; absent: there is no prediction then
 */
record TermRecord(
    String function,
    List<String> columns,
    OptionalInt exponent,
    OptionalDouble center,
    Optional<TermRecord> of,
    OptionalDouble imputed) {

  static final String NUMBER = "number";
  static final String POWER = "power";
  static final String PRODUCT = "product";
  static final String MISSING = "missing";

  static TermRecord of(Definition definition, Map<Definition, Double> imputed) {
    Double standIn = imputed.get(definition);
    OptionalDouble filled = standIn == null ? OptionalDouble.empty() : OptionalDouble.of(standIn);
    if (definition instanceof Definition.Power power) {
      return new TermRecord(
          POWER,
          power.columns(),
          OptionalInt.of(power.exponent()),
          OptionalDouble.of(power.center()),
          Optional.empty(),
          filled);
    }
    Optional<TermRecord> inner =
        definition instanceof Definition.MissingIndicator indicator
            ? Optional.of(of(indicator.of(), Map.of()))
            : Optional.empty();
    return new TermRecord(
        function(definition),
        definition.columns(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        inner,
        filled);
  }

  private static String function(Definition definition) {
    if (definition instanceof Definition.Logarithm logarithm) {
      return logarithm.of().word();
    }
    if (definition instanceof Definition.Product) {
      return PRODUCT;
    }
    if (definition instanceof Definition.MissingIndicator) {
      return MISSING;
    }
    if (definition instanceof Definition.YearCycle cycle) {
      return cycle.term();
    }
    if (definition instanceof Definition.NumberTerm) {
      return NUMBER;
    }
    throw new IllegalArgumentException(definition.term() + " is no term of a prediction");
  }
}
