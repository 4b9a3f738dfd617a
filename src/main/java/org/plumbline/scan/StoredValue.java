package org.plumbline.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.features.Design;
import org.plumbline.features.Inputs;
import org.plumbline.statistics.Distributions;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;

/**
 * The statistics of one kind of one file as the store keeps them, still encoded.
 *
 * @param names of the columns of z, constant left out, the label last; then of the categories where
 *     the kind is that of levels; the watched columns where it is that of distributions
 * @param digests of their definitions
 * @param groups none where the row rule found nothing in the file: that too is remembered
 */
record StoredValue(
    StoreKey key, List<String> names, List<String> digests, List<StoredGroup> groups) {

  /** The fold of distributions, which are of all folds together. */
  private static final int ALL_FOLDS = -1;

  StoredValue {
    names = List.copyOf(names);
    digests = List.copyOf(digests);
    groups = List.copyOf(groups);
  }

  /**
   * @param rows kept, for people who read the store; of positive weight where the kind is that of
   *     levels
   * @param value moments, or sums by level
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes that are only passed on, never compared
  record StoredGroup(Group group, long rows, long refused, byte[] value) {}

  /** Two values of the same identity are equal. */
  record Identity(StoreKey key, List<String> digests) {}

  Identity identity() {
    return new Identity(key, digests);
  }

  /** Length of the encoded values. */
  long bytes() {
    return groups.stream().mapToLong(group -> group.value().length).sum();
  }

  /** With the groups of its other part. */
  StoredValue followedBy(StoredValue rest) {
    List<StoredGroup> all = new ArrayList<>(groups);
    all.addAll(rest.groups);
    return new StoredValue(key, names, digests, all);
  }

  static StoredValue of(StoreKey key, Design design, SortedMap<Group, Moments> groups) {
    List<StoredGroup> stored = new ArrayList<>();
    groups.forEach(
        (group, moments) ->
            stored.add(
                new StoredGroup(
                    group, moments.tally().rows(), moments.tally().refused(), moments.encode())));
    return new StoredValue(key, design.names(), design.digests(), stored);
  }

  static StoredValue ofLevels(StoreKey key, Design design, SortedMap<Group, Levels> groups) {
    LevelColumns columns = LevelColumns.of(design);
    List<StoredGroup> stored = new ArrayList<>();
    groups.forEach(
        (group, levels) -> stored.add(new StoredGroup(group, rows(levels), 0, levels.encode())));
    return new StoredValue(key, columns.names(), columns.definitions(), stored);
  }

  /** Every row is in one level of each category. */
  private static long rows(Levels levels) {
    long rows = 0;
    for (int level = 0; level < levels.names(0).size(); level++) {
      rows += levels.rows(0, level);
    }
    return rows;
  }

  static StoredValue ofDistributions(
      StoreKey key, Inputs inputs, SortedMap<Integer, Distributions> days) {
    List<StoredGroup> stored = new ArrayList<>();
    days.forEach(
        (day, distributions) ->
            stored.add(
                new StoredGroup(
                    new Group(ALL_FOLDS, day),
                    distributions.rows(),
                    0,
                    distributions.encode(inputs.columns()))));
    return new StoredValue(key, inputs.columns(), inputs.digests(), stored);
  }

  /** The inputs' distributions, by day. */
  SortedMap<Integer, Distributions> decodeDistributions(Inputs inputs) {
    SortedMap<Integer, Distributions> days = new TreeMap<>();
    for (StoredGroup stored : groups) {
      Distributions all = Distributions.decode(names, stored.value());
      days.put(stored.group().day(), all.only(inputs.columns()));
    }
    return days;
  }

  /** The design's columns and categories of levels, by digest, under the design's names. */
  SortedMap<Group, Levels> decodeLevels(Design design) {
    LevelColumns known = LevelColumns.stored(names, digests);
    LevelColumns wanted = LevelColumns.of(design);
    LevelLayout serving = known.serving(wanted).orElseThrow();
    SortedMap<Group, Levels> levels = new TreeMap<>();
    for (StoredGroup stored : groups) {
      Levels whole = Levels.decode(known.layout(), stored.value());
      levels.put(stored.group(), whole.select(serving).named(wanted.layout()));
    }
    return levels;
  }

  /** The design's columns of moments, by digest, under the design's names. */
  SortedMap<Group, Moments> decode(Design design) {
    List<String> chosen = design.digests().stream().map(digests::indexOf).map(names::get).toList();
    SortedMap<Group, Moments> moments = new TreeMap<>();
    for (StoredGroup stored : groups) {
      Moments whole = Moments.decode(names, stored.value());
      moments.put(stored.group(), whole.select(chosen).named(design.names()));
    }
    return moments;
  }
}
