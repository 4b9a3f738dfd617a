package org.plumbline.table;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.math.BigInteger;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.PrimitiveBuilder;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/** How columns are stored in the Parquet files we write: all of them nullable, never INT96. */
final class ParquetTypes {

  private static final int INT_DIGITS = 9;

  private ParquetTypes() {}

  static MessageType message(Schema schema) {
    Type[] types = schema.fields().stream().map(ParquetTypes::type).toArray(Type[]::new);
    return new MessageType("plumbline", types);
  }

  private static Type type(Field field) {
    return builder(field.type()).named(field.name());
  }

  private static PrimitiveBuilder<PrimitiveType> builder(ColumnType type) {
    if (type instanceof ColumnType.Whole whole) {
      return wholeNumber(whole);
    } else if (type instanceof ColumnType.Floating floating) {
      return Types.optional(floating.bits() == 32 ? FLOAT : DOUBLE);
    } else if (type instanceof ColumnType.Decimal decimal) {
      return decimalNumber(decimal);
    } else if (type instanceof ColumnType.Bool) {
      return Types.optional(BOOLEAN);
    } else if (type instanceof ColumnType.Date) {
      return Types.optional(INT32).as(LogicalTypeAnnotation.dateType());
    } else if (type instanceof ColumnType.Timestamp timestamp) {
      return Types.optional(INT64)
          .as(LogicalTypeAnnotation.timestampType(timestamp.zoned(), TimeUnit.MICROS));
    } else if (type instanceof ColumnType.Text) {
      return Types.optional(BINARY).as(LogicalTypeAnnotation.stringType());
    }
    return Types.optional(BINARY);
  }

  private static PrimitiveBuilder<PrimitiveType> wholeNumber(ColumnType.Whole type) {
    PrimitiveTypeName physical = type.bits() == 64 ? INT64 : INT32;
    boolean isPlain = type.signed() && type.bits() >= 32;
    return isPlain
        ? Types.optional(physical)
        : Types.optional(physical).as(LogicalTypeAnnotation.intType(type.bits(), type.signed()));
  }

  private static PrimitiveBuilder<PrimitiveType> decimalNumber(ColumnType.Decimal type) {
    LogicalTypeAnnotation decimal =
        LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
    if (type.precision() <= INT_DIGITS) {
      return Types.optional(INT32).as(decimal);
    } else if (type.precision() <= ColumnType.Decimal.LONG_DIGITS) {
      return Types.optional(INT64).as(decimal);
    }
    return Types.optional(FIXED_LEN_BYTE_ARRAY).length(bytes(type.precision())).as(decimal);
  }

  /** The fewest bytes whose two's complement holds every number of so many digits. */
  static int bytes(int digits) {
    return BigInteger.TEN.pow(digits).subtract(BigInteger.ONE).bitLength() / 8 + 1;
  }
}
