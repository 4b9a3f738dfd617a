package org.plumbline.cycle;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A small table of sales in Parquet, a file a day: price = 3 + 2·area − rooms + noise, from a seed.
 */
final class Sales {

  static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
  static final int ROWS_A_DAY = 80;
  private static final long SEED = 20_260_101;

  private static final StructType SCHEMA =
      new StructType()
          .add("sale_id", DataTypes.LongType)
          .add("day", DataTypes.DateType)
          .add("area", DataTypes.DoubleType)
          .add("rooms", DataTypes.IntegerType)
          .add("price", DataTypes.DoubleType);

  private final DayFiles files;

  Sales(Path path) {
    files = new DayFiles(path, SCHEMA);
  }

  String path() {
    return files.path().toString();
  }

  /** Adds a file for each of the days {@code first … last}, counted from 0. */
  Sales days(int first, int last) {
    for (int day = first; day <= last; day++) {
      files.append(rows(day, 2));
    }
    return this;
  }

  /** Adds a file with all the days {@code first … last} in it, newest row first. */
  Sales inOneFile(int first, int last) {
    List<Row> rows = new ArrayList<>();
    for (int day = last; day >= first; day--) {
      List<Row> ofDay = rows(day, 2);
      Collections.reverse(ofDay);
      rows.addAll(ofDay);
    }
    files.append(rows);
    return this;
  }

  /** Adds a file whose rows have another coefficient of area. */
  Sales changedDay(int day, double slope) {
    files.append(rows(day, slope));
    return this;
  }

  /** Adds a file of a day, one of whose areas is null. */
  Sales dayWithNull(int day) {
    List<Row> rows = rows(day, 2);
    Row first = rows.get(0);
    rows.set(0, RowFactory.create(first.get(0), first.get(1), null, first.get(3), first.get(4)));
    files.append(rows);
    return this;
  }

  /** A Delta table of the same files, in one commit. */
  String copiedToDelta(Path folder) throws IOException {
    return files.copiedToDelta(folder, ROWS_A_DAY);
  }

  private static List<Row> rows(int day, double slope) {
    SplittableRandom random = new SplittableRandom(SEED + day);
    Date date = Date.valueOf(FIRST_DAY.plusDays(day));
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < ROWS_A_DAY; row++) {
      double area = random.nextDouble(50, 150);
      int rooms = random.nextInt(1, 6);
      double price = 3 + slope * area - rooms + random.nextDouble(-1, 1);
      rows.add(RowFactory.create((long) day * ROWS_A_DAY + row, date, area, rooms, price));
    }
    return rows;
  }
}
