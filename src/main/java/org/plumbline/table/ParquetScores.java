package org.plumbline.table;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.columns.Schema;

/**
 * Scores as Parquet files with manifests. A day is published by creating its next manifest if
 * absent; the highest is in force, and only files that it lists are scores.
 */
record ParquetScores(String root, String name, Schema schema, Manifests manifests)
    implements ScoreTable {

  static ParquetScores open(
      String root, String name, Schema schema, Storage storage, Configuration hadoop) {
    Manifests manifests = new Manifests(root, storage);
    Optional<Manifest> newest = manifests.newest();
    if (newest.isPresent()) {
      ScoreTables.requireName(root, newest.get().name(), name);
      ScoreTables.requireSchema(root, newest.get().schema(), schema);
    } else {
      requireNothingElse(root, storage);
    }
    return new ParquetScores(root, name, schema, manifests);
  }

  /** Days of a run that was killed before its first manifest are no hindrance; other names are. */
  private static void requireNothingElse(String root, Storage storage) {
    storage.list(root).stream()
        .filter(entry -> !entry.startsWith(AS_OF + "=") && !entry.equals(Manifests.FOLDER))
        .findFirst()
        .ifPresent(
            entry -> {
              throw ScoreTables.notOurs(root, "it holds " + entry + " and no manifest");
            });
  }

  @Override
  public Optional<DayPublication> published(LocalDate asOf) {
    return manifests.inForce(asOf).map(ParquetScores::publication);
  }

  private static DayPublication publication(Manifests.Numbered found) {
    Manifest manifest = found.manifest();
    long rows = manifest.files().stream().mapToLong(Manifest.File::rows).sum();
    return new DayPublication(
        manifest.asOf(),
        manifest.model(),
        manifest.runId(),
        rows,
        OptionalLong.of(found.sequence()));
  }

  @Override
  public String stagingPrefix(LocalDate asOf, String runId) {
    return "%s/%s=%s/%s-%s-".formatted(root, AS_OF, asOf, ScoreTables.pathPart(runId), shortId());
  }

  private static String shortId() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  @Override
  public DayPublication publish(
      LocalDate asOf,
      String model,
      String runId,
      List<WrittenFile> files,
      Map<String, String> userMetadata,
      Replace replace) {
    Optional<Manifests.Numbered> before = manifests.inForce(asOf);
    if (before.isPresent() && replace == Replace.KEEP) {
      return publication(before.get());
    }
    long sequence = before.map(Manifests.Numbered::sequence).orElse(0L) + 1;
    Manifest manifest =
        new Manifest(
            Manifest.VERSION,
            name,
            asOf,
            model,
            runId,
            userMetadata,
            schema,
            files.stream().map(file -> Manifest.File.of(file, root)).toList());
    return publication(manifests.create(sequence, manifest));
  }
}
