package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.Failure;
import org.plumbline.features.CategoryColumns;
import org.plumbline.features.DayRange;
import org.plumbline.features.Definition;
import org.plumbline.features.RowRule;
import org.plumbline.model.CycleFolder;
import org.plumbline.model.FormatVersion;
import org.plumbline.model.Model;
import org.plumbline.model.ScoresRecord;
import org.plumbline.model.TableInput;
import org.plumbline.model.Warning;
import org.plumbline.scan.Relation;
import org.plumbline.scan.Rewrite;
import org.plumbline.table.DayPublication;
import org.plumbline.table.ScoreTable;
import org.plumbline.table.Snapshot;

/**
 * Writes the bulk scores of a day, once. A day holds the scores of exactly one model: the same run
 * again adds nothing, another model's leaves it alone unless it replaces it.
 */
final class Score {

  private static final Set<String> OUTPUTS = Set.of("prediction", "model_id", "as_of");

  private final Run run;
  private final CycleFolder folder;
  private final Specification.Scoring scoring;
  private final ScoreTable.Replace replace;

  Score(Run run, CycleFolder folder, Specification.Scoring scoring, ScoreTable.Replace replace) {
    this.run = run;
    this.folder = folder;
    this.scoring = scoring;
    this.replace = replace;
  }

  /** The record of the stage: the one that is there, or a new one. */
  ScoresRecord run(String model) {
    return folder
        .scores()
        .orElseGet(
            () ->
                run.stage(
                    "score",
                    "scores of " + scoring.table().path() + " by " + model,
                    () -> folder.create(score(run.registry().requireModel(model))),
                    Score::told));
  }

  private static String told(ScoresRecord record) {
    return record
        .scores()
        .map(scores -> String.format(Locale.ROOT, "%,d rows written", scores.rows()))
        .or(record::skipped)
        .orElse("");
  }

  private ScoresRecord score(Model model) {
    checkCarry(scoring);
    Snapshot snapshot = ofDay(Tables.pin(scoring.table(), run.workshop()));
    ModelTerms.scorer(model, scoring.eventTime())
        .check(snapshot.schema(), snapshot.partitionColumns());
    ScoreTable output = ScoringCheck.output(run, scoring, snapshot);
    Optional<DayPublication> there = output.published(asOf());
    if (there.isPresent() && replace == ScoreTable.Replace.KEEP) {
      return left(model, snapshot, there.get());
    }
    return written(model, snapshot, output);
  }

  /** A relation without the rows of other days; any other table as it is. */
  private Snapshot ofDay(Snapshot table) {
    return day(scoring, run.specification().design().rule(), asOf())
        .map(
            event ->
                Relation.within(
                    table, event.column(), event.zone(), new DayRange(event.day(), event.day())))
        .orElse(table);
  }

  /** What is published stays; it is ours where it is the same model's. */
  private ScoresRecord left(Model model, Snapshot snapshot, DayPublication there) {
    TableInput input = input(snapshot, OptionalLong.empty(), OptionalLong.empty());
    if (there.model().equals(model.id())) {
      return record(model, input, Optional.of(published(there)), Optional.empty(), List.of());
    }
    return record(
        model,
        input,
        Optional.empty(),
        Optional.of(
            "the scores of "
                + asOf()
                + " are published by "
                + there.model()
                + " already and stay; score --replace replaces them"),
        List.of());
  }

  private ScoresRecord written(Model model, Snapshot snapshot, ScoreTable output) {
    Rewrite.Written written = Rewrite.run(run.workshop().spark(), request(model, snapshot, output));
    TableInput input =
        input(
            snapshot,
            snapshot.isRelation() ? OptionalLong.empty() : OptionalLong.of(written.bytesRead()),
            OptionalLong.of(written.rows()));
    if (written.rows() == 0) {
      return record(
          model,
          input,
          Optional.empty(),
          Optional.of(
              snapshot.label()
                  + scoring
                      .eventTime()
                      .map(column -> " has no rows of " + asOf().minusDays(1) + " by " + column)
                      .orElse(" has no rows")),
          List.of());
    }
    DayPublication publication =
        output.publish(
            asOf(), model.id(), run.id(), written.files(), metadata(model, snapshot), replace);
    if (!publication.model().equals(model.id())) {
      return left(model, snapshot, publication);
    }
    return record(
        model, input, Optional.of(published(publication)), Optional.empty(), warnings(written));
  }

