package org.plumbline.scan;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.plumbline.columns.Schema;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.DesignRows;
import org.plumbline.features.Inputs;
import org.plumbline.statistics.Distributions;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/**
 * Distributions of the columns of training rows where no statistics are made: in one pass, with
 * nothing stored. They are those that {@link Summarize} makes beside moments.
 */
public final class TrainingProfile {

  private TrainingProfile() {}

  /**
   * @param distributions of what the design reads and its label, over the rows that its rule keeps
   * @param files read
   */
  public record Result(Distributions distributions, int files, long bytesRead) {}

  /**
   * @param spark asked for where there are files to read
   * @throws org.plumbline.Failure of a task
   */
  public static Result of(
      Supplier<SparkSession> spark, Snapshot snapshot, Design design, DayRange window) {
    Inputs inputs = Inputs.of(design);
    List<DataFile> files = DayBounds.possible(snapshot, design.rule(), window);
    List<Found> found =
        Pass.run(
            spark,
            "distributions of %d columns, %s, %d to read"
                .formatted(inputs.columns().size(), snapshot.label(), files.size()),
            PassInput.of(snapshot, design.columns(), files),
            new Task(snapshot.withoutFiles(), design, inputs));
    SortedMap<Integer, Distributions> byDay = new TreeMap<>();
    found.forEach(part -> Watching.add(inputs, part.byDay(), byDay));
    byDay.keySet().removeIf(day -> !window.contains(day));
    return new Result(
        Watching.sum(inputs, new ArrayList<>(byDay.values())),
        files.size(),
        found.stream().mapToLong(Found::bytesRead).sum());
  }

  private record Found(TreeMap<Integer, Distributions> byDay, long bytesRead)
      implements Serializable {}

  /** What a task does of it. */
  private record Task(Snapshot snapshot, Design design, Inputs inputs) implements Pass.Work<Found> {

    @Serial private static final long serialVersionUID = 1;

    @Override
    public Found of(List<Piece> pieces, Configuration hadoop) {
      Schema schema = Schemas.of(snapshot, design.columns());
      DesignRows rows = new DesignRows(new Design(design.rule(), List.of()), schema);
      DistributionCollector collector = new DistributionCollector(inputs, schema);
      long bytes =
          new PieceBlocks(snapshot, design.columns(), hadoop)
              .each(
                  pieces,
                  block -> {
                    rows.take(block);
                    collector.add(block, rows);
                  });
      return new Found(new TreeMap<>(collector.end()), bytes);
    }
  }
}
