package org.plumbline.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.features.Design;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Moments;

/**
 * The statistics of one file as the store keeps them, still encoded.
 *
 * @param names of the columns of z, constant left out, the label last
 * @param digests of their definitions
 * @param groups none where the row rule found nothing in the file: that too is remembered
 */
record StoredValue(
    StoreKey key, List<String> names, List<String> digests, List<StoredGroup> groups) {

  StoredValue {
    names = List.copyOf(names);
    digests = List.copyOf(digests);
    groups = List.copyOf(groups);
  }

  /**
   * @param rows kept, for people who read the store
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes that are only passed on, never compared
  record StoredGroup(Group group, long rows, long refused, byte[] moments) {}

  /** Two values of the same identity are equal. */
  record Identity(StoreKey key, List<String> digests) {}

  Identity identity() {
    return new Identity(key, digests);
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

  /** The design's columns of it, by digest, under the design's names. */
  SortedMap<Group, Moments> decode(Design design) {
    List<String> chosen = design.digests().stream().map(digests::indexOf).map(names::get).toList();
    SortedMap<Group, Moments> moments = new TreeMap<>();
    for (StoredGroup stored : groups) {
      Moments whole = Moments.decode(names, stored.moments());
      moments.put(stored.group(), whole.select(chosen).named(design.names()));
    }
    return moments;
  }
}
