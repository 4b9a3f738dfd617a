package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.features.DayRange;
import org.plumbline.features.EventDays;
import org.plumbline.features.EventTime;
import org.plumbline.features.Inputs;
import org.plumbline.features.Scorer;
import org.plumbline.model.Baseline;
import org.plumbline.model.Model;
import org.plumbline.model.Warning;
import org.plumbline.scan.Profile;
import org.plumbline.statistics.Distribution;
import org.plumbline.statistics.Distributions;
import org.plumbline.table.ScoreTable;
import org.plumbline.table.Snapshot;

/**
 * Reads the distributions of what a model scores, by day, in one pass, and measures how far they
 * are from those that it was trained on.
 */
final class Drifting {

  private final Run run;
  private final Specification.Monitoring monitoring;
  private final Specification.Scoring scoring;
  private final Model model;

  Drifting(Run run, Specification.Monitoring monitoring, Model model) {
    this.run = run;
    this.monitoring = monitoring;
    this.scoring = run.specification().scoring().orElseThrow();
    this.model = model;
  }

  /** How records name what is watched. */
  static String word(Specification.Watched of) {
    return of.name().toLowerCase(Locale.ROOT);
  }

  /** The days of the as-of date, all rows where the scoring table has no event time. */
  Drifted over(DayRange days) {
    Optional<Baseline> baseline = run.registry().baseline(model.id());
    if (baseline.isEmpty()) {
      return Drifted.unmeasured(0, "the champion has no baseline", List.of(withoutBaseline()));
    }
    SortedMap<Integer, Distributions> byDay =
        monitoring.of() == Specification.Watched.INPUTS ? inputs(days) : scores(days);
    if (byDay.isEmpty()) {
      return Drifted.unmeasured(0, "there are no rows of " + Days.words(days), List.of());
    }
    return new DriftMeasures(monitoring.thresholds(), reference(baseline.get())).of(byDay);
  }

  /** Inputs as in training, predictions as on the held-out rows of the first evaluation. */
  private Distributions reference(Baseline baseline) {
    SortedMap<String, Distribution> columns = new TreeMap<>(baseline.distributions().columns());
    run.registry()
        .baselineOfPredictions(model.id())
        .ifPresent(predictions -> columns.putAll(predictions.distributions().columns()));
    return new Distributions(columns);
  }

  private Warning withoutBaseline() {
    return new Warning(
        "no-baseline",
        List.of(),
        1,
        "%s has no baseline.json, for it was trained without monitoring; its inputs are compared with"
                .formatted(model.id())
            + " nothing until the next model reigns (retrain --refresh makes one).");
  }

  private SortedMap<Integer, Distributions> inputs(DayRange days) {
    Snapshot snapshot = Tables.pin(scoring.table(), run.workshop());
    Scorer scorer = ModelTerms.scorer(model, scoring.eventTime());
    Profile.Result found =
        Profile.run(
            run.workshop()::spark,
            new Profile.Request(
                snapshot,
                Inputs.of(scorer),
                Optional.of(scorer),
                scoring.eventTime().map(this::time),
                days));
    SortedMap<Integer, Distributions> byDay = new TreeMap<>();
    found
        .byDay()
        .forEach(
            (day, columns) ->
                byDay.put(
                    day == EventDays.NO_DAY ? days.last() : day,
                    with(columns, Baseline.PREDICTION, found.predictions().get(day))));
    return byDay;
  }

  private EventTime time(String column) {
    return new EventTime(column, run.specification().design().rule().timeZone());
  }

  private static Distributions with(Distributions of, String column, Distribution more) {
    SortedMap<String, Distribution> columns = new TreeMap<>(of.columns());
    columns.put(column, more);
    return new Distributions(columns);
  }

  /** Scores of D are of the day before. */
  private SortedMap<Integer, Distributions> scores(DayRange days) {
    Snapshot snapshot = Tables.pin(scoring.output(), run.workshop());
    Scorer scorer = ModelTerms.scorer(model, Optional.empty());
    Inputs carried = Inputs.of(scorer).among(scoring.carry());
    Profile.Result found =
        Profile.run(
            run.workshop()::spark,
            new Profile.Request(
                snapshot,
                withPredictions(carried),
                Optional.empty(),
                Optional.of(time(ScoreTable.AS_OF)),
                new DayRange(days.first() + 1, days.last() + 1)));
    SortedMap<Integer, Distributions> byDay = new TreeMap<>();
    found.byDay().forEach((asOf, columns) -> byDay.put(asOf - 1, columns));
    return byDay;
  }

  private static Inputs withPredictions(Inputs inputs) {
    List<String> numbers = new ArrayList<>(inputs.numbers());
    numbers.add(Baseline.PREDICTION);
    return new Inputs(numbers, inputs.categories());
  }
}
