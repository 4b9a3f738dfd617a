package org.plumbline.scan;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.SparkSessions;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Dictionary;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.Field;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Missing;
import org.plumbline.columns.Schema;
import org.plumbline.features.Condition;
import org.plumbline.features.Definition;
import org.plumbline.features.Design;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.RowRule;
import org.plumbline.features.Split;
import org.plumbline.table.BlockWriter;
import org.plumbline.table.Snapshot;
import org.plumbline.table.Snapshots;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;

/** Seeded sales, written as Parquet files in any arrangement. */
final class Sales {

  static final int FIRST_DAY = (int) LocalDate.of(2026, 1, 1).toEpochDay();
  static final ColumnType DOUBLE = new ColumnType.Floating(64);
  static final Schema SCHEMA =
      new Schema(
          List.of(
              new Field("id", new ColumnType.Whole(64, true)),
              new Field("sold_on", new ColumnType.Date()),
              new Field("area", DOUBLE),
              new Field("rooms", new ColumnType.Whole(32, true)),
              new Field("price", DOUBLE),
              new Field("note", new ColumnType.Text())));

  /** An area of NaN is written as null. */
  record Sale(long id, int day, double area, long rooms, double price, String note) {}

  private Sales() {}

  static Configuration hadoop() {
    return SparkSessions.shared().sparkContext().hadoopConfiguration();
  }

  /** Sales of {@code days} days from the first on, in order of day. */
  static List<Sale> seeded(long seed, int days, int aDay) {
    Random random = new Random(seed);
    List<Sale> sales = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      for (int sale = 0; sale < aDay; sale++) {
        double area = 20 + 100 * random.nextDouble();
        long rooms = 1L + random.nextInt(6);
        double price = 1000 * area + 5000 * rooms + 10_000 * random.nextGaussian();
        String note = "note " + random.nextInt(5);
        sales.add(new Sale(random.nextLong(), FIRST_DAY + day, area, rooms, price, note));
      }
    }
    return sales;
  }

  static List<Sale> ofDay(List<Sale> sales, int day) {
    return sales.stream().filter(sale -> sale.day() == FIRST_DAY + day).toList();
  }

  static List<Sale> shuffled(List<Sale> sales, long seed) {
    List<Sale> shuffled = new ArrayList<>(sales);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  static void write(Path folder, String name, List<Sale> sales) {
    try (BlockWriter writer =
        BlockWriter.create(folder.resolve(name + ".parquet").toString(), SCHEMA, hadoop())) {
      writer.write(block(sales));
      writer.finish();
    }
  }

  private static Block block(List<Sale> sales) {
    int rows = sales.size();
    boolean[] unknown = new boolean[rows];
    int missing = 0;
    for (int row = 0; row < rows; row++) {
      unknown[row] = Double.isNaN(sales.get(row).area());
      missing += unknown[row] ? 1 : 0;
    }
    double[] areas =
        sales.stream().mapToDouble(sale -> Double.isNaN(sale.area()) ? 0 : sale.area()).toArray();
    double[] prices = sales.stream().mapToDouble(Sale::price).toArray();
    List<Column> columns =
        List.of(
            longs(0, sales.stream().mapToLong(Sale::id).toArray()),
            longs(1, sales.stream().mapToLong(Sale::day).toArray()),
            new DoubleColumn(DOUBLE, areas, Missing.of(unknown, missing)),
            longs(3, sales.stream().mapToLong(Sale::rooms).toArray()),
            new DoubleColumn(DOUBLE, prices, Missing.NONE),
            texts(sales));
    return new Block(SCHEMA, rows, 0, true, columns);
  }

  private static Column longs(int field, long[] values) {
    return new LongColumn(SCHEMA.fields().get(field).type(), values, Missing.NONE);
  }

  private static Column texts(List<Sale> sales) {
    StringBuilder all = new StringBuilder();
    int[] offsets = new int[sales.size() + 1];
    int[] codes = new int[sales.size()];
    for (int row = 0; row < sales.size(); row++) {
      all.append(sales.get(row).note());
      offsets[row + 1] = all.length();
      codes[row] = row;
    }
    byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
    Dictionary dictionary = new Dictionary(bytes, offsets, sales.size());
    return new BytesColumn(new ColumnType.Text(), codes, dictionary, Missing.NONE);
  }

  static Snapshot pin(Path folder) {
    TableSource source =
        new TableSource(TableFormat.PARQUET, folder.toString(), OptionalLong.empty());
    return Snapshots.pin(source, hadoop());
  }

  static Design design(MissingPolicy missing, String where, String... features) {
    RowRule rule =
        new RowRule(
            where.isEmpty() ? Optional.empty() : Optional.of(Condition.parse(where)),
            "price",
            Optional.empty(),
            Optional.of("sold_on"),
            ZoneOffset.UTC,
            missing,
            missing == MissingPolicy.DROP ? List.of(features) : List.of(),
            new Split(List.of("id"), 0.2, 3));
    List<Definition> terms = new ArrayList<>();
    for (String feature : features) {
      terms.add(new Definition.NumberTerm(feature));
    }
    return new Design(rule, terms);
  }

  static Design design() {
    return design(MissingPolicy.FAIL, "", "area", "rooms");
  }
}
