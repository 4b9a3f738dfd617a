package org.plumbline.cycle;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.plumbline.features.CategoryColumns;
import org.plumbline.features.Definition;
import org.plumbline.features.EventTime;
import org.plumbline.features.Feature;
import org.plumbline.features.Features;
import org.plumbline.features.LabelTransform;
import org.plumbline.features.LevelEffects;
import org.plumbline.features.MissingLevels;
import org.plumbline.features.Response;
import org.plumbline.features.Scorer;
import org.plumbline.features.UnseenLevels;
import org.plumbline.model.Model;
import org.plumbline.regression.CategoryEffects;
import org.plumbline.regression.CategoryLevels;
import org.plumbline.regression.Encoding;
import org.plumbline.regression.LinearPredictor;
import org.plumbline.regression.Term;

/** From a kept model back to what it computes. */
public final class ModelTerms {

  static final String INTERCEPT = "intercept";

  private final Model model;
  private final List<Feature> features;
  private final Encoding encoding;
  private final LinearPredictor predictor;

  private ModelTerms(Model model) {
    this.model = model;
    features = KeptFeatures.of(model);
    encoding = Encoding.of(TermSources.of(features), levels(), imputed());
    LinearPredictor fitted = LinearPredictor.of(encoding, intercept(model), coefficients(model));
    predictor =
        new LinearPredictor(
            fitted.intercept(),
            fitted.coefficients(),
            fitted.categories().stream().map(this::standingIn).toList());
  }

  /** Its terms, in the order of its coefficients behind the intercept. */
  public static List<Term> terms(Model model) {
    return new ModelTerms(model).encoding.terms();
  }

  /** Its columns of z, in the order of its features. */
  static List<Definition> definitions(Model model) {
    return Features.definitions(KeptFeatures.of(model));
  }

  /** Its categories, with what varies within their levels. */
  static List<CategoryColumns> categories(Model model) {
    return Features.categories(KeptFeatures.of(model));
  }

  /** What of the label it is a fit of. */
  static LabelTransform labelTransform(Model model) {
    return model.labelTransform().isPresent() ? LabelTransform.LOG : LabelTransform.NONE;
  }

  /**
   * What predicts for a table of rows.
   *
   * @param eventTime of that table, for calendar terms
   */
  public static Scorer scorer(Model model, Optional<String> eventTime) {
    Scorer plain = new ModelTerms(model).scorer(Unseen.AS_CONFIGURED);
    Scorer dated = eventTime.map(column -> dated(plain, model, column)).orElse(plain);
    return dated.withResponse(published(model));
  }

  /** What scores make of a prediction on the scale of the fit. */
  static Response published(Model model) {
    return model.smearing().isPresent()
        ? new Response.Exponential(model.smearing().getAsDouble())
        : new Response.Identity();
  }

  /**
   * What is judged on held-out rows: on the scale of the fit, and with a stand-in for levels that
   * training did not have, as {@link #predictor} has it.
   */
  static Scorer judged(Model model) {
    return new ModelTerms(model).scorer(Unseen.STOOD_IN_FOR);
  }

  /**
   * The same from statistics. An unseen level is as the pooled ones or as the reference; it is as
   * the reference where scoring would refuse it, since sums do not tell which rows to leave out.
   */
  static LinearPredictor predictor(Model model) {
    return new ModelTerms(model).predictor;
  }

  private enum Unseen {
    AS_CONFIGURED,
    STOOD_IN_FOR
  }

  private static Scorer dated(Scorer scorer, Model model, String column) {
    return scorer.datedBy(new EventTime(column, ZoneId.of(model.rowRule().timeZone())));
  }

  private List<CategoryLevels> levels() {
    List<CategoryLevels> levels = new ArrayList<>();
    for (int k = 0; k < features.size(); k++) {
      Model.Feature record = model.features().get(k);
      if (features.get(k) instanceof Feature.Levels feature) {
        levels.add(
            new CategoryLevels(
                feature.name(),
                record.levels().orElseThrow(),
                record.reference(),
                new TreeSet<>(record.pooled().orElseThrow())));
      }
    }
    return levels;
  }

  private Map<String, Double> imputed() {
    Map<String, Double> imputed = new LinkedHashMap<>();
    imputedDefinitions().forEach((definition, value) -> imputed.put(definition.term(), value));
    return imputed;
  }

