package org.plumbline.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.Failure;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Schema;

/**
 * The cluster of each row: rows with equal values of a column have the same number, counted from 0
 * as values come. One a thread; the numbers of a block are valid until the next.
 */
public final class ClusterKeys {

  private static final int UNKNOWN = -1;

  private final int index;
  private final List<String> keys = new ArrayList<>();
  private final Map<String, Integer> numberOfText = new HashMap<>();
  private final Map<Long, Integer> numberOfLong = new HashMap<>();
  private int[] clusters = new int[0];
  private int[] numberOfCode = new int[0];

  /**
   * @param schema of the blocks
   */
  public ClusterKeys(String column, Schema schema) {
    index = schema.names().indexOf(column);
  }

  /**
   * @throws Failure DATA for a column that is not there, or whose values are no clusters
   */
  public static void check(String column, Schema table) {
    Field field =
        table.field(column).orElseThrow(() -> ColumnFailures.absent("cluster", column, table));
    ColumnType type = field.type();
    boolean usable =
        type instanceof ColumnType.Text
            || type instanceof ColumnType.Whole
            || type instanceof ColumnType.Date
            || type instanceof ColumnType.Bool;
    if (!usable) {
      throw new Failure(
          Failure.Kind.DATA,
          "cluster column `"
              + column
              + "` is "
              + ColumnFailures.describe(type)
              + ", whose values are no clusters",
          "Set training.errors.cluster to a column of text, whole numbers, dates or booleans.");
    }
  }

  public void take(Block block) {
    int rows = block.rows();
    if (clusters.length < rows) {
      clusters = new int[rows];
    }
    Column column = block.columns().get(index);
    if (column instanceof LongColumn longs) {
      for (int row = 0; row < rows; row++) {
        clusters[row] = column.missing().at(row) ? UNKNOWN : number(longs.values()[row]);
      }
    } else if (column instanceof BytesColumn texts) {
      readTexts(texts, rows);
    }
  }

  /** Each entry of the dictionary is looked up once a block. */
  private void readTexts(BytesColumn column, int rows) {
    int size = column.dictionary().size();
    if (numberOfCode.length < size) {
      numberOfCode = new int[size];
    }
    Arrays.fill(numberOfCode, 0, size, UNKNOWN);
    for (int row = 0; row < rows; row++) {
      if (column.missing().at(row)) {
        clusters[row] = UNKNOWN;
        continue;
      }
      int code = column.codes()[row];
      if (numberOfCode[code] == UNKNOWN) {
        numberOfCode[code] = number(column.dictionary().text(code));
      }
      clusters[row] = numberOfCode[code];
    }
  }

  private int number(String text) {
    return numberOfText.computeIfAbsent(text, this::added);
  }

  private int number(long value) {
    return numberOfLong.computeIfAbsent(value, known -> added(known.toString()));
  }

  private int added(String key) {
    keys.add(key);
    return keys.size() - 1;
  }

  /** {@code numbers()[row]}; −1 where the column is missing. */
  public int[] numbers() {
    return clusters;
  }

  /** The values as text, by number. */
  public List<String> keys() {
    return keys;
  }
}
