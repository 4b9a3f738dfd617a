package org.plumbline.scan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Dictionary;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;
import org.plumbline.features.XxHash64;
import org.plumbline.statistics.DistinctValues;

/** Facts of a column of text. One a thread. */
final class TextSurvey implements SurveyTask.Collector {

  private final int index;
  private final DistinctValues.Collector distinct = new DistinctValues.Collector();
  private final Map<String, Long> levels = new HashMap<>();
  private boolean tooMany;
  private long rows;
  private long missing;
  private long bytes;
  private int[] ofCode = new int[0];

  TextSurvey(Field field, Schema schema) {
    index = schema.names().indexOf(field.name());
  }

  @Override
  public void add(Block block, SurveyedNumbers label) {
    BytesColumn column = (BytesColumn) block.columns().get(index);
    int entries = column.dictionary().size();
    if (ofCode.length < entries) {
      ofCode = new int[entries];
    }
    Arrays.fill(ofCode, 0, entries, 0);
    for (int row = 0; row < block.rows(); row++) {
      if (!column.missing().at(row)) {
        ofCode[column.codes()[row]]++;
      }
    }
    rows += block.rows();
    missing += column.missing().count();
    for (int code = 0; code < entries; code++) {
      if (ofCode[code] > 0) {
        add(column.dictionary(), code, ofCode[code]);
      }
    }
  }

  private void add(Dictionary dictionary, int code, int count) {
    distinct.add(hash(dictionary, code));
    bytes += (long) count * dictionary.length(code);
    if (!tooMany) {
      levels.merge(dictionary.text(code), (long) count, Long::sum);
      tooMany = levels.size() > ColumnFacts.MOST_LEVELS;
    }
  }

  static long hash(Dictionary dictionary, int code) {
    return XxHash64.hash(
        dictionary.bytes(), dictionary.offsets()[code], dictionary.length(code), XxHash64.SEED);
  }

  @Override
  public ColumnFacts end() {
    return new ColumnFacts.Texts(
        rows, missing, distinct.end(), bytes, ColumnFacts.Levels.of(new TreeMap<>(levels)));
  }
}
