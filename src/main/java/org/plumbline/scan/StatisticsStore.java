package org.plumbline.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.Failure;
import org.plumbline.features.Design;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;
import org.plumbline.table.Storage;

/**
 * A folder of immutable Parquet files of statistics. The same key always has the same value, so
 * that writers cannot conflict, duplicates are harmless, and no transaction is needed.
 */
public final class StatisticsStore {

  /** Above so many files, {@link #compact} merges them. */
  static final int MOST_FILES = 32;

  /** How often a folder is listed anew because a listed file had gone. */
  private static final int LISTINGS = 5;

  private final String folder;
  private final Storage storage;
  private final Configuration hadoop;

  /**
   * @param folder that need not exist yet
   */
  public StatisticsStore(String folder, Storage storage, Configuration hadoop) {
    this.folder = folder;
    this.storage = storage;
    this.hadoop = hadoop;
  }

  /**
   * What the store has for the files of a snapshot.
   *
   * @param values by file, decoded for the design
   * @param damaged store files that could not be read, passed over
   */
  record Lookup(
      Map<DataFile, SortedMap<Group, Moments>> values, long bytesRead, List<String> damaged) {}

  /** Finds the statistics of files, under the design's row rule and definitions. */
  Lookup find(Snapshot snapshot, Collection<DataFile> files, Design design, Precision precision) {
    Map<StoreKey, DataFile> wanted = new HashMap<>();
    files.forEach(file -> wanted.put(StoreKey.of(snapshot, file, design, precision), file));
    Reading reading =
        wanted.isEmpty()
            ? new Reading(List.of(), 0, new ArrayList<>())
            : listingAnew(() -> read(value -> wanted.containsKey(value.key())));
    Map<DataFile, SortedMap<Group, Moments>> found = new HashMap<>();
    reading.values().stream()
        .filter(stored -> StoreKey.serves(design, stored.value().names(), stored.value().digests()))
        .sorted(Comparator.comparingInt(stored -> stored.value().names().size()))
        .forEach(
            stored -> {
              DataFile file = wanted.get(stored.value().key());
              if (!found.containsKey(file)) {
                decode(stored, design, reading.damaged())
                    .ifPresent(value -> found.put(file, value));
              }
            });
    return new Lookup(found, reading.bytesRead(), List.copyOf(reading.damaged()));
  }

  private static Optional<SortedMap<Group, Moments>> decode(
      Stored stored, Design design, List<String> damaged) {
    try {
      return Optional.of(stored.value().decode(design));
    } catch (Failure failure) {
      if (!damaged.contains(stored.path())) {
        damaged.add(stored.path());
      }
      return Optional.empty();
    }
  }

  /** Adds values as one new file. */
  void add(List<StoredValue> values) {
    if (!values.isEmpty()) {
      newFile().write(new Portions(values.iterator()));
    }
  }

  /**
   * Merges files where there are more than 32: the merged one is written before the others are
   * deleted, so that every value is always in at least one file. Exact duplicates are dropped,
   * damaged files are left alone, and values of other tables and rules are kept.
   */
  public void compact() {
    if (names().size() > MOST_FILES) {
      listingAnew(this::merge).forEach(storage::delete);
    }
  }

  /** Writes the merged file, holding one file's values at a time; returns the files merged. */
  private Set<String> merge() {
    Set<String> merged = new LinkedHashSet<>();
    Set<StoredValue.Identity> known = new HashSet<>();
    Iterator<StoredValue> distinct =
        names().stream()
            .map(name -> new StoreFile(folder, name, hadoop))
            .flatMap(
                file ->
                    content(file, value -> true).stream()
                        .peek(content -> merged.add(file.path()))
                        .flatMap(content -> content.values().stream())
                        .filter(value -> known.add(value.identity())))
            .iterator();
    if (distinct.hasNext()) {
      newFile().write(new Portions(distinct));
    }
    return merged;
  }

  private record Stored(String path, StoredValue value) {}

  private record Reading(List<Stored> values, long bytesRead, List<String> damaged) {}

  private Reading read(Predicate<StoredValue> wanted) {
    List<Stored> values = new ArrayList<>();
    List<String> damaged = new ArrayList<>();
    long bytes = 0;
    for (String name : names()) {
      StoreFile file = new StoreFile(folder, name, hadoop);
      Optional<StoreFile.Content> content = content(file, wanted);
      content.ifPresentOrElse(
          found -> found.values().forEach(value -> values.add(new Stored(file.path(), value))),
          () -> damaged.add(file.path()));
      bytes += content.map(StoreFile.Content::bytesRead).orElse(0L);
    }
    return new Reading(values, bytes, damaged);
  }

  /**
   * What a file holds; empty where it cannot be read.
   *
   * @throws Failure MISSING_INPUT where it is no longer there
   */
  private static Optional<StoreFile.Content> content(
      StoreFile file, Predicate<StoredValue> wanted) {
    try {
      return Optional.of(file.read(wanted));
    } catch (Failure failure) {
      if (failure.kind() == Failure.Kind.MISSING_INPUT) {
        throw failure;
      }
      return Optional.empty();
    }
  }

  /** Work on the files listed, of which another process's compaction may take some away. */
  private static <R> R listingAnew(Supplier<R> work) {
    for (int listing = 1; ; listing++) {
      try {
        return work.get();
      } catch (Failure failure) {
        if (failure.kind() != Failure.Kind.MISSING_INPUT || listing == LISTINGS) {
          throw failure;
        }
      }
    }
  }

  private List<String> names() {
    return storage.list(folder).stream()
        .filter(name -> name.endsWith(StoreFile.SUFFIX))
        .filter(name -> !name.startsWith("_"))
        .toList();
  }

  private StoreFile newFile() {
    return new StoreFile(folder, UUID.randomUUID() + StoreFile.SUFFIX, hadoop);
  }
}
