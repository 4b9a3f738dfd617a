package org.plumbline.cycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.CycleId;
import org.plumbline.model.MonitoringRecord;
import org.plumbline.model.Registry;
import org.plumbline.model.SnapshotRecord;
import org.plumbline.table.Snapshot;

/**
 * The documents of every cycle of a home, for its index. A cycle that has ended never changes, so
 * it is read once; the files of its snapshot are not kept.
 */
final class Documents {

  private record Key(String root, CycleId id) {}

  private final Map<Key, CycleDocument> ended = new HashMap<>();

  List<CycleDocument> all(Registry registry) {
    return registry.cycles().stream().map(id -> document(registry, id)).toList();
  }

  private CycleDocument document(Registry registry, CycleId id) {
    Key key = new Key(registry.layout().root(), id);
    CycleDocument known = ended.get(key);
    if (known != null) {
      return known;
    }
    CycleDocument read = withoutFiles(registry.document(id));
    if (read.result().isPresent()) {
      ended.put(key, read);
    }
    return read;
  }

  /** Errors and rules of earlier days are told again, their distributions are not. */
  private static MonitoringRecord withoutCharts(MonitoringRecord of) {
    return new MonitoringRecord(
        of.formatVersion(),
        of.asOf(),
        of.cycle(),
        of.runId(),
        of.model(),
        of.of(),
        of.firstDay(),
        of.lastDay(),
        of.rows(),
        of.status(),
        of.reasons(),
        of.rules(),
        of.days(),
        List.of(),
        of.error(),
        of.skipped(),
        of.warnings());
  }

  private static CycleDocument withoutFiles(CycleDocument cycle) {
    SnapshotRecord pinned = cycle.snapshot();
    Snapshot table = pinned.training();
    return new CycleDocument(
        cycle.name(),
        cycle.asOf(),
        cycle.cycle(),
        new SnapshotRecord(
            pinned.formatVersion(),
            pinned.name(),
            pinned.asOf(),
            pinned.configuration(),
            pinned.runId(),
            pinned.model(),
            new Snapshot(
                table.format(),
                table.root(),
                table.id(),
                table.version(),
                table.schema(),
                table.partitionColumns(),
                List.of())),
        cycle.train(),
        cycle.challenger(),
        cycle.champion(),
        cycle.evaluation(),
        cycle.decision(),
        cycle.scores(),
        cycle.monitoring().map(Documents::withoutCharts),
        cycle.result(),
        cycle.versions());
  }
}
