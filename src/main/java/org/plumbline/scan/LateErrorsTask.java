package org.plumbline.scan;

import java.io.Serial;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Sums the errors of a partition of joined rows: what a task of {@link LateErrors} does. */
final class LateErrorsTask implements FlatMapFunction<Iterator<Row>, LateErrorsTask.Found> {

  @Serial private static final long serialVersionUID = 1;

  /** How many rows a message names. */
  static final int SHOWN = 3;

  private static final int DAY = 0;
  private static final int PREDICTION = 1;
  private static final int KEY = 2;
  private static final int LEAST = 3;
  private static final int GREATEST = 4;
  private static final int ARRIVALS = 5;

  /**
   * @param conflicts the first rows without one finite label, in words, in order of the words
   */
  record Found(SortedMap<Integer, SquaredErrors> days, List<String> conflicts)
      implements Serializable {}

  @Override
  public Iterator<Found> call(Iterator<Row> rows) {
    SortedMap<Integer, SquaredErrors.Collector> days = new TreeMap<>();
    SortedSet<String> conflicts = new TreeSet<>();
    rows.forEachRemaining(
        row ->
            add(
                row,
                days.computeIfAbsent(row.getInt(DAY), day -> new SquaredErrors.Collector()),
                conflicts));
    SortedMap<Integer, SquaredErrors> sums = new TreeMap<>();
    days.forEach((day, collector) -> sums.put(day, collector.finish()));
    return List.of(new Found(sums, List.copyOf(conflicts))).iterator();
  }

  private static void add(Row row, SquaredErrors.Collector day, SortedSet<String> conflicts) {
    if (row.isNullAt(LEAST)) {
      day.unlabelled();
      return;
    }
    double least = row.getDouble(LEAST);
    double greatest = row.getDouble(GREATEST);
    double prediction = row.getDouble(PREDICTION);
    if (least == greatest && isFinite(least - prediction)) {
      day.add(least, prediction, row.getLong(ARRIVALS));
      return;
    }
    conflicts.add(conflict(row.getString(KEY), least, greatest));
    if (conflicts.size() > SHOWN) {
      conflicts.remove(conflicts.last());
    }
  }

  /** Whether the fourth power of an error is a number. */
  private static boolean isFinite(double residual) {
    double square = residual * residual;
    return Double.isFinite(square * square);
  }

  private static String conflict(String key, double least, double greatest) {
    return least == greatest
        ? "key %s has %s".formatted(key, least)
        : "key %s has %s and %s".formatted(key, least, greatest);
  }
}
