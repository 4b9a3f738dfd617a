package org.plumbline.features;

import java.util.Arrays;
import java.util.List;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.Dictionary;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Schema;

/** The hash of each row's key columns, as {@code xxhash64(key…)} in Spark SQL. One a thread. */
final class KeyHash {

  private final List<String> names;
  private final int[] indexes;
  private final FlawMask[] flaws;
  private long[] hashes = new long[0];
  private long[] byCode = new long[0];

  KeyHash(List<String> keys, Schema schema) {
    names = List.copyOf(keys);
    indexes = keys.stream().mapToInt(schema.names()::indexOf).toArray();
    flaws = new FlawMask[indexes.length];
    Arrays.setAll(flaws, key -> new FlawMask());
  }

  void read(Block block) {
    int rows = block.rows();
    if (hashes.length < rows) {
      hashes = new long[rows];
    }
    for (int key = 0; key < indexes.length; key++) {
      Column column = block.columns().get(indexes[key]);
      flaws[key].reset(rows);
      flaws[key].markNulls(column.missing());
      if (key == 0) {
        hashFirst(column, rows);
      } else {
        hashNext(column, rows);
      }
    }
  }

  /** One hash for each row of the block; a null leaves the seed. */
  long[] hashes() {
    return hashes;
  }

  int keys() {
    return indexes.length;
  }

  String name(int key) {
    return names.get(key);
  }

  FlawMask flaws(int key) {
    return flaws[key];
  }

  private void hashFirst(Column column, int rows) {
    if (column instanceof LongColumn longs && !column.missing().any()) {
      long[] values = longs.values();
      for (int row = 0; row < rows; row++) {
        hashes[row] = XxHash64.hash(values[row], XxHash64.SEED);
      }
    } else if (column instanceof BytesColumn texts && texts.dictionary().size() <= rows) {
      hashEntries(texts, rows);
    } else {
      Arrays.fill(hashes, 0, rows, XxHash64.SEED);
      hashNext(column, rows);
    }
  }

  /** Hashes each entry once: fewer entries than rows. */
  private void hashEntries(BytesColumn column, int rows) {
    Dictionary dictionary = column.dictionary();
    if (byCode.length < dictionary.size()) {
      byCode = new long[dictionary.size()];
    }
    for (int code = 0; code < dictionary.size(); code++) {
      byCode[code] = hash(dictionary, code, XxHash64.SEED);
    }
    for (int row = 0; row < rows; row++) {
      hashes[row] = column.missing().at(row) ? XxHash64.SEED : byCode[column.codes()[row]];
    }
  }

  private void hashNext(Column column, int rows) {
    for (int row = 0; row < rows; row++) {
      if (column.missing().at(row)) {
        continue;
      }
      if (column instanceof LongColumn longs) {
        hashes[row] = XxHash64.hash(longs.values()[row], hashes[row]);
      } else if (column instanceof BytesColumn texts) {
        hashes[row] = hash(texts.dictionary(), texts.codes()[row], hashes[row]);
      }
    }
  }

  private static long hash(Dictionary dictionary, int code, long seed) {
    return XxHash64.hash(
        dictionary.bytes(), dictionary.offsets()[code], dictionary.length(code), seed);
  }
}
