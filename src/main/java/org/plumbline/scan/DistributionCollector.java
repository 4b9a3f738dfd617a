package org.plumbline.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.columns.Block;
import org.plumbline.columns.Schema;
import org.plumbline.features.DesignRows;
import org.plumbline.features.InputColumns;
import org.plumbline.features.Inputs;
import org.plumbline.features.LevelCodes;
import org.plumbline.statistics.CategoryCollector;
import org.plumbline.statistics.Distribution;
import org.plumbline.statistics.Distributions;
import org.plumbline.statistics.LevelCollector;
import org.plumbline.statistics.NumberCollector;

/** Counts the distributions of watched columns by day. One a thread. */
final class DistributionCollector {

  /** Collectors that count at once, 16 KB each; beyond, days are ended and begun anew. */
  private static final int MOST_COLLECTORS = 4096;

  private final Inputs inputs;
  private final InputColumns columns;
  private final Map<Integer, OfDay> open = new HashMap<>();
  private final SortedMap<Integer, Distributions> ended = new TreeMap<>();
  private double[] gathered = new double[Block.MAX_ROWS];
  private int blockRows;

  /** Collectors of one day, in the order of the inputs. */
  private record OfDay(List<NumberCollector> numbers, List<CategoryCollector> categories) {}

  /**
   * @param schema of the blocks
   */
  DistributionCollector(Inputs inputs, Schema schema) {
    this.inputs = inputs;
    this.columns = new InputColumns(inputs, schema);
  }

  /**
   * Adds the rows of a block that a rule keeps. Groups come by day, so that the folds of one lie
   * beside each other.
   */
  void add(Block block, DesignRows rows) {
    take(block);
    int first = 0;
    for (int g = 1; g <= rows.groups(); g++) {
      if (g == rows.groups() || rows.day(g) != rows.day(first)) {
        add(rows.day(first), rows.order(), rows.from(first), rows.to(g - 1));
        first = g;
      }
    }
  }

  /** Takes a block, whose rows are then {@linkplain #add added} to days. */
  void take(Block block) {
    columns.read(block);
    blockRows = block.rows();
    if (gathered.length < blockRows) {
      gathered = new double[blockRows];
    }
  }

  /** Adds the rows {@code order[from] … order[to − 1]} of the block taken to a day. */
  void add(int day, int[] order, int from, int to) {
    if (from == to) {
      return;
    }
    OfDay collectors = ofDay(day);
    for (int number = 0; number < inputs.numbers().size(); number++) {
      add(number, collectors.numbers().get(number), order, from, to);
    }
    for (int category = 0; category < inputs.categories().size(); category++) {
      LevelCodes levels = columns.levels(category);
      collectors
          .categories()
          .get(category)
          .add(new LevelCollector.Codes(levels.codes(), levels.names()), order, from, to);
    }
  }

  /** Rows of the whole block in any order are its rows as they lie: the order is not in a count. */
  private void add(int number, NumberCollector collector, int[] order, int from, int to) {
    boolean finite = columns.areFinite(number);
    if (finite && to - from == blockRows) {
      collector.add(columns.values(number), 0, blockRows);
      return;
    }
    int count = 0;
    double[] values = columns.values(number);
    for (int k = from; k < to; k++) {
      int row = order[k];
      if (finite) {
        gathered[count++] = values[row];
      } else if (!columns.isNull(number, row)) {
        gathered[count++] = columns.value(number, row);
      }
    }
    collector.add(gathered, 0, count);
    collector.addNulls((long) to - from - count);
  }

  private OfDay ofDay(int day) {
    OfDay known = open.get(day);
    if (known != null) {
      return known;
    }
    int width = Math.max(1, inputs.numbers().size() + inputs.categories().size());
    if ((open.size() + 1L) * width > MOST_COLLECTORS) {
      endDays();
    }
    List<NumberCollector> numbers = new ArrayList<>();
    inputs.numbers().forEach(number -> numbers.add(new NumberCollector()));
    List<CategoryCollector> categories = new ArrayList<>();
    inputs
        .categories()
        .forEach(each -> categories.add(new CategoryCollector(each.known(), each.mostOthers())));
    OfDay begun = new OfDay(numbers, categories);
    open.put(day, begun);
    return begun;
  }

  private void endDays() {
    SortedMap<Integer, Distributions> found = new TreeMap<>();
    open.forEach((day, collectors) -> found.put(day, end(collectors)));
    Watching.add(inputs, found, ended);
    open.clear();
  }

  private Distributions end(OfDay collectors) {
    SortedMap<String, Distribution> byColumn = new TreeMap<>();
    for (int number = 0; number < inputs.numbers().size(); number++) {
      byColumn.put(inputs.numbers().get(number), collectors.numbers().get(number).end());
    }
    for (int category = 0; category < inputs.categories().size(); category++) {
      byColumn.put(
          inputs.categories().get(category).column(), collectors.categories().get(category).end());
    }
    return new Distributions(byColumn);
  }

  /** What was counted, by day; the collector is empty again. */
  SortedMap<Integer, Distributions> end() {
    endDays();
    SortedMap<Integer, Distributions> result = new TreeMap<>(ended);
    ended.clear();
    return result;
  }
}