  private Rewrite.Request request(Model model, Snapshot snapshot, ScoreTable output) {
    RowRule rule = run.specification().design().rule();
    return new Rewrite.Request(
        snapshot,
        ModelTerms.scorer(model, scoring.eventTime()),
        model.id(),
        scoring.carry(),
        day(scoring, rule, asOf()),
        mayBeMissing(model, rule),
        output.stagingPrefix(asOf(), run.id()));
  }

  /** The day whose rows are scored; empty: all rows. */
  static Optional<Rewrite.EventDay> day(
      Specification.Scoring scoring, RowRule rule, LocalDate asOf) {
    return scoring
        .eventTime()
        .map(column -> new Rewrite.EventDay(column, rule.timeZone(), Days.of(asOf) - 1));
  }

  /** The terms of whose missing or infinite values a null prediction is written: as of today. */
  private static Set<String> mayBeMissing(Model model, RowRule rule) {
    Set<String> names = new TreeSet<>();
    for (Definition definition : ModelTerms.definitions(model)) {
      if (rule.drops(definition)) {
        names.add(definition.term());
      }
    }
    for (CategoryColumns columns : ModelTerms.categories(model)) {
      if (rule.droppers().containsAll(columns.category().columns())) {
        names.add(columns.category().name());
      }
    }
    return names;
  }

  private Map<String, String> metadata(Model model, Snapshot snapshot) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("run-id", run.id());
    metadata.put("model", model.id());
    metadata.put("input", snapshot.root());
    snapshot.version().ifPresent(version -> metadata.put("input-version", Long.toString(version)));
    return metadata;
  }

  private static List<Warning> warnings(Rewrite.Written written) {
    List<Warning> warnings = new ArrayList<>();
    if (written.unscored() > 0) {
      warnings.add(
          new Warning(
              "dropped",
              List.of(),
              written.unscored(),
              written.unscored()
                  + " rows are scored with a null prediction, since a feature is missing."));
    }
    written
        .substituted()
        .forEach(
            (what, rows) ->
                warnings.add(
                    new Warning(what.kind(), List.of(what.column()), rows, what.sentence(rows))));
    return warnings;
  }

  private ScoresRecord record(
      Model model,
      TableInput input,
      Optional<ScoresRecord.Published> published,
      Optional<String> skipped,
      List<Warning> warnings) {
    return new ScoresRecord(
        FormatVersion.CURRENT,
        asOf(),
        Optional.of(model.id()),
        Optional.of(input),
        published,
        skipped,
        warnings);
  }

  private ScoresRecord.Published published(DayPublication publication) {
    return new ScoresRecord.Published(
        scoring.output().path(), publication.rows(), publication.version());
  }

  private static TableInput input(Snapshot snapshot, OptionalLong bytes, OptionalLong rows) {
    return new TableInput(
        Tables.format(snapshot.format()),
        snapshot.root(),
        snapshot.version(),
        snapshot.fileCount(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        bytes,
        OptionalLong.empty(),
        rows,
        OptionalLong.empty());
  }

  private LocalDate asOf() {
    return folder.id().asOf();
  }

  /**
   * @throws Failure CONFIGURATION where a carried column has the name of an output column
   */
  static void checkCarry(Specification.Scoring scoring) {
    for (String column : scoring.carry()) {
      if (OUTPUTS.contains(column)) {
        throw new Failure(
            Failure.Kind.CONFIGURATION,
            "scoring.carry names " + column + ", which is a column of the scores themselves",
            "Leave it out, or rename it in a view of the table.");
      }
    }
  }
}
