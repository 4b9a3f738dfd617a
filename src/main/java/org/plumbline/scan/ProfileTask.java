package org.plumbline.scan;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.columns.Block;
import org.plumbline.columns.Schema;
import org.plumbline.features.DayRange;
import org.plumbline.features.EventDays;
import org.plumbline.features.EventTime;
import org.plumbline.features.Inputs;
import org.plumbline.features.Predictions;
import org.plumbline.features.Scorer;
import org.plumbline.statistics.Distributions;
import org.plumbline.statistics.NumberCollector;
import org.plumbline.statistics.NumberDistribution;
import org.plumbline.table.BlockSource;
import org.plumbline.table.Snapshot;

/** Distributions of pieces of files: what a task of {@link Profile} does. */
final class ProfileTask implements Pass.Work<ProfileTask.Found> {

  @Serial private static final long serialVersionUID = 1;

  record Found(
      TreeMap<Integer, Distributions> byDay,
      TreeMap<Integer, NumberDistribution> predictions,
      long bytesRead)
      implements Serializable {}

  private final Snapshot snapshot;
  private final Inputs inputs;

  /** None or one: an optional does not serialize. */
  private final List<Scorer> scorer;

  private final List<EventTime> time;
  private final DayRange days;
  private final List<String> columns;

  ProfileTask(Profile.Request request) {
    snapshot = request.snapshot().withoutFiles();
    inputs = request.inputs();
    scorer = request.scorer().stream().toList();
    time = request.time().stream().toList();
    days = request.days();
    columns = request.columns();
  }

  @Override
  public Found of(List<Piece> pieces, Configuration hadoop) {
    Reading reading = new Reading(hadoop);
    long bytes = 0;
    for (Piece piece : pieces) {
      bytes += reading.read(piece);
    }
    return reading.end(bytes);
  }

  /** A task at work. */
  private final class Reading {
    private final Configuration hadoop;
    private final Optional<EventDays> events;
    private final Optional<Predictions> predictions;
    private final DistributionCollector collector;
    private final TreeMap<Integer, NumberCollector> predicted = new TreeMap<>();
    private final RowsByDay rows = new RowsByDay();
    private double[] gathered = new double[0];

    Reading(Configuration hadoop) {
      Schema schema = Schemas.of(snapshot, columns);
      this.hadoop = hadoop;
      events =
          time.stream().findFirst().map(each -> new EventDays(each.column(), each.zone(), schema));
      predictions = scorer.stream().findFirst().map(each -> new Predictions(each, schema));
      collector = new DistributionCollector(inputs, schema);
    }

    long read(Piece piece) {
      if (isOfOtherDays(piece)) {
        return 0;
      }
      try (BlockSource reader = piece.open(snapshot, columns, hadoop)) {
        while (reader.next()) {
          add(reader.block());
        }
        return reader.bytesRead();
      }
    }

    private boolean isOfOtherDays(Piece piece) {
      return events
          .flatMap(
              each ->
                  FooterDays.of(snapshot, piece.file(), time.get(0).column(), each, hadoop)
                      .map(known -> known.first() > days.last() || known.last() < days.first()))
          .orElse(false);
    }

    private void add(Block block) {
      events.ifPresent(each -> each.read(block));
      rows.arrange(block.rows(), events, days);
      if (rows.days().isEmpty()) {
        return;
      }
      collector.take(block);
      predictions.ifPresent(each -> each.take(block));
      for (RowsByDay.OfDay day : rows.days()) {
        collector.add(day.day(), rows.order(), day.from(), day.to());
        predictions.ifPresent(each -> add(each, day));
      }
    }

    private void add(Predictions made, RowsByDay.OfDay day) {
      if (gathered.length < day.to() - day.from()) {
        gathered = new double[day.to() - day.from()];
      }
      boolean all = made.allUsable();
      int count = 0;
      for (int k = day.from(); k < day.to(); k++) {
        int row = rows.order()[k];
        if (all || made.usable(row)) {
          gathered[count++] = made.values()[row];
        }
      }
      NumberCollector numbers =
          predicted.computeIfAbsent(day.day(), absent -> new NumberCollector());
      numbers.add(gathered, 0, count);
      numbers.addNulls((long) day.to() - day.from() - count);
    }

    Found end(long bytes) {
      TreeMap<Integer, NumberDistribution> distributions = new TreeMap<>();
      predicted.forEach((day, numbers) -> distributions.put(day, numbers.end()));
      return new Found(new TreeMap<>(collector.end()), distributions, bytes);
    }
  }
}
