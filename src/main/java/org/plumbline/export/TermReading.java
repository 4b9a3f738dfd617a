package org.plumbline.export;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.Failure;
import org.plumbline.features.Category;
import org.plumbline.features.Definition;
import org.plumbline.features.EventTime;
import org.plumbline.features.Response;

/** From what {@link TermsDocument} says back to definitions. */
record TermReading(String place, Optional<ZoneId> zone) {

  /**
   * @param imputed takes what stands in for it
   * @throws Failure UNSUPPORTED for a function that is not known
   */
  Definition definition(TermRecord term, Map<Definition, Double> imputed) {
    Definition definition = definition(term);
    term.imputed().ifPresent(value -> imputed.put(definition, value));
    return definition;
  }

  private Definition definition(TermRecord term) {
    return switch (term.function()) {
      case TermRecord.NUMBER -> new Definition.NumberTerm(column(term, 0));
      case TermRecord.POWER ->
          new Definition.Power(
              column(term, 0), term.exponent().orElseThrow(), term.center().orElse(0));
      case TermRecord.PRODUCT -> new Definition.Product(column(term, 0), column(term, 1));
      case TermRecord.MISSING ->
          new Definition.MissingIndicator(
              definition(term.of().orElseThrow(() -> contradicts("missing, of nothing"))));
      case "log" -> new Definition.Logarithm(column(term, 0), Definition.LogarithmOf.VALUE);
      case "log1p" ->
          new Definition.Logarithm(column(term, 0), Definition.LogarithmOf.VALUE_PLUS_ONE);
      case "year-sine" -> new Definition.YearCycle(time(column(term, 0)), Definition.Wave.SINE);
      case "year-cosine" -> new Definition.YearCycle(time(column(term, 0)), Definition.Wave.COSINE);
      default -> throw unknown("function", term.function());
    };
  }

  Category category(String function, String column) {
    return CategoryFunction.part(function)
        .<Category>map(part -> new Category.OfCalendar(part, time(column)))
        .orElseGet(
            () -> {
              if (!function.equals(CategoryFunction.LEVEL)) {
                throw unknown("function", function);
              }
              return new Category.OfColumn(column);
            });
  }

  Response response(String word, OptionalDouble smearing) {
    return switch (word) {
      case "identity" -> new Response.Identity();
      case "exponential" ->
          new Response.Exponential(
              smearing.orElseThrow(() -> contradicts("exponential, without smearing")));
      default -> throw unknown("response", word);
    };
  }

  private String column(TermRecord term, int place) {
    if (place >= term.columns().size()) {
      throw contradicts(term.function() + " of " + term.columns().size() + " columns");
    }
    return term.columns().get(place);
  }

  private EventTime time(String column) {
    return new EventTime(column, zone.orElseThrow(() -> contradicts("days, without a time zone")));
  }

  private Failure unknown(String what, String word) {
    return new Failure(
        Failure.Kind.UNSUPPORTED,
        place + ": the " + what + " " + word + " is not known here",
        "Read it with the version that exported it.");
  }

  private Failure contradicts(String what) {
    return new Failure(
        Failure.Kind.IO, place + ": it contradicts itself: " + what, "Export the model again.");
  }
}
