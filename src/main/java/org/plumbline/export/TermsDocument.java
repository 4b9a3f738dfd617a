package org.plumbline.export;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.plumbline.Failure;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;
import org.plumbline.features.Definition;
import org.plumbline.features.EventTime;
import org.plumbline.features.LevelEffects;
import org.plumbline.features.MissingLevels;
import org.plumbline.features.Response;
import org.plumbline.features.Scorer;

/**
 * A predictor as flat terms, for other languages: {@code export --format json}. The prediction is
 * the response to intercept + Σ coefficient · value of each term, in order, + for each category, in
 * order, its level's effects: a constant, then slope · value for each carrier; each product and
 * each sum rounded to a double.
 *
 * @param timeZone decides the day of timestamps with zone, where a term reads days
 * @param response {@code identity}, or {@code exponential}: exp(sum) · smearing
 */
record TermsDocument(
    int formatVersion,
    String name,
    String model,
    LocalDate asOf,
    String label,
    List<Field> columns,
    Optional<String> timeZone,
    double intercept,
    List<Addend> terms,
    List<Category> categories,
    String response,
    OptionalDouble smearing) {

  private static final int VERSION = 1;

  /** A term and its coefficient. */
  record Addend(String term, TermRecord value, double coefficient) {}

  /**
   * A category.
   *
   * @param function "level" of a column, {@code day-of-week} or {@code month}
   * @param carriers what has slopes within the levels
   * @param levels of each level its constant, then a slope for each carrier
   * @param unseen the same for other levels; absent: there is no prediction
   * @param missing "level" where a null, and the text {@code (missing)}, is a level as any other;
   *     else there is no prediction
   */
  record Category(
      String category,
      String function,
      String column,
      List<TermRecord> carriers,
      Map<String, List<Double>> levels,
      Optional<List<Double>> unseen,
      String missing) {}

  static TermsDocument of(Exported exported) {
    Scorer scorer = exported.scorer();
    List<Addend> terms = new ArrayList<>();
    for (int term = 0; term < scorer.definitions().size(); term++) {
      Definition definition = scorer.definitions().get(term);
      terms.add(
          new Addend(
              definition.term(),
              TermRecord.of(definition, scorer.imputed()),
              scorer.coefficients().get(term)));
    }
    Response response = scorer.response();
    return new TermsDocument(
        VERSION,
        exported.name(),
        exported.model(),
        exported.asOf(),
        exported.label(),
        exported.schema().fields(),
        zone(scorer).map(ZoneId::getId),
        scorer.intercept(),
        terms,
        scorer.categories().stream().map(each -> category(each, scorer.imputed())).toList(),
        response instanceof Response.Exponential ? "exponential" : "identity",
        response instanceof Response.Exponential exponential
            ? OptionalDouble.of(exponential.smearing())
            : OptionalDouble.empty());
  }

  private static Optional<ZoneId> zone(Scorer scorer) {
    List<Optional<EventTime>> times = new ArrayList<>();
    scorer.definitions().forEach(each -> times.add(each.eventTime()));
    scorer.categories().forEach(each -> times.add(each.category().eventTime()));
    return times.stream().flatMap(Optional::stream).map(EventTime::zone).findFirst();
  }

  private static Category category(LevelEffects effects, Map<Definition, Double> imputed) {
    return new Category(
        effects.category().name(),
        CategoryFunction.word(effects.category()),
        effects.category().columns().get(0),
        effects.carriers().stream().map(each -> TermRecord.of(each, imputed)).toList(),
        new TreeMap<>(effects.byLevel()),
        effects.ofUnseen().isEmpty() ? Optional.empty() : Optional.of(effects.ofUnseen()),
        effects.missing() == MissingLevels.LEVEL ? "level" : "refuse");
  }

  /**
   * The predictor again.
   *
   * @throws Failure UNSUPPORTED for a document of a later version, IO for one that contradicts
   *     itself, DATA for a column that is absent or of a type that cannot be meant
   */
  Exported exported(String place) {
    if (formatVersion != VERSION) {
      throw new Failure(
          Failure.Kind.UNSUPPORTED,
          place + ": format version " + formatVersion + " is not known here",
          "Read it with the version that exported it.");
    }
    TermReading reading = new TermReading(place, timeZone.map(ZoneId::of));
    List<Definition> definitions = new ArrayList<>();
    Map<Definition, Double> imputed = new HashMap<>();
    for (Addend term : terms) {
      definitions.add(reading.definition(term.value(), imputed));
    }
    List<LevelEffects> effects = new ArrayList<>();
    for (Category each : categories) {
      effects.add(
          new LevelEffects(
              reading.category(each.function(), each.column()),
              each.carriers().stream()
                  .map(carrier -> reading.definition(carrier, imputed))
                  .toList(),
              each.levels(),
              each.unseen().orElse(List.of()),
              each.missing().equals("level") ? MissingLevels.LEVEL : MissingLevels.FAIL));
    }
    Scorer scorer =
        new Scorer(
            definitions,
            intercept,
            terms.stream().map(Addend::coefficient).toList(),
            imputed,
            effects,
            reading.response(response, smearing));
    Schema schema = new Schema(columns);
    scorer.check(schema, schema.names());
    return Exported.of(name, model, asOf, label, schema, scorer);
  }
}
