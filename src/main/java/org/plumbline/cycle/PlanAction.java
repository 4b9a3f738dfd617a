package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.LabelTransform;
import org.plumbline.model.Champions;
import org.plumbline.model.CycleFolder;
import org.plumbline.model.Layout;
import org.plumbline.model.Policy;
import org.plumbline.regression.ErrorKind;
import org.plumbline.regression.Penalty;
import org.plumbline.scan.ReadPlan;
import org.plumbline.scan.Rewrite;
import org.plumbline.scan.RowScores;
import org.plumbline.scan.Smearing;
import org.plumbline.statistics.HeteroskedasticKind;
import org.plumbline.statistics.Precision;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/** What {@code retrain} would do, found out without reading data or writing anything. */
final class PlanAction {

  private static final String SEARCH_NOTE =
      "All rows are read at every step by MLlib's l-bfgs, since training.solver = lbfgs; no"
          + " statistics are kept, and held-out rows are read to judge the model.";

  private final Run run;
  private final When when;
  private final Specification specification;

  PlanAction(Run run, When when) {
    this.run = run;
    this.when = when;
    this.specification = run.specification();
  }

  Plan plan() {
    Opening opening = new Opening(run, when);
    Optional<CycleFolder> known = when.asOf().flatMap(opening::joinable);
    Snapshot table =
        known
            .flatMap(CycleFolder::snapshot)
            .map(pinned -> pinned.training())
            .orElseGet(opening::pin);
    LocalDate asOf = when.asOf().orElseGet(() -> opening.newest(table));
    Optional<CycleFolder> joined = known.or(() -> opening.joinable(asOf));
    Snapshot training =
        joined
            .flatMap(CycleFolder::snapshot)
            .map(pinned -> pinned.training())
            .orElseGet(() -> Tables.within(table, specification, asOf));

    Design design = specification.design();
    Tables.checkTraining(specification, training);
    DayRange window = Train.window(specification, asOf);
    ReadPlan read = run.gathering().plan(training, design, window);
    boolean fromRows = specification.solver() == Specification.Solver.LBFGS;
    Forecast forecast =
        fromRows ? run.gathering().forecastOfSearch(read) : run.gathering().forecast(read);
    forecast.refuse();
    Champions champions = run.championsBefore();
    Optional<Comparison> comparison = comparison(champions, training);
    return new Plan(
        specification.name(),
        asOf,
        joined
            .map(folder -> folder.id().number())
            .orElseGet(() -> run.registry().next(asOf).number()),
        joined.isPresent(),
        Optional.of(fromRows ? rows(read) : reading(read)),
        specification.fitting().errors().fromRows().map(kind -> rows(read)),
        comparison.flatMap(each -> comparison(each, training, window)),
        evaluation(training, window),
        specification.scoring().map(scoring -> scoringReading(scoring, asOf)),
        computing(read, forecast),
        stages(joined, champions),
        rules(specification.policy()),
        writes(asOf),
        fromRows
            ? List.of(SEARCH_NOTE)
            : notes(read, comparison, errorsNote(read), forecast.doubts()));
  }

  private static Plan.Reading reading(ReadPlan read) {
    return new Plan.Reading(
        Tables.format(read.snapshot().format()) + " " + read.snapshot().label(),
        read.snapshot().root(),
        bound(read.window(), read.window().first()),
        bound(read.window(), read.window().last()),
        read.snapshot().isRelation() ? 0 : read.toRead().size() + read.reused().size(),
        read.snapshot().isRelation() ? 0 : read.toRead().size(),
        read.reused().size(),
        read.toRead().stream().mapToLong(DataFile::size).sum(),
        OptionalLong.of(read.storeBytesRead()));
  }

  private static Optional<LocalDate> bound(DayRange range, int day) {
    boolean unbounded =
        range.equals(DayRange.ALL) || (day == range.first() && Days.first(range).isEmpty());
    return unbounded ? Optional.empty() : Optional.of(Days.date(day));
  }

  /** How today's champion would be judged; its challenger has the terms of today. */
  private Optional<Comparison> comparison(Champions champions, Snapshot training) {
    return champions
        .model()
        .map(run.registry()::requireModel)
        .map(champion -> Comparison.beside(specification.design(), training.schema(), champion));
  }

