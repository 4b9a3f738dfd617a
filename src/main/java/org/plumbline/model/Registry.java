package org.plumbline.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.plumbline.Failure;
import org.plumbline.table.Json;
import org.plumbline.table.Storage;

/**
 * Models, champion pointers and cycle folders under home/name.
 *
 * <p>No locks: every record is created only if absent, and whoever comes second uses what the first
 * one wrote.
 */
public final class Registry {

  private final Layout layout;
  private final String name;
  private static final String BASELINE = "baseline.json";
  private static final String PREDICTIONS = "baseline-predictions.json";

  private final Storage storage;

  private Registry(Layout layout, String name, Storage storage) {
    this.layout = layout;
    this.name = name;
    this.storage = storage;
  }

  /**
   * @throws Failure OUTPUT where home/name holds files that are not ours
   */
  public static Registry open(String home, String name, Storage storage) {
    Registry registry = new Registry(Layout.of(home, name), name, storage);
    registry.checkOurs();
    return registry;
  }

  private void checkOurs() {
    Optional<byte[]> marker = storage.read(layout.marker());
    if (marker.isPresent()) {
      Json.read(marker.get(), HomeMarker.class, layout.marker());
      return;
    }
    List<String> found = storage.list(layout.root());
    if (!found.isEmpty()) {
      throw new Failure(
          Failure.Kind.OUTPUT,
          layout.root() + " is not ours: it holds " + found.get(0) + " but no plumbline.json",
          "Set home or name to a new or empty folder.");
    }
  }

  /**
   * Marks home/name as ours before the first record is written.
   *
   * @throws Failure OUTPUT where it cannot be written; UNSUPPORTED or IO as storage says it
   */
  public void mark() {
    try {
      storage.createIfAbsent(
          layout.marker(), Json.pretty(new HomeMarker(FormatVersion.CURRENT, name)));
    } catch (Failure failure) {
      if (failure.kind() != Failure.Kind.OUTPUT) {
        throw failure;
      }
      throw new Failure(
          Failure.Kind.OUTPUT,
          layout.root() + " cannot be written: " + failure.getMessage(),
          "Set home to a folder that this user may write.",
          failure);
    }
  }

  public Layout layout() {
    return layout;
  }

  // Models

  public Optional<Model> model(String id) {
    String file = layout.modelRecord(id);
    return storage.read(file).map(bytes -> Json.read(bytes, Model.class, file));
  }

