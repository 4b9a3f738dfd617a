package org.plumbline.table;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Whether a file's dates and timestamps were written in Spark 2's calendar, Julian before 1582 and
 * with the local mean times of its session's zone before 1900. Such days mean another moment today,
 * and which one depends on a zone that the file need not name: they are refused, not guessed.
 *
 * @param dates concerns dates and timestamps of 64 bits
 * @param int96 concerns timestamps of 96 bits
 */
record LegacyCalendar(boolean dates, boolean int96) {

  /** The first day that both calendars agree on, whatever the zone: 1900-01-01. */
  static final long FIRST_COMMON_DAY = -25_567;

  private static final long MICROS_OF_DAY = 86_400_000_000L;
  private static final String VERSION = "org.apache.spark.version";
  private static final String ROW_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";

  /** Reads the marks that Spark's writers leave in a footer. */
  static LegacyCalendar of(Map<String, String> marks) {
    String version = marks.getOrDefault(VERSION, marks.containsKey(ROW_SCHEMA) ? "2.0.0" : "9.0.0");
    return new LegacyCalendar(
        version.compareTo("3.0.0") < 0 || marks.containsKey("org.apache.spark.legacyDateTime"),
        version.compareTo("3.1.0") < 0 || marks.containsKey("org.apache.spark.legacyINT96"));
  }

  /** Whether values of this type may be of the old calendar. */
  boolean concerns(PrimitiveType type) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.INT96
        ? int96
        : dates && firstCommon(type).isPresent();
  }

  /** The first value that both calendars agree on, in days or microseconds. */
  static OptionalLong firstCommon(PrimitiveType type) {
    if (type.getLogicalTypeAnnotation() instanceof DateLogicalTypeAnnotation) {
      return OptionalLong.of(FIRST_COMMON_DAY);
    }
    boolean timestamp =
        type.getPrimitiveTypeName() == PrimitiveTypeName.INT96
            || type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation;
    return timestamp ? OptionalLong.of(FIRST_COMMON_DAY * MICROS_OF_DAY) : OptionalLong.empty();
  }
}
