package org.plumbline.mllib;

import static org.apache.spark.sql.functions.expr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.plumbline.Failure;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;
import org.plumbline.scan.SparkTypes;

/** What Spark predicts for rows of Java values, null as empty. */
public final class SampleScores {

  private static final String ROW = "plumbline_row";
  private static final String PREDICTION = "prediction";

  private SampleScores() {}

  /**
   * @throws Failure UNSUPPORTED where Spark refuses the expression
   */
  public static List<Optional<Double>> ofExpression(
      SparkSession spark, String expression, Schema schema, List<Map<String, Object>> rows) {
    return collected(() -> data(spark, schema, rows).withColumn(PREDICTION, expr(expression)));
  }

  /**
   * @throws Failure UNSUPPORTED where Spark refuses a stage
   */
  public static List<Optional<Double>> ofPipeline(
      SparkSession spark, PipelineModel pipeline, Schema schema, List<Map<String, Object>> rows) {
    return collected(() -> pipeline.transform(data(spark, schema, rows)));
  }

  private interface Scoring {
    Dataset<Row> rows();
  }

  private static List<Optional<Double>> collected(Scoring scoring) {
    List<Row> rows;
    try {
      rows = scoring.rows().select(ROW, PREDICTION).collectAsList();
    } catch (Exception refused) { // Spark's parser and analyser throw checked ones unannounced
      throw new Failure(
          Failure.Kind.UNSUPPORTED,
          "Spark refuses the export: " + refused.getMessage(),
          "Export with --format json, and please report it.",
          refused);
    }
    return rows.stream()
        .sorted(Comparator.comparingInt(row -> row.getInt(0)))
        .map(row -> row.isNullAt(1) ? Optional.<Double>empty() : Optional.of(row.getDouble(1)))
        .toList();
  }

  private static Dataset<Row> data(
      SparkSession spark, Schema schema, List<Map<String, Object>> rows) {
    StructType types = new StructType().add(ROW, DataTypes.IntegerType);
    for (StructField field : SparkTypes.schema(schema, schema.names()).fields()) {
      types = types.add(field);
    }
    List<Row> data = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      List<Object> values = new ArrayList<>();
      values.add(row);
      for (Field field : schema.fields()) {
        values.add(value(SparkTypes.of(field.type()), rows.get(row).get(field.name())));
      }
      data.add(RowFactory.create(values.toArray()));
    }
    return spark.createDataFrame(data, types);
  }

  private static Object value(DataType type, Object value) {
    if (value == null) {
      return null;
    }
    if (type instanceof DecimalType) {
      return value instanceof BigInteger whole
          ? new BigDecimal(whole)
          : value instanceof Long small ? BigDecimal.valueOf(small) : value;
    }
    if (!(value instanceof Number number)) {
      return value;
    }
    if (type.equals(DataTypes.ByteType)) {
      return number.byteValue();
    }
    if (type.equals(DataTypes.ShortType)) {
      return number.shortValue();
    }
    if (type.equals(DataTypes.IntegerType)) {
      return number.intValue();
    }
    if (type.equals(DataTypes.LongType)) {
      return number.longValue();
    }
    return type.equals(DataTypes.FloatType)
        ? (Object) number.floatValue()
        : (Object) number.doubleValue();
  }
}
