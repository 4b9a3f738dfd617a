package org.plumbline.benchmark;

import java.util.List;

/**
 * A row of the table.
 *
 * @param name what is compared
 * @param data the table it reads, made on first use
 * @param ours the side that is ours
 * @param rivals sides it is held against; the fastest counts
 * @param expected the most that ours may take, as a fraction of the fastest rival
 */
record Comparison(String name, Table data, String ours, List<String> rivals, double expected) {

  static final List<Comparison> ALL =
      List.of(
          new Comparison("reader, 5 M × 20", Table.NARROW, "read", List.of("read-spark"), 0.6),
          new Comparison(
              "reader, dictionary, nulls, text", Table.MIXED, "read", List.of("read-spark"), 0.5),
          new Comparison(
              "fit 5 M × 20, exact", Table.NARROW, "fit-exact", List.of("fit-mllib"), 1 / 6.0),
          new Comparison(
              "fit 5 M × 20, double", Table.NARROW, "fit-double", List.of("fit-mllib"), 1 / 10.0),
          new Comparison(
              "fit 500 k × 200, double", Table.WIDE, "fit-double", List.of("fit-mllib"), 1 / 8.0),
          new Comparison(
              "score 5 M × 20, two carried", Table.NARROW, "score", List.of("score-spark"), 0.5),
          new Comparison(
              "one new day after 365", Table.DAILY, "fit-new-day", List.of("fit-all-days"), 0.1));
}
