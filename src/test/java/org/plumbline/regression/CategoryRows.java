package org.plumbline.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.LevelCollector;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.MomentCollector;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Statistics;
import org.plumbline.statistics.Tile;

/** Rows in memory with numbers, categories, a label, weights and days; immutable. */
final class CategoryRows {
  private final Map<String, double[]> numbers;
  private final Map<String, String[]> categories;
  private final Map<String, List<String>> carriers;
  private final double[] label;
  private final double[] weights;
  private final int[] days;

  private CategoryRows(
      Map<String, double[]> numbers,
      Map<String, String[]> categories,
      Map<String, List<String>> carriers,
      double[] label,
      double[] weights,
      int[] days) {
    this.numbers = numbers;
    this.categories = categories;
    this.carriers = carriers;
    this.label = label;
    this.weights = weights;
    this.days = days;
  }

  static CategoryRows of(double... label) {
    int[] days = new int[label.length];
    Arrays.fill(days, Group.NO_DAY);
    double[] weights = new double[label.length];
    Arrays.fill(weights, 1);
    return new CategoryRows(
        new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), label, weights, days);
  }

  CategoryRows number(String name, double... values) {
    Map<String, double[]> more = new LinkedHashMap<>(numbers);
    more.put(name, values);
    return new CategoryRows(more, categories, carriers, label, weights, days);
  }

  CategoryRows category(String name, String... levels) {
    Map<String, String[]> more = new LinkedHashMap<>(categories);
    more.put(name, levels);
    return new CategoryRows(numbers, more, carriers, label, weights, days);
  }

  /** A number that varies within the levels of a category. */
  CategoryRows carried(String category, String number) {
    Map<String, List<String>> more = new LinkedHashMap<>(carriers);
    List<String> names = new ArrayList<>(more.getOrDefault(category, List.of()));
    names.add(number);
    more.put(category, names);
    return new CategoryRows(numbers, categories, more, label, weights, days);
  }

  CategoryRows labelled(double... values) {
    return new CategoryRows(numbers, categories, carriers, values, weights, days);
  }

  CategoryRows weighted(double... values) {
    return new CategoryRows(numbers, categories, carriers, label, values, days);
  }

  CategoryRows onDays(int... values) {
    return new CategoryRows(numbers, categories, carriers, label, weights, values);
  }

  CategoryRows renamed(String category, UnaryOperator<String> name) {
    return category(
        category, Arrays.stream(categories.get(category)).map(name).toArray(String[]::new));
  }

  /** The rows named, in their order. */
  CategoryRows ordered(List<Integer> order) {
    CategoryRows chosen =
        of(pick(label, order))
            .weighted(pick(weights, order))
            .onDays(order.stream().mapToInt(row -> days[row]).toArray());
    for (Map.Entry<String, double[]> each : numbers.entrySet()) {
      chosen = chosen.number(each.getKey(), pick(each.getValue(), order));
    }
    for (Map.Entry<String, String[]> each : categories.entrySet()) {
      chosen =
          chosen.category(
              each.getKey(),
              order.stream().map(row -> each.getValue()[row]).toArray(String[]::new));
    }
    return new CategoryRows(
        chosen.numbers, chosen.categories, carriers, chosen.label, chosen.weights, chosen.days);
  }

  private static double[] pick(double[] values, List<Integer> order) {
    return order.stream().mapToDouble(row -> values[row]).toArray();
  }

  int count() {
    return label.length;
  }

  double[] label() {
    return label;
  }

  double[] weights() {
    return weights;
  }

  double[] number(String name) {
    return numbers.get(name);
  }

  String[] levels(String category) {
    return categories.get(category);
  }

  LevelLayout layout() {
    List<String> columns = new ArrayList<>(numbers.keySet());
    columns.add("y");
    return new LevelLayout(
        columns,
        categories.keySet().stream()
            .map(name -> new LevelLayout.Category(name, carriers.getOrDefault(name, List.of())))
            .toList());
  }

  /** Value of a term in a row. */
  double value(Term term, int row) {
    if (term.within().isPresent()) {
      Term.Within within = term.within().get();
      if (!within.levels().contains(categories.get(within.category())[row])) {
        return 0;
      }
    }
    double sum = 0;
    for (Term.Part part : term.parts()) {
      boolean constant = part.column().equals(Term.CONSTANT);
      sum += part.factor() * (constant ? 1 : numbers.get(part.column())[row]);
    }
    return sum;
  }

  Statistics statistics() {
    return statistics(Precision.EXACT, IntStream.range(0, count()).toArray());
  }

  SortedMap<Integer, Statistics> byDay() {
    return byDay(Precision.EXACT);
  }

  SortedMap<Integer, Statistics> byDay(Precision precision) {
    SortedMap<Integer, Statistics> all = new TreeMap<>();
    for (int day : IntStream.of(days).distinct().toArray()) {
      int[] rows = IntStream.range(0, count()).filter(row -> days[row] == day).toArray();
      all.put(day, statistics(precision, rows));
    }
    return all;
  }

  private Statistics statistics(Precision precision, int[] rows) {
    LevelLayout layout = layout();
    double[][] z = new double[layout.columns().size()][];
    int k = 0;
    for (double[] values : numbers.values()) {
      z[k++] = values.clone();
    }
    z[k] = label.clone();
    Group group = new Group(1, 0);
    MomentCollector moments = new MomentCollector(layout.columns(), precision, Tile.scalar());
    moments.add(group, z, weights, rows, 0, rows.length);
    LevelCollector levels = new LevelCollector(layout);
    levels.add(group, z, weights, codes(), rows, 0, rows.length);
    return new Statistics(moments.endRowGroup().get(group), levels.endRowGroup().get(group));
  }

  private List<LevelCollector.Codes> codes() {
    List<LevelCollector.Codes> all = new ArrayList<>();
    for (String[] levels : categories.values()) {
      List<String> names = new ArrayList<>(new LinkedHashSet<>(Arrays.asList(levels)));
      Map<String, Integer> codeOf = new LinkedHashMap<>();
      names.forEach(name -> codeOf.put(name, codeOf.size()));
      all.add(
          new LevelCollector.Codes(Arrays.stream(levels).mapToInt(codeOf::get).toArray(), names));
    }
    return all;
  }
}
