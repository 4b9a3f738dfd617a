package org.plumbline.cycle;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Homes as they are in life, in Parquet, a file a day: districts with gaps, an empty text, rare
 * ones and one beyond the basic plane; areas and ages with gaps; prices that are never 0. From a
 * seed.
 */
final class Homes {

  static final LocalDate FIRST_DAY = Sales.FIRST_DAY;
  static final int ROWS_A_DAY = 90;
  private static final long SEED = 14_000;
  private static final String[] DISTRICTS = {
    "north", "south", "", "\uD83C\uDFE0", "Z\u00fcrich", null, "north", "south"
  };

  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("day", DataTypes.DateType)
          .add("area", DataTypes.DoubleType)
          .add("age", DataTypes.DoubleType)
          .add("rooms", DataTypes.IntegerType)
          .add("district", DataTypes.StringType)
          .add("garden", DataTypes.BooleanType)
          .add("built", DataTypes.DateType)
          .add("price", DataTypes.DoubleType);

  private final DayFiles files;

  Homes(Path path) {
    files = new DayFiles(path, SCHEMA);
  }

  String path() {
    return files.path().toString();
  }

  Homes days(int first, int last) {
    for (int day = first; day <= last; day++) {
      files.append(rows(day));
    }
    return this;
  }

  /** A day with a district that no other has, in its first row. */
  Homes dayWithDistrict(int day, String district) {
    List<Row> rows = rows(day);
    rows.set(0, with(rows.get(0), "district", district));
    files.append(rows);
    return this;
  }

  /** A day whose first row has another price. */
  Homes dayWithPrice(int day, double price) {
    List<Row> rows = rows(day);
    rows.set(0, with(rows.get(0), "price", price));
    files.append(rows);
    return this;
  }

  private static Row with(Row row, String column, Object value) {
    Object[] values = new Object[SCHEMA.length()];
    for (int k = 0; k < values.length; k++) {
      values[k] = k == SCHEMA.fieldIndex(column) ? value : row.get(k);
    }
    return RowFactory.create(values);
  }

  /** A Delta table of the same files, in one commit. */
  String copiedToDelta(Path folder) throws IOException {
    return files.copiedToDelta(folder, ROWS_A_DAY);
  }

  private static List<Row> rows(int day) {
    SplittableRandom random = new SplittableRandom(SEED + day);
    Date date = Date.valueOf(FIRST_DAY.plusDays(day));
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < ROWS_A_DAY; row++) {
      long id = (long) day * ROWS_A_DAY + row;
      double area = random.nextDouble(40, 160);
      double age = random.nextDouble(0, 80);
      int rooms = random.nextInt(1, 6);
      // A rare district in every thirtieth row or so, of eight names.
      String district =
          random.nextInt(30) == 0
              ? "rare-" + random.nextInt(8)
              : DISTRICTS[random.nextInt(DISTRICTS.length)];
      boolean garden = random.nextBoolean();
      Date built = Date.valueOf(LocalDate.of(2000 + random.nextInt(3), 1, 1));
      double log =
          4
              + 0.006 * area
              - 0.002 * age
              + 0.02 * rooms
              + (garden ? 0.1 : 0)
              + (district == null ? 0.2 : 0.03 * (district.hashCode() % 7))
              + random.nextDouble(-0.2, 0.2);
      rows.add(
          RowFactory.create(
              id,
              date,
              random.nextInt(9) == 0 ? null : area,
              ageOrGap(age, random),
              rooms,
              district,
              garden,
              built,
              Math.exp(log)));
    }
    return rows;
  }

  /** A null or a NaN in every seventh row or so. */
  private static Double ageOrGap(double age, SplittableRandom random) {
    return switch (random.nextInt(14)) {
      case 0 -> null;
      case 1 -> Double.NaN;
      default -> age;
    };
  }
}
