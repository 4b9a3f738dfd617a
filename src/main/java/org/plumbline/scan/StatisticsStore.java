package org.plumbline.scan;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.Failure;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.Inputs;
import org.plumbline.statistics.Distributions;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Levels;
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
   * @param moments by file, decoded for the design
   * @param withLevels files whose sums by level are stored; none without categories
   * @param levels sums by level over the files that have all that is asked for
   * @param withDistributions files whose distributions are stored; none unless asked for
   * @param distributions by day of the window, over the files that have all that is asked for
   * @param damaged store files that could not be read, passed over
   */
  record Lookup(
      Map<DataFile, SortedMap<Group, Moments>> moments,
      Set<DataFile> withLevels,
      SortedMap<Group, Levels> levels,
      Set<DataFile> withDistributions,
      SortedMap<Integer, Distributions> distributions,
      long bytesRead,
      List<String> damaged) {}

  /**
   * What is looked for.
   *
   * @param watched columns whose distributions are wanted; empty: none
   * @param window days of which distributions are summed
   */
  record Query(
      Snapshot snapshot,
      Design design,
      Precision precision,
      Optional<Inputs> watched,
      DayRange window) {}

  /** Finds the statistics of files, under the query's row rule, definitions and categories. */
  Lookup find(Query query, Collection<DataFile> files) {
    if (files.isEmpty()) {
      return new Lookup(
          Map.of(), Set.of(), new TreeMap<>(), Set.of(), new TreeMap<>(), 0, List.of());
    }
    Search search = new Search(query, files);
    MomentsFound moments = search.moments();
    Set<DataFile> whole = new HashSet<>(moments.byFile().keySet());
    Optional<DistributionsFound> distributions =
        query.watched().map(inputs -> search.distributions(inputs, Set.copyOf(whole)));
    distributions.ifPresent(found -> whole.retainAll(found.files()));
    Set<DataFile> summed = Set.copyOf(whole);
    Optional<LevelsFound> levels =
        query.design().categories().isEmpty()
            ? Optional.empty()
            : Optional.of(search.levels(whole));
    levels.ifPresent(found -> whole.retainAll(found.files()));
    // Sums that hold a file without sums by level, which is read anew, are made again without it.
    Optional<DistributionsFound> sums =
        whole.equals(summed)
            ? distributions
            : query.watched().map(inputs -> search.distributions(inputs, whole));
    return new Lookup(
        moments.byFile(),
        levels.map(LevelsFound::files).orElse(Set.of()),
        levels.map(LevelsFound::sum).orElseGet(TreeMap::new),
        distributions.map(DistributionsFound::files).orElse(Set.of()),
        sums.map(DistributionsFound::sums).orElseGet(TreeMap::new),
        search.bytesRead,
        List.copyOf(search.damaged));
  }

  /** Reads the store for one query, kind by kind. */
  private final class Search {
    private final Query query;
    private final Collection<DataFile> files;
    private final Set<String> damaged = new LinkedHashSet<>();
    private long bytesRead;

    Search(Query query, Collection<DataFile> files) {
      this.query = query;
      this.files = files;
    }

    MomentsFound moments() {
      StoreKey.Kind kind = StoreKey.Kind.moments(query.precision());
      return found(kind, () -> new MomentsFound(query.design()));
    }

    LevelsFound levels(Set<DataFile> summed) {
      return found(StoreKey.Kind.levels(), () -> new LevelsFound(query.design(), summed));
    }

    DistributionsFound distributions(Inputs inputs, Set<DataFile> summed) {
      return found(
          StoreKey.Kind.distributions(),
          () -> new DistributionsFound(inputs, query.window(), summed));
    }

    private <F extends FoundValues> F found(StoreKey.Kind kind, Supplier<F> empty) {
      Wanted wanted = wanted(query.snapshot(), files, query.design(), kind);
      F found = listingAnew(() -> read(wanted, empty.get()));
      damaged.addAll(found.damaged());
      bytesRead += found.bytesRead();
      return found;
    }
  }

  /** Files by the key of their values of a kind. */
  private record Wanted(StoreKey.Kind kind, Map<StoreKey, DataFile> files) {}

  private static Wanted wanted(
      Snapshot snapshot, Collection<DataFile> files, Design design, StoreKey.Kind kind) {
    Map<StoreKey, DataFile> byKey = new HashMap<>();
    files.forEach(file -> byKey.put(StoreKey.of(snapshot, file, design, kind), file));
    return new Wanted(kind, byKey);
  }

  private <F extends FoundValues> F read(Wanted wanted, F found) {
    for (String name : names()) {
      StoreFile file = new StoreFile(folder, name, hadoop);
      try {
        long bytes =
            file.read(
                StoreFormat.columnsFor(wanted.kind()),
                value -> wanted.files().containsKey(value.key()),
                value -> found.take(wanted.files().get(value.key()), value, file.path()));
        found.addBytesRead(bytes);
      } catch (Failure failure) {
        if (failure.kind() == Failure.Kind.MISSING_INPUT) {
          throw failure;
        }
        found.addDamaged(file.path());
      }
    }
    return found;
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
                    content(file).stream()
                        .peek(values -> merged.add(file.path()))
                        .flatMap(List::stream)
                        .filter(value -> known.add(value.identity())))
            .iterator();
    if (distinct.hasNext()) {
      newFile().write(new Portions(distinct));
    }
    return merged;
  }

  /**
   * What a file holds; empty where it cannot be read.
   *
   * @throws Failure MISSING_INPUT where it is no longer there
   */
  private static Optional<List<StoredValue>> content(StoreFile file) {
    try {
      return Optional.of(file.readAll());
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
