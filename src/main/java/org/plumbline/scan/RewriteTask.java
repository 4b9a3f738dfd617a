package org.plumbline.scan;

import java.io.Serial;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.columns.Block;
import org.plumbline.columns.Schema;
import org.plumbline.features.EventDays;
import org.plumbline.features.Flaw;
import org.plumbline.features.Predictions;
import org.plumbline.features.Scorer;
import org.plumbline.table.BlockSource;
import org.plumbline.table.Snapshot;
import org.plumbline.table.WrittenFile;

/**
 * Scores pieces of files into one new file: what a task of {@link Rewrite} does. Every attempt
 * writes a file of its own, so that speculation and retries never meet.
 */
final class RewriteTask implements Pass.Work<RewriteTask.Found> {

  @Serial private static final long serialVersionUID = 1;

  /** How often a column is unusable, and why. */
  record ColumnFlaw(String column, Flaw flaw) implements Comparable<ColumnFlaw>, Serializable {

    private static final Comparator<ColumnFlaw> ORDER =
        Comparator.comparing(ColumnFlaw::column).thenComparing(ColumnFlaw::flaw);

    @Override
    public int compareTo(ColumnFlaw other) {
      return ORDER.compare(this, other);
    }

    String words() {
      return switch (flaw) {
        case NAN -> "NaN";
        case UNSEEN -> "of a level that the model was not trained on";
        default -> flaw.name().toLowerCase(Locale.ROOT);
      };
    }
  }

  /**
   * @param files none where no row was to be scored, else one
   * @param unscored rows with a null prediction
   */
  record Found(
      List<WrittenFile> files,
      long unscored,
      TreeMap<ColumnFlaw, Long> flaws,
      TreeMap<Substituted, Long> substituted,
      long bytesRead)
      implements Serializable {}

  private final Snapshot snapshot;
  private final Scorer scorer;
  private final String modelId;

  /** None or one: an optional does not serialize. */
  private final List<Rewrite.EventDay> day;

  private final String stagingPrefix;
  private final List<String> columns;
  private final Schema output;

  RewriteTask(Rewrite.Request request, List<String> columns, Schema output) {
    this.snapshot = request.snapshot().withoutFiles();
    this.scorer = request.scorer();
    this.modelId = request.modelId();
    this.day = request.day().stream().toList();
    this.stagingPrefix = request.stagingPrefix();
    this.columns = columns;
    this.output = output;
  }

  @Override
  public Found of(List<Piece> pieces, Configuration hadoop) {
    Schema schema = Schemas.of(snapshot, columns);
    Predictions predictions = new Predictions(scorer, schema);
    Optional<EventDays> days =
        day.stream()
            .findFirst()
            .map(wanted -> new EventDays(wanted.column(), wanted.zone(), schema));
    String path = stagingPrefix + UUID.randomUUID() + ".parquet";
    long bytes = 0;
    try (ScoreFile file = new ScoreFile(path, output, modelId, hadoop)) {
      for (Piece piece : pieces) {
        if (isOfOtherDays(piece, days, hadoop)) {
          continue;
        }
        try (BlockSource reader = piece.open(snapshot, columns, hadoop)) {
          while (reader.next()) {
            Block block = reader.block();
            file.write(block, rows(block, days), predictions);
          }
          bytes += reader.bytesRead();
        }
      }
      return file.finish(bytes);
    }
  }

  private boolean isOfOtherDays(Piece piece, Optional<EventDays> days, Configuration hadoop) {
    return days.flatMap(
            events ->
                FooterDays.of(snapshot, piece.file(), day.get(0).column(), events, hadoop)
                    .map(known -> !known.contains(day.get(0).day())))
        .orElse(false);
  }

  private BlockRows rows(Block block, Optional<EventDays> days) {
    int[] rows = new int[block.rows()];
    int count = 0;
    days.ifPresent(events -> events.read(block));
    for (int row = 0; row < block.rows(); row++) {
      if (days.isEmpty() || days.get().day(row) == day.get(0).day()) {
        rows[count++] = row;
      }
    }
    return new BlockRows(rows, count);
  }
}
