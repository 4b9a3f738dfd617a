package org.plumbline.model;

import java.util.Optional;
import org.plumbline.Failure;
import org.plumbline.table.Json;
import org.plumbline.table.Storage;

/**
 * The records of one cycle. Each is created once: {@code create} returns the record that is in
 * force, which is another's where that came first.
 */
public final class CycleFolder {

  private final Layout layout;
  private final Storage storage;
  private final CycleId id;

  CycleFolder(Layout layout, Storage storage, CycleId id) {
    this.layout = layout;
    this.storage = storage;
    this.id = id;
  }

  public CycleId id() {
    return id;
  }

  public String path() {
    return layout.cycle(id);
  }

  public Optional<SnapshotRecord> snapshot() {
    return read("snapshot.json", SnapshotRecord.class);
  }

  /** True if this call created it, and so claimed the cycle. */
  boolean claim(SnapshotRecord snapshot) {
    return storage.createIfAbsent(file("snapshot.json"), Json.pretty(snapshot));
  }

  public Optional<TrainRecord> train() {
    return read("train.json", TrainRecord.class);
  }

  public TrainRecord create(TrainRecord train) {
    return create("train.json", train, TrainRecord.class);
  }

  public Optional<Evaluation> evaluation() {
    return read("evaluation.json", Evaluation.class);
  }

  public Evaluation create(Evaluation evaluation) {
    return create("evaluation.json", evaluation, Evaluation.class);
  }

  public Optional<Decision> decision() {
    return read("decision.json", Decision.class);
  }

  public Decision create(Decision decision) {
    return create("decision.json", decision, Decision.class);
  }

  public Optional<ScoresRecord> scores() {
    return read("scores.json", ScoresRecord.class);
  }

  public ScoresRecord create(ScoresRecord scores) {
    return create("scores.json", scores, ScoresRecord.class);
  }

  public Optional<MonitoringRecord> monitoring() {
    return read("monitoring.json", MonitoringRecord.class);
  }

  public MonitoringRecord create(MonitoringRecord monitoring) {
    return create("monitoring.json", monitoring, MonitoringRecord.class);
  }

  /** The result of the run that completed the cycle. */
  public Optional<Result> result() {
    return read("result.json", Result.class);
  }

  public Result complete(Result result) {
    return create("result.json", result, Result.class);
  }

  /** The result of the run whose inputs closed the cycle. */
  public Optional<Result> failed() {
    return read("failed.json", Result.class);
  }

  public Result close(Result failed) {
    return create("failed.json", failed, Result.class);
  }

  /** Whether no further run may join. */
  public boolean isClosed() {
    return failed().isPresent();
  }

  public Result.Reports reports() {
    return new Result.Reports(file("report.html"), file("report.txt"), file("report.json"));
  }

  private String file(String name) {
    return path() + "/" + name;
  }

  private <T> Optional<T> read(String name, Class<T> type) {
    String file = file(name);
    return storage.read(file).map(bytes -> Json.read(bytes, type, file));
  }

  private <T> T create(String name, T record, Class<T> type) {
    if (storage.createIfAbsent(file(name), Json.pretty(record))) {
      return record;
    }
    return read(name, type)
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.CONFLICT,
                    file(name) + " was there and is gone: somebody deletes records of this cycle",
                    "Run again; records of a cycle must not be deleted while it runs."));
  }
}
