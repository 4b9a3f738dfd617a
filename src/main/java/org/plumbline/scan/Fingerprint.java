package org.plumbline.scan;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.table.Json;

/**
 * What the rows of a relation were, told apart from other rows whatever their order and partitions:
 * how many, and of each column the sum of a 64-bit mixture of its values, modulo 2^64. Equal rows
 * have equal fingerprints; other values of a column an equal sum with a probability of about 2^−64.
 *
 * @param sums by column, of the columns that were read
 */
record Fingerprint(long rows, TreeMap<String, Long> sums) implements Serializable {

  static final Fingerprint NOTHING = new Fingerprint(0, new TreeMap<>());

  /** As {@link org.plumbline.table.DataFile#etag} keeps it. */
  String text() {
    return Json.compact(this);
  }

  static Fingerprint of(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), Fingerprint.class, "a fingerprint");
  }

  /** Of these rows and others, with the same columns. */
  Fingerprint plus(Fingerprint other) {
    TreeMap<String, Long> both = new TreeMap<>(sums);
    other.sums.forEach((column, sum) -> both.merge(column, sum, Long::sum));
    return new Fingerprint(rows + other.rows, both);
  }

  /**
   * What tells other rows from these, in words; empty where nothing does.
   *
   * @param later with some of the columns
   */
  Optional<String> difference(Fingerprint later) {
    if (rows != later.rows) {
      return Optional.of(rows + " rows, then " + later.rows);
    }
    List<String> different = new ArrayList<>();
    sums.forEach(
        (column, sum) -> {
          if (!later.sums.getOrDefault(column, sum).equals(sum)) {
            different.add(column);
          }
        });
    return different.isEmpty()
        ? Optional.empty()
        : Optional.of("other values of " + String.join(", ", different));
  }
}
