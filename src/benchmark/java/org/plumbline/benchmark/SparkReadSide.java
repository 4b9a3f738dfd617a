package org.plumbline.benchmark;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.LongAccumulator;

/** Spark's columnar reader and nothing else: one value of each batch is looked at. */
final class SparkReadSide implements Side {
  private final SparkSession spark;
  private final Table table;
  private final String path;

  SparkReadSide(SparkSession spark, Table table, String path) {
    this.spark = spark;
    this.table = table;
    this.path = path;
  }

  @Override
  public String run() {
    LongAccumulator rows = spark.sparkContext().longAccumulator();
    LongAccumulator nulls = spark.sparkContext().longAccumulator();
    SparkPlan scan =
        scanOf(
            spark
                .read()
                .parquet(path)
                .selectExpr(ReadSide.columns(table))
                .queryExecution()
                .sparkPlan());
    scan.executeColumnar()
        .toJavaRDD()
        .foreachPartition(
            batches -> {
              while (batches.hasNext()) {
                ColumnarBatch batch = batches.next();
                rows.add(batch.numRows());
                if (batch.column(0).isNullAt(0)) {
                  nulls.add(1);
                }
              }
            });
    return "rows " + rows.value() + ", batches that begin with a null " + nulls.value();
  }

  private static SparkPlan scanOf(SparkPlan plan) {
    if (plan instanceof FileSourceScanExec) {
      return plan;
    }
    return scanOf(plan.children().head());
  }
}
