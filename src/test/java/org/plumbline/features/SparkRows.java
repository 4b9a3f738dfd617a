package org.plumbline.features;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.plumbline.columns.Block;
import org.plumbline.columns.ColumnType;

/** Rows of Spark as a block of ours, so that both can be asked the same question. */
final class SparkRows {

  private SparkRows() {}

  /** The session must be set to Java 8 times ({@code spark.sql.datetime.java8API.enabled}). */
  static Block block(Dataset<Row> data) {
    List<Row> rows = data.collectAsList();
    Blocks blocks = new Blocks();
    for (StructField field : data.schema().fields()) {
      add(blocks, field, rows.stream().map(row -> row.getAs(field.name())).toArray());
    }
    return blocks.build();
  }

  private static void add(Blocks blocks, StructField field, Object[] values) {
    DataType type = field.dataType();
    if (type.equals(DataTypes.StringType)) {
      blocks.texts(field.name(), as(values, new String[values.length]));
    } else if (type.equals(DataTypes.DoubleType)) {
      blocks.doubles(field.name(), as(values, new Double[values.length]));
    } else if (type instanceof DecimalType decimal && decimal.precision() > 18) {
      blocks.wideDecimals(
          field.name(),
          new ColumnType.Decimal(decimal.precision(), decimal.scale()),
          as(values, new BigDecimal[values.length]));
    } else {
      Long[] longs = new Long[values.length];
      for (int row = 0; row < values.length; row++) {
        longs[row] = values[row] == null ? null : number(values[row]);
      }
      blocks.longs(field.name(), type(type), longs);
    }
  }

  private static <T> T[] as(Object[] values, T[] into) {
    System.arraycopy(values, 0, into, 0, values.length);
    return into;
  }

  private static Long number(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? 1L : 0L;
    }
    if (value instanceof LocalDate date) {
      return date.toEpochDay();
    }
    if (value instanceof Instant instant) {
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
    if (value instanceof LocalDateTime reading) {
      return ChronoUnit.MICROS.between(Instant.EPOCH, reading.toInstant(ZoneOffset.UTC));
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.unscaledValue().longValueExact();
    }
    return ((Number) value).longValue();
  }

  private static ColumnType type(DataType type) {
    if (type.equals(DataTypes.BooleanType)) {
      return Blocks.BOOL;
    }
    if (type.equals(DataTypes.DateType)) {
      return Blocks.DATE;
    }
    if (type.equals(DataTypes.TimestampType)) {
      return Blocks.ZONED;
    }
    if (type.equals(DataTypes.TimestampNTZType)) {
      return Blocks.LOCAL;
    }
    if (type instanceof DecimalType decimal) {
      return new ColumnType.Decimal(decimal.precision(), decimal.scale());
    }
    return new ColumnType.Whole(type.equals(DataTypes.IntegerType) ? 32 : 64, true);
  }
}
