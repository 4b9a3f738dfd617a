package org.plumbline.scan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.plumbline.features.DayRange;
import org.plumbline.features.EventTime;
import org.plumbline.features.Inputs;
import org.plumbline.features.Scorer;
import org.plumbline.statistics.Distributions;
import org.plumbline.statistics.NumberDistribution;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/**
 * The pass that monitoring makes: distributions of a table's columns by day, and of the predictions
 * that a model makes of its rows, in one reading; nothing is stored. Rows are those of the days, as
 * scoring chooses them.
 */
public final class Profile {

  private Profile() {}

  /**
   * @param inputs columns to watch
   * @param scorer whose predictions are watched too; empty where they are a column
   * @param time dates the rows; empty: all are of {@link org.plumbline.features.EventDays#NO_DAY}
   *     and wanted
   * @param days wanted
   */
  public record Request(
      Snapshot snapshot,
      Inputs inputs,
      Optional<Scorer> scorer,
      Optional<EventTime> time,
      DayRange days) {

    List<String> columns() {
      Set<String> columns = new LinkedHashSet<>(inputs.columns());
      scorer.ifPresent(each -> columns.addAll(each.columns()));
      time.ifPresent(each -> columns.add(each.column()));
      return List.copyOf(columns);
    }
  }

  /**
   * @param byDay distributions of the watched columns, of days that have rows
   * @param predictions by day, of rows that can be scored; of the others they are missing; empty
   *     without a scorer
   * @param files read
   */
  public record Result(
      SortedMap<Integer, Distributions> byDay,
      SortedMap<Integer, NumberDistribution> predictions,
      int files,
      long bytesRead) {}

  /** The files that may hold rows of the days, as far as is known without opening them. */
  public static List<DataFile> files(Request request) {
    Snapshot snapshot = request.snapshot();
    return request
        .time()
        .map(
            time -> {
              DayBounds bounds = new DayBounds(snapshot, time.column(), time.zone());
              return snapshot.files().stream()
                  .filter(file -> bounds.mayHold(file, request.days()))
                  .toList();
            })
        .orElse(snapshot.files());
  }

  /**
   * @param spark asked for where there are files to read
   * @throws org.plumbline.Failure DATA for a column that is not there or of another type; of a task
   *     otherwise
   */
  public static Result run(Supplier<SparkSession> spark, Request request) {
    Snapshot snapshot = request.snapshot();
    Schemas.of(snapshot, request.columns());
    request.inputs().check(snapshot.schema(), snapshot.partitionColumns());
    request.scorer().ifPresent(each -> each.check(snapshot.schema(), snapshot.partitionColumns()));
    List<DataFile> files = files(request);
    String description =
        "distributions of %d columns, %s, %d to read"
            .formatted(request.inputs().columns().size(), snapshot.label(), files.size());
    SortedMap<Integer, Distributions> byDay = new TreeMap<>();
    SortedMap<Integer, NumberDistribution> predictions = new TreeMap<>();
    long bytes = 0;
    PassInput input = PassInput.of(snapshot, request.columns(), files);
    for (ProfileTask.Found found : Pass.run(spark, description, input, new ProfileTask(request))) {
      Watching.add(request.inputs(), found.byDay(), byDay);
      found
          .predictions()
          .forEach((day, more) -> predictions.merge(day, more, NumberDistribution::plus));
      bytes += found.bytesRead();
    }
    return new Result(byDay, predictions, files.size(), bytes);
  }
}
