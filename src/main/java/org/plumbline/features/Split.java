package org.plumbline.features;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/**
 * Which fold a row is in, by the hash {@code h} of its key columns: the same on every machine, in
 * every run, and in Spark SQL.
 *
 * <p>Holdout (fold 0): {@code shiftrightunsigned(h, 32) < holdout · 2³²}, so that a larger holdout
 * holds a smaller one. Other rows: fold {@code (h & 4294967295) % folds + 1}.
 *
 * @param by key columns in order; empty: every row is in fold 1
 * @param holdout share of keys held out, in [0, 1)
 * @param folds at least 1
 */
public record Split(List<String> by, double holdout, int folds) implements Serializable {

  private static final double HASHES = 0x1p32;
  private static final long LOW_HALF = 0xFFFF_FFFFL;

  public Split {
    by = List.copyOf(by);
    if (!(holdout >= 0 && holdout < 1)) {
      throw configuration("split.holdout = " + holdout + " is outside [0, 1)");
    }
    if (folds < 1) {
      throw configuration("split.folds = " + folds + " is below 1");
    }
    if (by.isEmpty() && holdout > 0) {
      throw configuration("split.holdout = " + holdout + " needs a key, and there is none");
    }
  }

  /** The least upper half of a hash, as a number, that is outside the holdout. */
  long threshold() {
    return (long) Math.ceil(holdout * HASHES);
  }

  /** The fold of a hash, 0 for the holdout. */
  int fold(long hash) {
    return hash >>> 32 < threshold() ? 0 : (int) ((hash & LOW_HALF) % folds) + 1;
  }

  /** Writes the folds of the rows' hashes. */
  void folds(long[] hashes, int rows, int[] into) {
    long threshold = threshold();
    for (int row = 0; row < rows; row++) {
      long hash = hashes[row];
      int fold = (int) ((hash & LOW_HALF) % folds) + 1;
      into[row] = hash >>> 32 < threshold ? 0 : fold;
    }
  }

  /** Spark SQL's expression of a row's hash; its columns as {@code schema} has them. */
  public String hash(Schema schema) {
    return by.stream()
        .map(key -> keyExpression(field(key, schema)))
        .collect(Collectors.joining(", ", "xxhash64(", ")"));
  }

  /** Spark SQL's condition for rows outside the holdout. */
  public String trainingCondition(Schema schema) {
    return by.isEmpty()
        ? "true"
        : "NOT (shiftrightunsigned(" + hash(schema) + ", 32) < " + holdout + "D * 4294967296)";
  }

  /**
   * @throws Failure DATA naming a key column that is not there or of a type that is no key
   */
  void check(Schema schema) {
    by.forEach(key -> keyExpression(field(key, schema)));
  }

  private static Field field(String key, Schema schema) {
    return schema.field(key).orElseThrow(() -> ColumnFailures.absent("key", key, schema));
  }

  /** Whether a column of this type can be a key: whole in 64 signed bits, or text. */
  public static boolean isKey(ColumnType type) {
    return type instanceof ColumnType.Text
        || type instanceof ColumnType.Date
        || type instanceof ColumnType.Timestamp
        || isBigint(type);
  }

  private static boolean isBigint(ColumnType type) {
    boolean whole =
        type instanceof ColumnType.Whole number && !(number.bits() == 64 && !number.signed());
    boolean decimal =
        type instanceof ColumnType.Decimal number
            && number.scale() == 0
            && number.precision() <= ColumnType.Decimal.LONG_DIGITS;
    return whole || decimal || type instanceof ColumnType.Bool;
  }

  /** Text as it is, every other key as bigint: what {@code xxhash64} hashes. */
  private static String keyExpression(Field key) {
    String name = quoted(key.name());
    ColumnType type = key.type();
    if (type instanceof ColumnType.Text) {
      return name;
    }
    if (type instanceof ColumnType.Date) {
      return "CAST(unix_date(" + name + ") AS BIGINT)";
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      return timestamp.zoned() ? "unix_micros(" + name + ")" : ownMicros(name);
    }
    if (isBigint(type)) {
      return "CAST(" + name + " AS BIGINT)";
    }
    throw new Failure(
        Failure.Kind.DATA,
        "key column `" + key.name() + "` is " + ColumnFailures.describe(type) + ", which is no key",
        "Set split.by to columns of whole numbers, text, dates, timestamps or decimals of scale 0"
            + " and at most 18 digits.");
  }

  /** Microseconds of a reading without zone, whatever the session's zone is. */
  private static String ownMicros(String name) {
    return "unix_micros(CAST(concat(CAST(" + name + " AS STRING), 'Z') AS TIMESTAMP))";
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static Failure configuration(String problem) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        problem,
        "Set split.holdout below 1, split.folds to at least 1, and split.by or data.key.");
  }
}
