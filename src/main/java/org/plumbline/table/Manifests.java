package org.plumbline.table;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;

/** The manifests of a Parquet score table, by day and sequence. */
record Manifests(String root, Storage storage) {

  static final String FOLDER = "_manifests";

  private static final Pattern NAME = Pattern.compile("(\\d{10})\\.json");

  /** A manifest and the number it was created under. */
  record Numbered(long sequence, Manifest manifest) {}

  /** The manifest of the newest day. */
  Optional<Manifest> newest() {
    List<LocalDate> days = days();
    for (int i = days.size() - 1; i >= 0; i--) {
      Optional<Numbered> found = inForce(days.get(i));
      if (found.isPresent()) {
        return found.map(Numbered::manifest);
      }
    }
    return Optional.empty();
  }

  /** Manifests in force, a day each, by day. */
  List<Manifest> allInForce() {
    List<Manifest> all = new ArrayList<>();
    days().forEach(day -> inForce(day).map(Numbered::manifest).ifPresent(all::add));
    return all;
  }

  /** The highest of a day. */
  Optional<Numbered> inForce(LocalDate day) {
    return storage.list(folder(day)).stream()
        .map(NAME::matcher)
        .filter(Matcher::matches)
        .map(match -> Long.parseLong(match.group(1)))
        .max(Long::compare)
        .map(sequence -> read(day, sequence));
  }

  /** This manifest under this number, or the one that another run created under it first. */
  Numbered create(long sequence, Manifest manifest) {
    return storage.createIfAbsent(path(manifest.asOf(), sequence), Json.pretty(manifest))
        ? new Numbered(sequence, manifest)
        : read(manifest.asOf(), sequence);
  }

  private Numbered read(LocalDate day, long sequence) {
    String path = path(day, sequence);
    byte[] bytes =
        storage
            .read(path)
            .orElseThrow(
                () ->
                    new Failure(
                        Kind.IO, path + ": the manifest is gone", "Restore it; none is deleted."));
    Manifest manifest = Json.read(bytes, Manifest.class, path);
    if (manifest.formatVersion() > Manifest.VERSION) {
      throw new Failure(
          Kind.UNSUPPORTED,
          "%s: format version %d; this version reads %d"
              .formatted(path, manifest.formatVersion(), Manifest.VERSION),
          "Use the version of Plumbline that wrote it.");
    }
    return new Numbered(sequence, manifest);
  }

  private List<LocalDate> days() {
    List<LocalDate> days = new ArrayList<>();
    for (String name : storage.list(root + "/" + FOLDER)) {
      try {
        days.add(LocalDate.parse(name));
      } catch (DateTimeParseException other) {
        throw ScoreTables.notOurs(root, FOLDER + " holds " + name + ", which is no day");
      }
    }
    return days;
  }

  private String folder(LocalDate day) {
    return root + "/" + FOLDER + "/" + day;
  }

  private String path(LocalDate day, long sequence) {
    return "%s/%010d.json".formatted(folder(day), sequence);
  }
}
