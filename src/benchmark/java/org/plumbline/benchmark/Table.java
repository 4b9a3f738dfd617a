package org.plumbline.benchmark;

import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The tables that both sides read: seeded, written by Spark with its defaults (Snappy). */
enum Table {
  /** 5 million rows of 20 Gaussian doubles, a label and an int64 key, in 8 files. */
  NARROW(5_000_000, 20, 8),
  /** 500 thousand rows of 200 Gaussian doubles, a label and an int64 key, in 8 files. */
  WIDE(500_000, 200, 8),
  /**
   * 5 million rows of five numbers in dictionary pages with 10 % nulls, and three texts, in 8
   * files.
   */
  MIXED(5_000_000, 5, 8),
  /** 366 days of 20 thousand rows of 20 Gaussian doubles, a file a day. */
  DAILY(366 * 20_000, 20, 366);

  /** Doubles that are carried, not fitted, are among the first: x1 and x2. */
  static final String KEY = "id";

  static final String LABEL = "y";
  static final String DAY = "day";

  private final long rows;
  private final int terms;
  private final int files;

  Table(long rows, int terms, int files) {
    this.rows = rows;
    this.terms = terms;
    this.files = files;
  }

  int terms() {
    return terms;
  }

  String folder() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  String[] features() {
    return IntStream.rangeClosed(1, terms).mapToObj(k -> "x" + k).toArray(String[]::new);
  }

  void write(SparkSession spark, String path) {
    Dataset<Row> table = spark.range(0, rows, 1, files).toDF(KEY);
    if (this == MIXED) {
      table = withMixedColumns(table);
    } else {
      table = withGaussians(table);
    }
    if (this == DAILY) {
      Column date = functions.expr("date_add(date'2025-01-01', cast(id div 20000 as int))");
      table = table.withColumn(DAY, date);
    }
    table.write().mode("overwrite").parquet(path);
  }

  private Dataset<Row> withGaussians(Dataset<Row> table) {
    Column label = functions.randn(4711);
    Column[] columns = new Column[terms + 2];
    columns[0] = functions.col(KEY);
    for (int k = 1; k <= terms; k++) {
      columns[k] = functions.randn(k).as("x" + k);
    }
    columns[terms + 1] = label.as("noise");
    Dataset<Row> drawn = table.select(columns);
    Column sum = functions.col("noise");
    for (int k = 1; k <= terms; k++) {
      sum = sum.plus(functions.col("x" + k).multiply(k * 0.1));
    }
    return drawn.withColumn(LABEL, sum).drop("noise");
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
