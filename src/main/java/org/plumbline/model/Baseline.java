package org.plumbline.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.statistics.CategoryDistribution;
import org.plumbline.statistics.Distribution;
import org.plumbline.statistics.Distributions;
import org.plumbline.statistics.NumberDistribution;

/**
 * {@code baseline.json}: how the columns were distributed that a model was trained on, the label
 * among them, over the rows of its window, the holdout's too.
 *
 * @param rows kept by the row rule
 */
public record Baseline(int formatVersion, String model, long rows, List<Column> columns) {

  public static final String NUMBER = "number";
  public static final String CATEGORY = "category";

  /** The column of a baseline of predictions. */
  public static final String PREDICTION = "prediction";

  public Baseline {
    columns = List.copyOf(columns);
  }

  /**
   * A column's distribution.
   *
   * @param kind {@link #NUMBER} or {@link #CATEGORY}: the other of the two is absent
   */
  public record Column(
      String column, String kind, Optional<Numbers> numbers, Optional<Levels> levels) {

    /** As it was counted. */
    public Distribution distribution() {
      return numbers
          .<Distribution>map(Numbers::distribution)
          .or(() -> levels.map(Levels::distribution))
          .orElseThrow();
    }
  }

  /**
   * Rows by cell. A cell ends where the next double above its numbers would be in another: their
   * bit patterns, made monotone and shifted right, are equal.
   *
   * @param whole whether every value is a whole number
   * @param shift by how many bits
   * @param max the greatest value; absent of none
   * @param lower the least number of each cell with rows, that of the first being the least value;
   *     zero is a cell of its own
   * @param counts rows by cell
   */
  public record Numbers(
      long nulls,
      long nans,
      long negativeInfinities,
      long positiveInfinities,
      boolean whole,
      int shift,
      OptionalDouble max,
      List<Double> lower,
      List<Long> counts) {

    public Numbers {
      lower = List.copyOf(lower);
      counts = List.copyOf(counts);
    }

    private static Numbers of(NumberDistribution numbers) {
      NumberDistribution.Odd odd = numbers.odd();
      return new Numbers(
          odd.nulls(),
          odd.nans(),
          odd.negativeInfinities(),
          odd.positiveInfinities(),
          numbers.isWhole(),
          numbers.shift(),
          numbers.values() == 0 ? OptionalDouble.empty() : OptionalDouble.of(numbers.max()),
          numbers.cells().stream().map(NumberDistribution.Cell::first).toList(),
          numbers.cells().stream().map(NumberDistribution.Cell::rows).toList());
    }

    private NumberDistribution distribution() {
      List<NumberDistribution.Cell> cells = new ArrayList<>();
      for (int cell = 0; cell < lower.size(); cell++) {
        double last = cell == lower.size() - 1 ? max.orElseThrow() : lower.get(cell);
        cells.add(new NumberDistribution.Cell(lower.get(cell), last, counts.get(cell)));
      }
      return NumberDistribution.of(
          new NumberDistribution.Odd(nulls, nans, negativeInfinities, positiveInfinities),
          whole,
          shift,
          cells);
    }
  }

  /**
   * Rows by level.
   *
   * @param others rows of levels beyond the most that are kept
   * @param counts rows by level
   */
  public record Levels(long missing, long others, Map<String, Long> counts) {

    public Levels {
      counts = Map.copyOf(counts);
    }

    private static Levels of(CategoryDistribution category) {
      return new Levels(category.missing(), category.others(), category.levels());
    }

    private CategoryDistribution distribution() {
      return new CategoryDistribution(missing, others, counts);
    }
  }

  /**
   * @param order of the columns
   */
  public static Baseline of(String model, Distributions distributions, List<String> order) {
    List<Column> columns =
        order.stream()
            .filter(column -> distributions.columns().containsKey(column))
            .map(column -> column(column, distributions.columns().get(column)))
            .toList();
    return new Baseline(FormatVersion.CURRENT, model, distributions.rows(), columns);
  }

  /** The predictions of held-out rows, as one column. */
  public static Baseline ofPredictions(String model, NumberDistribution predictions) {
    return of(
        model,
        new Distributions(new TreeMap<>(Map.of(PREDICTION, predictions))),
        List.of(PREDICTION));
  }

  private static Column column(String name, Distribution distribution) {
    return distribution instanceof NumberDistribution numbers
        ? new Column(name, NUMBER, Optional.of(Numbers.of(numbers)), Optional.empty())
        : new Column(
            name,
            CATEGORY,
            Optional.empty(),
            Optional.of(Levels.of((CategoryDistribution) distribution)));
  }

  /** As they were counted. */
  public Distributions distributions() {
    SortedMap<String, Distribution> byColumn = new TreeMap<>();
    columns.forEach(each -> byColumn.put(each.column(), each.distribution()));
    return new Distributions(byColumn);
  }
}
