package org.plumbline.scan;

import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VarcharType;
import org.plumbline.columns.ColumnType;
import org.plumbline.table.Snapshot;

/** Spark's types as types of columns. */
final class RelationTypes {

  private RelationTypes() {}

  /** Empty for a type that is not read. */
  static Optional<ColumnType> of(DataType type) {
    return wholes(type).or(() -> others(type));
  }

  private static Optional<ColumnType> wholes(DataType type) {
    int bits =
        type instanceof ByteType
            ? Byte.SIZE
            : type instanceof ShortType
                ? Short.SIZE
                : type instanceof IntegerType
                    ? Integer.SIZE
                    : type instanceof LongType ? Long.SIZE : 0;
    return bits == 0 ? Optional.empty() : Optional.of(new ColumnType.Whole(bits, true));
  }

  private static Optional<ColumnType> others(DataType type) {
    if (type instanceof FloatType) {
      return Optional.of(new ColumnType.Floating(Float.SIZE));
    }
    if (type instanceof DoubleType) {
      return Optional.of(new ColumnType.Floating(Double.SIZE));
    }
    if (type instanceof DecimalType decimal && decimal.scale() >= 0) {
      return Optional.of(new ColumnType.Decimal(decimal.precision(), decimal.scale()));
    }
    if (type instanceof BooleanType) {
      return Optional.of(new ColumnType.Bool());
    }
    if (type instanceof DateType) {
      return Optional.of(new ColumnType.Date());
    }
    if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return Optional.of(new ColumnType.Timestamp(type instanceof TimestampType));
    }
    if (type instanceof StringType || type instanceof VarcharType || type instanceof CharType) {
      return Optional.of(new ColumnType.Text());
    }
    return type instanceof BinaryType ? Optional.of(new ColumnType.Bytes()) : Optional.empty();
  }

  /** What a column of a type that is not read is, in words. */
  static String unreadable(DataType type) {
    boolean nested =
        type instanceof StructType || type instanceof ArrayType || type instanceof MapType;
    return nested
        ? Snapshot.NESTED + " (" + type.typeName() + ")"
        : "of type " + type.simpleString() + ", which is not served";
  }
}
