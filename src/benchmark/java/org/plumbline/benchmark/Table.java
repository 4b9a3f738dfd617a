package org.plumbline.benchmark;

import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The tables that all sides read: seeded, written by Spark with its defaults (Snappy). */
enum Table {
  /** 5 million rows of 20 Gaussian doubles, a label and an int64 key, in 8 files. */
  NARROW(5_000_000, 20, 8),
  /**
   * 5 million rows of ten whole numbers below a million and ten prices of few values, in 8 files.
   */
  CODED(5_000_000, 20, 8),
  /** 500 thousand rows of 20 Gaussian doubles, in 8 files. */
  SMALL(500_000, 20, 8),
  /** 500 thousand rows of 200 Gaussian doubles, a label and an int64 key, in 8 files. */
  WIDE(500_000, 200, 8),
  /** The first 100 terms of {@link #WIDE}. */
  WIDE_HUNDRED(WIDE, 100),
  /** The first 50 terms of {@link #WIDE}. */
  WIDE_FIFTY(WIDE, 50),
  /** 100 thousand rows of 2,000 Gaussian doubles, in 8 files. */
  BROAD(100_000, 2_000, 8),
  /**
   * 5 million rows of five numbers in dictionary pages with 10 % nulls, and three texts, in 8
   * files.
   */
  MIXED(5_000_000, 5, 8),
  /** 5 million rows of 20 Gaussian doubles and a text of 100,000 levels, in 8 files. */
  LEVELS(5_000_000, 20, 8),
  /** 366 days of 20 thousand rows of 20 Gaussian doubles, a file a day. */
  DAILY(366 * 20_000, 20, 366);

  /** Doubles that are carried, not fitted, are among the first: x1 and x2. */
  static final String KEY = "id";

  static final String LABEL = "y";
  static final String DAY = "day";
  static final String LEVEL = "level";

  private static final String TEXT = "concat('level-', cast(floor(rand(7) * 100000) as string))";
  private static final String DATE = "date_add(date'2025-01-01', cast(id div 20000 as int))";

  private final long rows;
  private final int terms;
  private final int files;
  private final String folder;

  Table(long rows, int terms, int files) {
    this.rows = rows;
    this.terms = terms;
    this.files = files;
    this.folder = name().toLowerCase(Locale.ROOT);
  }

  /** Some terms of another table, in its folder. */
  Table(Table whole, int terms) {
    this.rows = whole.rows;
    this.terms = terms;
    this.files = whole.files;
    this.folder = whole.folder;
  }

  int terms() {
    return terms;
  }

  String folder() {
    return folder;
  }

  String[] features() {
    return IntStream.rangeClosed(1, terms).mapToObj(k -> "x" + k).toArray(String[]::new);
  }

  void write(SparkSession spark, String path) {
    Dataset<Row> table = spark.range(0, rows, 1, files).toDF(KEY);
    Dataset<Row> filled =
        switch (this) {
          case MIXED -> withMixedColumns(table);
          case LEVELS -> withGaussians(table, terms).withColumn(LEVEL, functions.expr(TEXT));
          case CODED -> withCodedColumns(table);
          case DAILY -> withGaussians(table, terms).withColumn(DAY, functions.expr(DATE));
          case WIDE_HUNDRED, WIDE_FIFTY -> withGaussians(table, WIDE.terms);
          default -> withGaussians(table, terms);
        };
    filled.write().mode("overwrite").parquet(path);
  }

  /** The label depends on the first 200 terms: Catalyst's recursion does not take 2,000. */
  private static Dataset<Row> withGaussians(Dataset<Row> table, int terms) {
    Column[] columns = new Column[terms + 2];
    columns[0] = functions.col(KEY);
    for (int k = 1; k <= terms; k++) {
      columns[k] = functions.randn(k).as("x" + k);
    }
    columns[terms + 1] = functions.randn(4711).as("noise");
    Column sum = functions.col("noise");
    for (int k = 1; k <= Math.min(terms, 200); k++) {
      sum = sum.plus(functions.col("x" + k).multiply(k * 0.1));
    }
    return table.select(columns).withColumn(LABEL, sum).drop("noise");
  }

  /** Odd terms are whole numbers in plain pages, even ones hundredths in dictionary pages. */
  private Dataset<Row> withCodedColumns(Dataset<Row> table) {
    Column[] columns = new Column[terms + 2];
    columns[0] = functions.col(KEY);
    for (int k = 1; k <= terms; k++) {
      Column drawn = functions.rand(k);
      Column value =
          k % 2 == 1
              ? functions.floor(drawn.multiply(1_000_000)).cast("int")
              : functions.floor(drawn.multiply(2_000)).divide(100);
      columns[k] = value.as("x" + k);
    }
    columns[terms + 1] = functions.randn(4711).multiply(1000).as("noise");
    Column label = functions.col("noise");
    for (int k = 1; k <= terms; k++) {
      label = label.plus(functions.col("x" + k).multiply(k * 0.1));
    }
    return table.select(columns).withColumn(LABEL, functions.round(label, 2)).drop("noise");
  }

  private Dataset<Row> withMixedColumns(Dataset<Row> table) {
    Dataset<Row> mixed = table;
    for (int k = 1; k <= terms; k++) {
      Column value = functions.floor(functions.rand(k).multiply(1000 * k)).divide(4);
      Column kept = functions.when(functions.rand(100 + k).geq(0.1), value);
      mixed = mixed.withColumn("x" + k, kept);
    }
    for (int k = 1; k <= 3; k++) {
      Column code = functions.floor(functions.rand(200 + k).multiply(50 * k)).cast("string");
      mixed = mixed.withColumn("t" + k, functions.concat(functions.lit("level-"), code));
    }
    return mixed;
  }
}