  /** Statistics beyond those of the fit, where the champion needs them. */
  private Optional<Plan.Reading> comparison(
      Comparison comparison, Snapshot training, DayRange window) {
    return comparison.design().equals(specification.design())
        ? Optional.empty()
        : Optional.of(reading(run.gathering().plan(training, comparison.design(), window)));
  }

  /** The files whose held-out rows are read, for absolute errors and charts. */
  private Optional<Plan.Reading> evaluation(Snapshot training, DayRange window) {
    if (specification.evaluationDays() == 0) {
      return Optional.empty();
    }
    DayRange recent = Days.recent(window, specification.evaluationDays());
    ReadPlan holding = run.gathering().plan(training, specification.design(), recent);
    return Optional.of(rows(holding));
  }

  /** The files that may hold rows of the days, stored statistics or not. */
  private static Plan.Reading rows(ReadPlan holding) {
    DayRange days = holding.window();
    List<DataFile> files = new ArrayList<>(holding.toRead());
    holding.reused().forEach(statistics -> files.add(statistics.file()));
    return rows(holding.snapshot(), bound(days, days.first()), bound(days, days.last()), files);
  }

  private Plan.Reading scoringReading(Specification.Scoring scoring, LocalDate asOf) {
    Snapshot table = ScoringCheck.check(run, scoring);
    Optional<LocalDate> day = scoring.eventTime().map(column -> asOf.minusDays(1));
    return rows(
        table,
        day,
        day,
        Rewrite.files(table, Score.day(scoring, specification.design().rule(), asOf)));
  }

  /** Rows that are read whatever the store holds. */
  private static Plan.Reading rows(
      Snapshot table,
      Optional<LocalDate> firstDay,
      Optional<LocalDate> lastDay,
      List<DataFile> files) {
    return new Plan.Reading(
        Tables.format(table.format()) + " " + table.label(),
        table.root(),
        firstDay,
        lastDay,
        table.isRelation() ? 0 : files.size(),
        table.isRelation() ? 0 : files.size(),
        0,
        files.stream().mapToLong(DataFile::size).sum(),
        OptionalLong.empty());
  }

  private Plan.Computing computing(ReadPlan read, Forecast forecast) {
    Memory memory = forecast.memory();
    return new Plan.Computing(
        solver(),
        read.precision().name().toLowerCase(Locale.ROOT),
        read.design().definitions().size(),
        forecast.ofDriver().likely(),
        memory.driverHeap(),
        forecast.ofTask().likely(),
        memory.tasksAtOnce(),
        memory.executorHeap(),
        forecast.results().likely(),
        memory.mostResults() == Long.MAX_VALUE
            ? OptionalLong.empty()
            : OptionalLong.of(memory.mostResults()));
  }

  private String solver() {
    if (specification.solver() == Specification.Solver.LBFGS) {
      return RowTraining.SOLVER;
    }
    Penalty penalty = specification.fitting().penalizing().penalty();
    if (penalty.single().isEmpty()) {
      return "cross-validated elastic-net";
    }
    return penalty.equals(Penalty.NONE) ? "least-squares" : "elastic-net";
  }

  private List<Plan.Stage> stages(Optional<CycleFolder> joined, Champions champions) {
    List<Plan.Stage> stages = new ArrayList<>();
    stages.add(stage("train", joined.flatMap(CycleFolder::train).isPresent(), "fit a challenger"));
    stages.add(
        stage(
            "evaluate",
            joined.flatMap(CycleFolder::evaluation).isPresent(),
            champions
                .model()
                .map(champion -> "judge it beside " + champion)
                .orElse("judge it; there is no champion yet")));
    stages.add(
        stage("promote", joined.flatMap(CycleFolder::decision).isPresent(), "apply the policy"));
    stages.add(
        specification
            .scoring()
            .map(
                scoring ->
                    stage(
                        "score",
                        joined.flatMap(CycleFolder::scores).isPresent(),
                        "with the champion, to " + scoring.output().path()))
            .orElse(new Plan.Stage("score", "skip", "not configured")));
    stages.add(
        specification
            .monitoring()
            .map(
                monitoring ->
                    stage(
                        "monitor",
                        joined.flatMap(CycleFolder::monitoring).isPresent(),
                        watched(monitoring)))
            .orElse(new Plan.Stage("monitor", "skip", "not configured")));
    return stages;
  }

