package org.plumbline.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/**
 * What the columns of a Parquet file are to us: those that can be read, and those that are refused
 * once somebody asks for them.
 *
 * @param flat the columns that can be read, in the file's order
 * @param refused the others by name
 */
public record ParquetSchema(Schema flat, Map<String, Refusal> refused) {

  /**
   * Why a column cannot be read.
   *
   * @param kind DATA for a nested column, UNSUPPORTED for a type that is not served
   * @param type how Parquet calls the column's type
   */
  public record Refusal(Failure.Kind kind, String type, String remedy) {
    /** The refusal as an error that names the column, but no file yet. */
    public Failure failure(String column) {
      return new Failure(kind, "column " + column + " is " + type, remedy);
    }
  }

  private static final Refusal TWICE =
      new Refusal(
          Failure.Kind.DATA, "in the file more than once", "Write each column under its own name.");

  /** Sorts the fields of a file into those that can be read and those that are refused. */
  public static ParquetSchema of(MessageType message) {
    List<Field> flat = new ArrayList<>();
    Map<String, Refusal> refused = new LinkedHashMap<>();
    Set<String> twins = twins(message);
    for (Type type : message.getFields()) {
      Optional<ColumnType> known = columnType(type);
      if (twins.contains(type.getName())) {
        refused.put(type.getName(), TWICE);
      } else if (known.isPresent()) {
        flat.add(new Field(type.getName(), known.get()));
      } else {
        refused.put(type.getName(), refusal(type));
      }
    }
    return new ParquetSchema(new Schema(flat), refused);
  }

  /** Names that more than one field has: which of them is meant nobody can tell. */
  private static Set<String> twins(MessageType message) {
    Set<String> seen = new HashSet<>();
    Set<String> twins = new HashSet<>();
    for (Type type : message.getFields()) {
      if (!seen.add(type.getName())) {
        twins.add(type.getName());
      }
    }
    return twins;
  }

  private static Refusal refusal(Type type) {
    if (!type.isPrimitive()) {
      LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
      return nested(annotation == null ? "a group" : "a " + annotation);
    }
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      return nested("repeated " + described(type.asPrimitiveType()));
    }
    return new Refusal(
        Failure.Kind.UNSUPPORTED,
        described(type.asPrimitiveType()) + ", a type that is not served",
        "Write it as a number, a decimal, a date, a timestamp, a boolean or text.");
  }

  private static Refusal nested(String what) {
    return new Refusal(
        Failure.Kind.DATA,
        "nested (" + what + ")",
        "Write the part that is needed as a column of its own.");
  }

  /** As in {@code INT64 TIMESTAMP(MICROS,true)}. */
  static String described(PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    String physical = type.getPrimitiveTypeName().toString();
    return annotation == null ? physical : physical + " " + annotation;
  }

  /** The type of a flat column, empty where it is nested or not served. */
  static Optional<ColumnType> columnType(Type type) {
    if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
      return Optional.empty();
    }
    PrimitiveType primitive = type.asPrimitiveType();
    LogicalTypeAnnotation annotation = primitive.getLogicalTypeAnnotation();
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      return Optional.of(new ColumnType.Decimal(decimal.getPrecision(), decimal.getScale()));
    }
    return switch (primitive.getPrimitiveTypeName()) {
      case INT32 -> whole(annotation, 32);
      case INT64 ->
          annotation instanceof TimestampLogicalTypeAnnotation timestamp
              ? Optional.of(new ColumnType.Timestamp(timestamp.isAdjustedToUTC()))
              : whole(annotation, 64);
      case INT96 -> bare(annotation, new ColumnType.Timestamp(true));
      case FLOAT -> bare(annotation, new ColumnType.Floating(32));
      case DOUBLE -> bare(annotation, new ColumnType.Floating(64));
      case BOOLEAN -> bare(annotation, new ColumnType.Bool());
      case BINARY -> binary(annotation);
      case FIXED_LEN_BYTE_ARRAY -> bare(annotation, new ColumnType.Bytes());
    };
  }

  private static Optional<ColumnType> whole(LogicalTypeAnnotation annotation, int bits) {
    if (annotation instanceof IntLogicalTypeAnnotation whole) {
      return Optional.of(new ColumnType.Whole(whole.getBitWidth(), whole.isSigned()));
    }
    if (annotation instanceof DateLogicalTypeAnnotation) {
      return Optional.of(new ColumnType.Date());
    }
    return bare(annotation, new ColumnType.Whole(bits, true));
  }

  private static Optional<ColumnType> binary(LogicalTypeAnnotation annotation) {
    boolean text =
        annotation instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
            || annotation instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation
            || annotation instanceof LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
    return text
        ? Optional.of(new ColumnType.Text())
        : annotation instanceof LogicalTypeAnnotation.BsonLogicalTypeAnnotation
            ? Optional.of(new ColumnType.Bytes())
            : bare(annotation, new ColumnType.Bytes());
  }

  /** The type, provided no annotation says that the values mean something else. */
  private static Optional<ColumnType> bare(LogicalTypeAnnotation annotation, ColumnType type) {
    return annotation == null ? Optional.of(type) : Optional.empty();
  }
}
