package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.plumbline.model.Metrics;
import org.plumbline.report.Block.Cell;
import org.plumbline.report.Block.Head;

/** Measures of a challenger beside those of a champion. */
final class MetricsTable<T> {
  private final String caption;
  private final Optional<T> challenger;
  private final Optional<T> champion;
  private final boolean both;
  private final List<List<Cell>> rows = new ArrayList<>();

  /**
   * @param both whether there is a column for the champion, filled or not
   */
  private MetricsTable(String caption, boolean both, Optional<T> challenger, Optional<T> champion) {
    this.caption = caption;
    this.both = both;
    this.challenger = challenger;
    this.champion = champion;
  }

  static <T> MetricsTable<T> alone(String caption, Optional<T> challenger) {
    return new MetricsTable<>(caption, false, challenger, Optional.empty());
  }

  static <T> MetricsTable<T> beside(String caption, Optional<T> challenger, Optional<T> champion) {
    return new MetricsTable<>(caption, true, challenger, champion);
  }

  MetricsTable<T> row(String measure, Function<T, String> value) {
    return add(measure, value.andThen(Numbers::typographic), "number");
  }

  /** A row whose values are no numbers. */
  MetricsTable<T> words(String measure, Function<T, String> value) {
    return add(measure, value, "number word");
  }

  private MetricsTable<T> add(String measure, Function<T, String> value, String style) {
    List<Cell> cells = new ArrayList<>(List.of(Cell.text(measure)));
    cells.add(Cell.styled(challenger.map(value).orElse(Numbers.NONE), style));
    if (both) {
      cells.add(Cell.styled(champion.map(value).orElse(Numbers.NONE), style));
    }
    rows.add(cells);
    return this;
  }

  Block table() {
    List<Head> heads =
        both
            ? Head.first("Measure", "This model", "Champion")
            : Head.first("Measure", "This model");
    return Block.Table.of(caption, heads, rows);
  }

  /** What is measured of errors on held-out rows. */
  static MetricsTable<Metrics> errors(MetricsTable<Metrics> table) {
    return table
        .row("Rows", m -> Numbers.count(m.rows()))
        .row("Root mean squared error", m -> Numbers.significant(m.rmse(), 5))
        .row("Mean squared error", m -> Numbers.significant(m.mse(), 5))
        .row("R²", m -> number(m.r2(), 5))
        .row("Bias (predicted − observed)", m -> Numbers.significant(m.bias(), 3))
        .row("Mean absolute error", m -> number(m.mae(), 5))
        .row("Rows read for it", MetricsTable::maeRows);
  }

  static String number(OptionalDouble value, int digits) {
    return value.isPresent() ? Numbers.significant(value.getAsDouble(), digits) : Numbers.NONE;
  }

  private static String maeRows(Metrics metrics) {
    return metrics.maeRows().isPresent()
        ? Numbers.count(metrics.maeRows().getAsLong())
        : Numbers.NONE;
  }
}