  /**
   * @throws Failure MISSING_INPUT where there is no such model
   */
  public Model requireModel(String id) {
    return model(id)
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.MISSING_INPUT,
                    "There is no model " + id + " under " + layout.models(),
                    "See the ids with: plumbline models"));
  }

  /** Ids of every model, in order of as-of and then of id. */
  public List<String> models() {
    return storage.list(layout.models()).stream()
        .filter(id -> storage.list(layout.models() + "/" + id).contains("model.json"))
        .toList();
  }

  public Optional<Trained> trained(String id) {
    String file = layout.model(id, "trained.json");
    return storage.read(file).map(bytes -> Json.read(bytes, Trained.class, file));
  }

  /**
   * Keeps a model. Its record comes last: where it exists, the others do. What exists stays as it
   * is.
   */
  public void keep(Model model, Trained trained, List<InputFile> inputs) {
    storage.createIfAbsent(layout.model(model.id(), "inputs.jsonl.gz"), lines(inputs));
    storage.createIfAbsent(layout.model(model.id(), "trained.json"), Json.pretty(trained));
    storage.createIfAbsent(layout.modelRecord(model.id()), Json.pretty(model));
  }

  /** Keeps what a model's inputs are compared with later; what exists stays as it is. */
  public void keep(Baseline baseline) {
    storage.createIfAbsent(layout.model(baseline.model(), BASELINE), Json.pretty(baseline));
  }

  /** Keeps what a model's scores are compared with later; what exists stays as it is. */
  public void keepPredictions(Baseline predictions) {
    storage.createIfAbsent(
        layout.model(predictions.model(), PREDICTIONS), Json.pretty(predictions));
  }

  /** Empty where the model was not evaluated on rows under monitoring. */
  public Optional<Baseline> baselineOfPredictions(String id) {
    String path = layout.model(id, PREDICTIONS);
    return storage.read(path).map(bytes -> Json.read(bytes, Baseline.class, path));
  }

  /** Empty where the model was trained without monitoring. */
  public Optional<Baseline> baseline(String id) {
    String path = layout.model(id, BASELINE);
    return storage.read(path).map(bytes -> Json.read(bytes, Baseline.class, path));
  }

  private static byte[] lines(List<InputFile> inputs) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (InputFile input : inputs) {
        gzip.write((Json.compact(input) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  // Champions

  public Champions champions() {
    return new Champions(
        storage.list(layout.champions()).stream()
            .filter(file -> file.matches("\\d{10}\\.json"))
            .sorted()
            .map(file -> pointer(layout.champions() + "/" + file))
            .flatMap(Optional::stream)
            .toList());
  }

  public Optional<Champion> pointer(long sequence) {
    return pointer(layout.champion(sequence));
  }

  private Optional<Champion> pointer(String file) {
    return storage.read(file).map(bytes -> Json.read(bytes, Champion.class, file));
  }

  /** True if this call created the pointer: its model reigns now. */
  public boolean enthrone(Champion pointer) {
    return storage.createIfAbsent(layout.champion(pointer.sequence()), Json.pretty(pointer));
  }

  // Cycles

  public CycleFolder cycle(CycleId id) {
    return new CycleFolder(layout, storage, id);
  }

  /** Every cycle that was claimed, oldest first. */
  public List<CycleId> cycles() {
    return storage.list(layout.cycles()).stream()
        .flatMap(day -> day(day).stream())
        .flatMap(day -> cycles(day).stream())
        .toList();
  }

  /** The cycles of a day, oldest first. */
  public List<CycleId> cycles(LocalDate asOf) {
    List<CycleId> cycles = new ArrayList<>();
    for (String number : storage.list(layout.cycles(asOf))) {
      if (number.matches("[1-9]\\d{0,8}")) {
        cycles.add(new CycleId(asOf, Integer.parseInt(number)));
      }
    }
    cycles.removeIf(id -> !storage.list(layout.cycle(id)).contains("snapshot.json"));
    return cycles.stream().sorted().toList();
  }

  private static Optional<LocalDate> day(String folder) {
    try {
      return Optional.of(LocalDate.parse(folder));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The newest of a day's cycles that a configuration made, closed or not. */
  public Optional<CycleFolder> newest(
      LocalDate asOf, String configuration, Predicate<SnapshotRecord> which) {
    return newest(cycles(asOf), configuration, which);
  }

  private Optional<CycleFolder> newest(
      List<CycleId> cycles, String configuration, Predicate<SnapshotRecord> which) {
    return newestFirst(cycles.stream())
        .filter(
            folder ->
                folder
                    .snapshot()
                    .filter(snapshot -> snapshot.configuration().equals(configuration))
                    .filter(which)
                    .isPresent())
        .findFirst();
  }

  /** The newest open cycle of all that has what is needed. */
  public Optional<CycleFolder> newestWith(Predicate<CycleFolder> needed) {
    return newestFirst(cycles().stream())
        .filter(folder -> !folder.isClosed())
        .filter(needed)
        .findFirst();
  }

  /**
   * The monitoring of days before an as-of date, newest first: that of a day's newest cycle which
   * has any.
   *
   * @param most days that are looked at
   */
  public Stream<MonitoringRecord> monitoringBefore(LocalDate asOf, int most) {
    return storage.list(layout.cycles()).stream()
        .flatMap(folder -> day(folder).stream())
        .filter(day -> day.isBefore(asOf))
        .sorted(Comparator.reverseOrder())
        .limit(most)
        .flatMap(
            day ->
                newestFirst(cycles(day).stream())
                    .flatMap(folder -> folder.monitoring().stream())
                    .limit(1));
  }

  private Stream<CycleFolder> newestFirst(Stream<CycleId> cycles) {
    return cycles.sorted(Comparator.reverseOrder()).map(this::cycle);
  }

  /**
   * Joins the newest cycle of a snapshot's day and configuration while it is open, else claims the
   * next one. Of runs that claim a number at the same moment one gets it; the others look again.
   *
   * @param joins which cycles are for this run as well
   */
  public CycleFolder joinOrClaim(SnapshotRecord snapshot, Predicate<SnapshotRecord> joins) {
    mark();
    while (true) {
      // One listing for both: a cycle that appears in between is found by losing its number to it.
      List<CycleId> taken = cycles(snapshot.asOf());
      Optional<CycleFolder> joined =
          newest(taken, snapshot.configuration(), joins).filter(folder -> !folder.isClosed());
      CycleFolder next = cycle(next(snapshot.asOf(), taken));
      if (joined.isPresent() || next.claim(snapshot)) {
        return joined.orElse(next);
      }
    }
  }

  /** The cycle that the next claim of a day takes. */
  public CycleId next(LocalDate asOf) {
    return next(asOf, cycles(asOf));
  }

  private static CycleId next(LocalDate asOf, List<CycleId> taken) {
    return new CycleId(asOf, taken.isEmpty() ? 1 : taken.get(taken.size() - 1).number() + 1);
  }

  /** The decision of a cycle as it stands: one that a person has approved since promotes. */
  public Optional<Decision> decision(CycleFolder folder) {
    return folder
        .decision()
        .map(
            decision ->
                decision.awaitsApproval()
                    ? champions().approvalOf(folder.id()).map(decision::approvedBy).orElse(decision)
                    : decision);
  }

  // Results and documents

  /** The last result of a command and a day. */
  public void latest(Result result) {
    result
        .asOf()
        .ifPresent(
            asOf -> {
              mark();
              storage.replace(layout.latest(result.command(), asOf), Json.pretty(result));
            });
  }

  /** All records of a cycle, as far as they exist. */
  public CycleDocument document(CycleId id) {
    CycleFolder folder = cycle(id);
    SnapshotRecord snapshot =
        folder
            .snapshot()
            .orElseThrow(
                () ->
                    new Failure(
                        Failure.Kind.MISSING_INPUT,
                        "There is no cycle " + id.folder() + " under " + layout.root(),
                        "See the cycles in index.html."));
    Optional<TrainRecord> train = folder.train();
    Optional<Evaluation> evaluation = folder.evaluation();
    Optional<String> challenger =
        train
            .map(TrainRecord::model)
            .or(() -> evaluation.map(Evaluation::challenger).map(Evaluation.Contender::model));
    Optional<String> champion =
        evaluation.flatMap(Evaluation::champion).map(Evaluation.Contender::model);
    return new CycleDocument(
        name,
        id.asOf(),
        id.number(),
        snapshot,
        train,
        challenger.flatMap(this::model),
        champion.flatMap(this::model),
        evaluation,
        decision(folder),
        folder.scores(),
        folder.monitoring(),
        folder.result().or(folder::failed),
        challenger.flatMap(this::trained).map(Trained::versions));
  }
}
