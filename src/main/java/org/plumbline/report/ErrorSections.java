package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.plumbline.model.Evaluation;
import org.plumbline.model.Evaluation.Charts;
import org.plumbline.model.Metrics;
import org.plumbline.report.Block.Cell;
import org.plumbline.report.Block.Figure;
import org.plumbline.report.Block.Head;
import org.plumbline.report.Block.Mark;

/** Errors on held-out rows day by day, and what single rows show of them. */
final class ErrorSections {
  private static final int WIDE = 900;
  private static final int HALF = 440;
  private static final int NARROW = 350;

  private ErrorSections() {}

  /** Absent where no day has an error. */
  static Optional<Page.Section> days(Evaluation evaluation) {
    List<DayErrorChart.Point> points =
        evaluation.days().stream()
            .map(
                day ->
                    new DayErrorChart.Point(
                        day.day(), error(day.challenger()), error(day.champion()), false))
            .toList();
    String label = "RMSE";
    Optional<String> wide = DayErrorChart.draw("days-wide", points, "Error by day", label, WIDE);
    Optional<String> narrow =
        DayErrorChart.draw("days-narrow", points, "Error by day", label, NARROW);
    if (wide.isEmpty() || narrow.isEmpty()) {
      return Optional.empty();
    }
    String caption =
        "Root mean squared error on the held-out rows of each day, by event day; lower is better.";
    Figure figure =
        new Figure(wide.get(), narrow.get(), caption, key(evaluation.champion().isPresent()));
    return Optional.of(
        new Page.Section("days", "Error by day", List.of(figure, dayTable(evaluation))));
  }

  private static OptionalDouble error(Optional<Metrics> metrics) {
    return metrics.stream().mapToDouble(Metrics::rmse).filter(Double::isFinite).findFirst();
  }

  private static List<Mark> key(boolean both) {
    return both ? List.of(Mark.CHALLENGER, Mark.CHAMPION) : List.of();
  }

  private static Block dayTable(Evaluation evaluation) {
    boolean both = evaluation.champion().isPresent();
    List<String> heads = new ArrayList<>(List.of("Rows", "RMSE", "Bias"));
    if (both) {
      heads.addAll(List.of("Champion RMSE", "Champion bias"));
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (Evaluation.Day day : evaluation.days()) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.text(day.day().toString())));
      Optional<Metrics> any =
          Stream.of(day.challenger(), day.champion()).flatMap(Optional::stream).findFirst();
      cells.add(number(any.map(m -> Numbers.count(m.rows()))));
      cells.add(number(day.challenger().map(m -> Numbers.significant(m.rmse(), 4))));
      cells.add(number(day.challenger().map(m -> Numbers.significant(m.bias(), 3))));
      if (both) {
        cells.add(number(day.champion().map(m -> Numbers.significant(m.rmse(), 4))));
        cells.add(number(day.champion().map(m -> Numbers.significant(m.bias(), 3))));
      }
      rows.add(cells);
    }
    return Block.Table.of("Errors by day", Head.first("Day", heads.toArray(String[]::new)), rows)
        .foldedUnder("The numbers of " + Numbers.counted(rows.size(), "day"));
  }

  private static Cell number(Optional<String> text) {
    return Cell.number(text.orElse(Numbers.NONE));
  }

  /** Absent where no row was read. */
  static Optional<Page.Section> rows(Evaluation evaluation) {
    return evaluation.charts().flatMap(ErrorSections::rows);
  }

  private static Optional<Page.Section> rows(Charts charts) {
    boolean both = charts.champion().isPresent();
    List<Block> blocks = new ArrayList<>();
    String read =
        charts
            .firstDay()
            .flatMap(first -> charts.lastDay().map(last -> " of " + first + " to " + last))
            .orElse("");
    blocks.add(new Block.Paragraph("From the held-out rows" + read + ", read one by one."));
    Optional<Figure> calibration = calibration(charts, both);
    Optional<Figure> residuals = residuals(charts, both);
    if (calibration.isPresent() && residuals.isPresent()) {
      blocks.add(new Block.Pair(calibration.get(), residuals.get()));
    } else {
      calibration.ifPresent(blocks::add);
      residuals.ifPresent(blocks::add);
    }
    if (blocks.size() == 1) {
      return Optional.empty();
    }
    return Optional.of(new Page.Section("predictions", "Predictions and residuals", blocks));
  }

  private static Optional<Figure> calibration(Charts charts, boolean both) {
    return CalibrationChart.draw("calibration-wide", charts, HALF)
        .flatMap(
            wide ->
                CalibrationChart.draw("calibration-narrow", charts, NARROW)
                    .map(
                        narrow ->
                            new Figure(
                                wide,
                                narrow,
                                "Observed against predicted, in bins of the prediction; the area"
                                    + " of a mark grows with its rows. On the dashed diagonal the"
                                    + " model is right on average.",
                                key(both))));
  }

  private static String spread(Charts charts) {
    String champion =
        charts.champion().map(bins -> "; champion " + ResidualChart.beyond(bins)).orElse("");
    return "How residuals are spread; rows beyond the axis: "
        + ResidualChart.beyond(charts.challenger())
        + champion
        + ".";
  }

  private static Optional<Figure> residuals(Charts charts, boolean both) {
    List<Mark> key =
        both
            ? List.of(
                new Mark("■", "challenger", "challenger"), new Mark("╌", "champion", "champion"))
            : List.of();
    return ResidualChart.draw("residuals-wide", charts, HALF)
        .flatMap(
            wide ->
                ResidualChart.draw("residuals-narrow", charts, NARROW)
                    .map(narrow -> new Figure(wide, narrow, spread(charts), key)));
  }
}
