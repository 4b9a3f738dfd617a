package org.plumbline.scan;

import java.util.Collection;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/** The types of columns as Spark SQL has them. */
public final class SparkTypes {
  private SparkTypes() {}

  /** The fields of these names, in the order of the table. */
  public static StructType schema(Schema table, Collection<String> names) {
    StructType schema = new StructType();
    for (Field field : table.fields()) {
      if (names.contains(field.name())) {
        schema = schema.add(field.name(), of(field.type()));
      }
    }
    return schema;
  }

  public static DataType of(ColumnType type) {
    if (type instanceof ColumnType.Whole whole) {
      return whole(whole);
    }
    if (type instanceof ColumnType.Floating floating) {
      return floating.bits() == 32 ? DataTypes.FloatType : DataTypes.DoubleType;
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return DataTypes.createDecimalType(decimal.precision(), decimal.scale());
    }
    if (type instanceof ColumnType.Bool) {
      return DataTypes.BooleanType;
    }
    if (type instanceof ColumnType.Date) {
      return DataTypes.DateType;
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      return timestamp.zoned() ? DataTypes.TimestampType : DataTypes.TimestampNTZType;
    }
    return type instanceof ColumnType.Text ? DataTypes.StringType : DataTypes.BinaryType;
  }

  /** Unsigned numbers are read as the next wider signed type. */
  private static DataType whole(ColumnType.Whole whole) {
    int bits = whole.signed() ? whole.bits() : 2 * whole.bits();
    return switch (bits) {
      case 8 -> DataTypes.ByteType;
      case 16 -> DataTypes.ShortType;
      case 32 -> DataTypes.IntegerType;
      case 64 -> DataTypes.LongType;
      default -> DataTypes.createDecimalType(20, 0);
    };
  }
}