  private static String watched(Specification.Monitoring monitoring) {
    return "%s of the last %d days".formatted(Drifting.word(monitoring.of()), monitoring.days())
        + monitoring
            .labels()
            .map(labels -> ", errors by the labels in " + labels.table().path())
            .orElse("");
  }

  private static Plan.Stage stage(String name, boolean done, String detail) {
    return new Plan.Stage(name, done ? "done" : "run", detail);
  }

  private static List<String> rules(Policy policy) {
    List<String> rules = new ArrayList<>();
    rules.add("at least " + policy.minRows() + " held-out rows, else hold");
    rules.add("r2 on the holdout at least " + policy.minR2() + ", else reject");
    rules.add("at least " + policy.digits() + " correct digits certified, else hold");
    rules.add("rmse at most the champion's x " + (1 + policy.margin()) + ", else reject");
    if (policy.approval() == Policy.Approval.REQUIRED) {
      rules.add("a person approves it, until then hold");
    }
    return rules;
  }

  private List<String> writes(LocalDate asOf) {
    Layout layout = run.registry().layout();
    List<String> writes = new ArrayList<>();
    writes.add("cycle records and reports: " + layout.cycles(asOf));
    writes.add("the model: " + layout.models());
    writes.add("the champion, if it wins: " + layout.champions());
    writes.add("statistics: " + layout.statistics());
    specification.scoring().ifPresent(scoring -> writes.add("scores: " + scoring.output().path()));
    return writes;
  }

  private Optional<String> errorsNote(ReadPlan read) {
    int coefficients = specification.design().definitions().size() + 1;
    return specification
        .fitting()
        .errors()
        .fromRows()
        .map(
            kind ->
                "All training rows are read again each time, "
                    + (read.snapshot().isRelation()
                        ? "by running the query once more"
                        : rows(read).bytes() + " bytes of files")
                    + ", since "
                    + kind.label()
                    + " errors depend on the coefficients"
                    + kind.read(new ErrorMemory(coefficients))
                    + ". Classical errors, and those by clusters of days beside them, need no"
                    + " rows.");
  }

  /** What the sums of scores take of a task, in words. */
  private record ErrorMemory(int coefficients) implements ErrorKind.Reader<String> {
    @Override
    public String heteroskedastic(HeteroskedasticKind kind) {
      return "";
    }

    @Override
    public String clustered(String column) {
      return "; sums of clusters take at most "
          + RowScores.mostClusterBytes(coefficients)
          + " bytes of each task";
    }
  }

  private static String relationNote(ReadPlan read) {
    return read.snapshot().label()
        + " is read in full by every pass over rows, in tasks that Spark chooses, and no statistics"
        + " of it are stored, for a query cannot be pinned; bytes and memory of the query itself"
        + " are not foretold."
        + (read.precision() == Precision.DOUBLE
            ? " In double precision the last digits depend on how Spark parts the rows."
            : "")
        + " Write it to a Delta or Parquet table, a file a day, to read only what is new.";
  }

  private static List<String> notes(
      ReadPlan read,
      Optional<Comparison> comparison,
      Optional<String> errors,
      List<String> memory) {
    List<String> notes = new ArrayList<>(memory);
    errors.ifPresent(notes::add);
    if (read.snapshot().isRelation()) {
      notes.add(relationNote(read));
    } else if (!read.unstored().isEmpty()) {
      notes.add(
          read.unstored().size()
              + " files are read again each time, since their statistics would be larger than what"
              + " they save: too many days in a file, or too many terms. Write a file a day, or"
              + " fewer terms.");
    }
    if (!read.damagedStoreFiles().isEmpty()) {
      notes.add(
          "Damaged files of the store are passed over: "
              + String.join(", ", read.damagedStoreFiles()));
    }
    if (read.design().rule().labelTransform() == LabelTransform.LOG) {
      String label = read.design().rule().labelDefinition().term();
      notes.add(
          "Fit, errors and gates are of "
              + label
              + ". The training rows are read once more for the smearing factor"
              + (read.snapshot().isRelation()
                  ? "."
                  : ": "
                      + Smearing.files(read.snapshot(), read.design(), read.window()).size()
                      + " files."));
    }
    comparison
        .flatMap(Comparison::reason)
        .ifPresent(reason -> notes.add("Evaluation: " + reason + "."));
    return notes;
  }
}
