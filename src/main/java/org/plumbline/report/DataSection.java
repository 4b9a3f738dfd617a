package org.plumbline.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.plumbline.model.DataSummary;
import org.plumbline.model.DataSummary.CategorySummary;
import org.plumbline.model.DataSummary.ColumnSummary;
import org.plumbline.model.Model;
import org.plumbline.model.TrainRecord;
import org.plumbline.report.Block.Cell;
import org.plumbline.report.Block.Head;

/** The training data by column: means, deviations, and correlations as a table with shades. */
final class DataSection {
  private static final int MOST_CORRELATED = 20;
  private static final double[] SHADES = {0.1, 0.3, 0.5, 0.75};

  private final List<ColumnSummary> columns;

  private DataSection(List<ColumnSummary> columns) {
    this.columns = columns;
  }

  /** Absent where there is no column. */
  static Optional<Page.Section> of(TrainRecord train, Optional<Model> model) {
    DataSummary data = train.data();
    if (data.columns().isEmpty()) {
      return Optional.empty();
    }
    DataSection section = new DataSection(data.columns());
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Paragraph(
            "The "
                + Numbers.counted(data.rows(), "row")
                + " that trained the model, weighted as in the fit; the label stands last."));
    MissingWords.of(train, model).ifPresent(text -> blocks.add(new Block.Paragraph(text)));
    blocks.add(section.summary());
    data.categories().ifPresent(each -> blocks.add(categories(each)));
    if (data.columns().size() > 1) {
      blocks.add(section.correlations());
    }
    return Optional.of(new Page.Section("data", "Training data", blocks));
  }

  private Block summary() {
    List<List<Cell>> rows = new ArrayList<>();
    for (ColumnSummary column : columns) {
      rows.add(
          List.of(
              Cell.text(Names.visible(column.column())),
              Cell.number(Numbers.significant(column.mean(), 5)),
              Cell.number(Numbers.significant(column.deviation(), 5)),
              Cell.number(Numbers.count(column.missing()))));
    }
    return Block.Table.of(
        "Means and standard deviations",
        Head.first("Column", "Mean", "Std. deviation", "Missing"),
        rows);
  }

  private static Block categories(List<CategorySummary> categories) {
    List<List<Cell>> rows = new ArrayList<>();
    for (CategorySummary each : categories) {
      rows.add(
          List.of(
              Cell.text(Names.visible(each.category())),
              Cell.styled(each.reference().map(Names::visible).orElse(Numbers.NONE), "word"),
              Cell.number(Numbers.count(each.levels())),
              Cell.number(Numbers.count(each.levels() - each.kept())),
              Cell.number(Numbers.count(each.pooledRows())),
              Cell.number(Numbers.count(each.missing()))));
    }
    List<Head> heads =
        new ArrayList<>(List.of(new Head("Category", ""), new Head("Reference", "")));
    for (String number : List.of("Levels", "Pooled levels", "Pooled rows", "Missing rows")) {
      heads.add(new Head(number, "number"));
    }
    return Block.Table.of("Categories", heads, rows);
  }

  /** Of all columns, or of those most correlated with the label where there are many. */
  private Block correlations() {
    List<Integer> shown = shown();
    List<String> heads = new ArrayList<>();
    for (int column : shown.subList(0, shown.size() - 1)) {
      heads.add(CoefficientChart.shortened(columns.get(column).column(), 14));
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (int row = 1; row < shown.size(); row++) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.text(Names.visible(columns.get(shown.get(row)).column())));
      for (int column = 0; column < shown.size() - 1; column++) {
        cells.add(
            column < row ? shaded(correlation(shown.get(row), shown.get(column))) : Cell.text(""));
      }
      rows.add(cells);
    }
    String some =
        shown.size() < columns.size()
            ? ": the "
                + (shown.size() - 1)
                + " most correlated with the label, of "
                + (columns.size() - 1)
            : "";
    return Block.Table.of(
        "Correlations" + some + "; shades repeat what the numbers say",
        Head.first("", heads.toArray(String[]::new)),
        rows);
  }

  private List<Integer> shown() {
    int label = columns.size() - 1;
    Set<Integer> kept = new HashSet<>(Set.of(label));
    IntStream.range(0, label)
        .boxed()
        .sorted(Comparator.comparingDouble(column -> -strength(label, column)))
        .limit(MOST_CORRELATED)
        .forEach(kept::add);
    return kept.stream().sorted().toList();
  }

  private double strength(int row, int column) {
    return Math.abs(correlation(row, column).orElse(0));
  }

  private OptionalDouble correlation(int row, int column) {
    List<OptionalDouble> correlations = columns.get(row).correlations();
    return column < correlations.size() ? correlations.get(column) : OptionalDouble.empty();
  }

  private static Cell shaded(OptionalDouble correlation) {
    if (correlation.isEmpty()) {
      return Cell.styled(Numbers.NONE, "heat");
    }
    double value = correlation.getAsDouble();
    int shade = 0;
    while (shade < SHADES.length && Math.abs(value) >= SHADES[shade]) {
      shade++;
    }
    String style = shade == 0 ? "heat" : "heat " + (value > 0 ? "c" : "w") + shade;
    return Cell.styled(Numbers.typographic(Numbers.fixed(value, 2)), style);
  }
}