  private Map<Definition, Double> imputedDefinitions() {
    Map<Definition, Double> imputed = new LinkedHashMap<>();
    for (int k = 0; k < features.size(); k++) {
      Model.Feature record = model.features().get(k);
      if (record.imputed().isPresent()) {
        imputed.put(features.get(k).definitions().get(0), record.imputed().getAsDouble());
      }
    }
    return imputed;
  }

  /** With the reference's effect for unseen levels where the feature says so, pooled or not. */
  private CategoryEffects standingIn(CategoryEffects effects) {
    Feature.Levels feature = feature(effects.category());
    CategoryLevels decided = FeatureRecords.levels(feature.category(), encoding);
    boolean pooled = feature.unseen() == UnseenLevels.POOLED && !decided.pooled().isEmpty();
    Optional<String> standIn = pooled ? decided.pooled().stream().findFirst() : decided.reference();
    return new CategoryEffects(
        effects.category(),
        effects.levels(),
        Optional.of(
            standIn.map(level -> effects.levels().getOrDefault(level, Map.of())).orElse(Map.of())));
  }

  private Feature.Levels feature(String category) {
    return features.stream()
        .filter(feature -> feature instanceof Feature.Levels && feature.name().equals(category))
        .map(Feature.Levels.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private Scorer scorer(Unseen unseen) {
    Map<String, Double> values = coefficients(model);
    List<Definition> definitions = new ArrayList<>();
    for (Feature feature : features) {
      if (feature instanceof Feature.Numeric || feature instanceof Feature.YearCycle) {
        feature.definitions().stream()
            .filter(definition -> values.containsKey(definition.term()))
            .forEach(definitions::add);
      }
    }
    return new Scorer(
        definitions,
        predictor.intercept(),
        definitions.stream().map(each -> values.get(each.term())).toList(),
        imputedDefinitions(),
        predictor.categories().stream().map(effects -> effects(effects, unseen)).toList(),
        new Response.Identity());
  }

  private LevelEffects effects(CategoryEffects effects, Unseen unseen) {
    Feature.Levels feature = feature(effects.category());
    List<Definition> carriers =
        features.stream()
            .filter(
                each ->
                    each instanceof Feature.Slopes slopes
                        && slopes.category().equals(feature.category()))
            .map(each -> ((Feature.Slopes) each).number())
            .distinct()
            .toList();
    Map<String, List<Double>> byLevel = new HashMap<>();
    effects.levels().forEach((level, effect) -> byLevel.put(level, effect(effect, carriers)));
    boolean refused = unseen == Unseen.AS_CONFIGURED && refuses(feature);
    return new LevelEffects(
        feature.category(),
        carriers,
        byLevel,
        refused ? List.of() : effect(effects.unseen().orElseThrow(), carriers),
        unseen == Unseen.STOOD_IN_FOR ? MissingLevels.LEVEL : feature.missing());
  }

  /** Where no level was pooled there is nothing that an unseen one could be as. */
  private boolean refuses(Feature.Levels feature) {
    return switch (feature.unseen()) {
      case REFUSE -> true;
      case POOLED -> FeatureRecords.levels(feature.category(), encoding).pooled().isEmpty();
      case REFERENCE -> false;
    };
  }

  private static List<Double> effect(Map<String, Double> effect, List<Definition> carriers) {
    List<Double> values = new ArrayList<>();
    values.add(effect.getOrDefault(Term.CONSTANT, 0.0));
    carriers.forEach(carrier -> values.add(effect.getOrDefault(carrier.term(), 0.0)));
    return values;
  }

  private static double intercept(Model model) {
    return model.coefficients().stream()
        .filter(coefficient -> coefficient.kind().equals(INTERCEPT))
        .mapToDouble(Model.Coefficient::value)
        .findFirst()
        .orElse(0);
  }

  private static Map<String, Double> coefficients(Model model) {
    Map<String, Double> values = new HashMap<>();
    for (Model.Coefficient coefficient : model.coefficients()) {
      if (!coefficient.kind().equals(INTERCEPT)) {
        values.put(coefficient.term(), coefficient.value());
      }
    }
    return values;
  }
}
