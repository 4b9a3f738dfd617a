package org.plumbline.app;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

/**
 * House sales and listings with known true coefficients, the same for the same seed on any machine.
 *
 * <p>price = intercept + effect of the district + Σ coefficient · feature + noise, the noise
 * Gaussian of deviation {@link #NOISE}; the coefficients change once, on {@link #changeDay}. Areas
 * are square metres, ages years, distances kilometres to the centre, prices whole units of money.
 * One age in {@value #AGES_A_GAP} was not written down.
 */
final class HouseMarket {
  static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
  static final double NOISE = 20_000;
  static final List<String> FEATURES = List.of("area", "rooms", "age", "distance", "garage");

  /** The first is the reference of the others' effects. */
  private static final List<String> DISTRICTS = List.of("harbour", "hill", "north", "old town");

  private static final double[] DISTRICT_EFFECTS = {0, 22_000, -9_000, 35_000};
  private static final int AGES_A_GAP = 25;

  /** Streams of random numbers. */
  private static final int SALES = 1;

  private static final int LISTINGS = 2;
  private static final int CLOSINGS = 3;

  private static final int AGE = FEATURES.indexOf("age");
  private static final double[] BEFORE = {50_000, 2_500, 8_000, -600, -3_500, 12_000};
  private static final double[] AFTER = {50_000, 2_300, 8_000, -600, -6_000, 12_000};

  private final long seed;
  private final int days;
  private final int rowsPerDay;

  HouseMarket(long seed, int days, int rowsPerDay) {
    this.seed = seed;
    this.days = days;
    this.rowsPerDay = rowsPerDay;
  }

  /** The first day of the second set of coefficients: two thirds through. */
  LocalDate changeDay() {
    return FIRST_DAY.plusDays(days * 2L / 3);
  }

  List<LocalDate> dates() {
    return FIRST_DAY.datesUntil(FIRST_DAY.plusDays(days)).toList();
  }

  /** The true coefficients of a day by term. */
  Map<String, Double> coefficients(LocalDate day) {
    double[] values = values(day);
    Map<String, Double> coefficients = new LinkedHashMap<>();
    coefficients.put("(intercept)", values[0]);
    for (int k = 0; k < FEATURES.size(); k++) {
      coefficients.put(FEATURES.get(k), values[k + 1]);
    }
    for (int district = 1; district < DISTRICTS.size(); district++) {
      coefficients.put("district=" + DISTRICTS.get(district), DISTRICT_EFFECTS[district]);
    }
    return coefficients;
  }

  static Schema sales() {
    return schema("sale_id", "sold_on", true);
  }

  static Schema listings() {
    return schema("listing_id", "listed_on", false);
  }

  /** What listings were sold for, and when: on the day they were listed or the next. */
  static Schema closings() {
    return new Schema(
        List.of(
            new Field("listing_id", new ColumnType.Whole(64, true)),
            new Field("closed_on", new ColumnType.Date()),
            new Field("price", new ColumnType.Floating(64))));
  }

  /** The closings of a day's listings, one each. */
  List<Block> closingsOf(LocalDate day) {
    Random random = new Random(seed * 1_000_003 + index(day) * 31 + CLOSINGS);
    List<Block> closings = new ArrayList<>();
    for (Block listed : blocks(day, listingsADay(), sales(), LISTINGS)) {
      long[] dates = new long[listed.rows()];
      Arrays.setAll(dates, row -> day.toEpochDay() + random.nextInt(2));
      Schema schema = closings();
      List<Column> columns =
          List.of(
              listed.columns().get(0),
              whole(schema, 1, dates),
              listed.columns().get(listed.columns().size() - 1));
      closings.add(
          new Block(schema, listed.rows(), listed.firstRow(), listed.endsRowGroup(), columns));
    }
    return closings;
  }

  /** The sales of a day, as blocks of one row group. */
  List<Block> salesOf(LocalDate day) {
    return blocks(day, rowsPerDay, sales(), SALES);
  }

  /** The listings of a day: a quarter as many as sales, at least one. */
  List<Block> listingsOf(LocalDate day) {
    return blocks(day, listingsADay(), listings(), LISTINGS);
  }

  private int listingsADay() {
    return Math.max(1, rowsPerDay / 4);
  }

  private static long index(LocalDate day) {
    return day.toEpochDay() - FIRST_DAY.toEpochDay();
  }

  private List<Block> blocks(LocalDate day, int rows, Schema schema, int stream) {
    long index = index(day);
    Random random = new Random(seed * 1_000_003 + index * 31 + stream);
    List<Block> blocks = new ArrayList<>();
    for (int from = 0; from < rows; from += Block.MAX_ROWS) {
      int count = Math.min(Block.MAX_ROWS, rows - from);
      long firstId = index * rows + from + 1;
      boolean last = from + count == rows;
      blocks.add(
          new Block(schema, count, from, last, columns(day, firstId, count, random, schema)));
    }
    return blocks;
  }

  private List<Column> columns(
      LocalDate day, long firstId, int rows, Random random, Schema schema) {
    long[] ids = new long[rows];
    long[] dates = new long[rows];
    int[] districts = new int[rows];
    double[][] features = new double[FEATURES.size()][rows];
    double[] prices = new double[rows];
    boolean[] unknownAges = new boolean[rows];
    int gaps = 0;
    Arrays.fill(dates, day.toEpochDay());
    for (int row = 0; row < rows; row++) {
      ids[row] = firstId + row;
      districts[row] = random.nextInt(DISTRICTS.size());
      house(features, row, random);
      prices[row] = price(districts[row], features, row, values(day), random);
      unknownAges[row] = random.nextInt(AGES_A_GAP) == 0;
      gaps += unknownAges[row] ? 1 : 0;
    }
    Missing withoutAge = Missing.of(unknownAges, gaps);
    List<Column> columns = new ArrayList<>();
    columns.add(whole(schema, 0, ids));
    columns.add(whole(schema, 1, dates));
    columns.add(new BytesColumn(new ColumnType.Text(), districts, dictionary(), Missing.NONE));
    for (int k = 0; k < FEATURES.size(); k++) {
      columns.add(feature(schema, 3 + k, features[k], k == AGE ? withoutAge : Missing.NONE));
    }
    if (schema.fields().size() > columns.size()) {
      columns.add(new DoubleColumn(new ColumnType.Floating(64), prices, Missing.NONE));
    }
    return columns;
  }

  /** Area, rooms, age, distance and garage of one house. */
  private static void house(double[][] features, int row, Random random) {
    double area = Math.rint(10 * Math.max(25, 100 + 35 * random.nextGaussian())) / 10;
    features[0][row] = area;
    features[1][row] = Math.max(1, Math.rint(area / 28 + random.nextGaussian()));
    features[2][row] = random.nextInt(100);
    features[3][row] = Math.rint(100 * (0.5 + 24 * random.nextDouble())) / 100;
    features[4][row] = random.nextInt(3) == 0 ? 1 : 0;
  }

  private static double price(
      int district, double[][] features, int row, double[] truth, Random random) {
    double price = truth[0] + DISTRICT_EFFECTS[district];
    for (int k = 0; k < features.length; k++) {
      price += truth[k + 1] * features[k][row];
    }
    return Math.rint(price + NOISE * random.nextGaussian());
  }

  private double[] values(LocalDate day) {
    return day.isBefore(changeDay()) ? BEFORE : AFTER;
  }

  private static Column whole(Schema schema, int index, long[] values) {
    return new LongColumn(schema.fields().get(index).type(), values, Missing.NONE);
  }

  private static Column feature(Schema schema, int index, double[] values, Missing missing) {
    ColumnType type = schema.fields().get(index).type();
    return type instanceof ColumnType.Floating
        ? new DoubleColumn(type, values, missing)
        : new LongColumn(type, Arrays.stream(values).mapToLong(v -> (long) v).toArray(), missing);
  }

  private static Dictionary dictionary() {
    byte[] bytes = String.join("", DISTRICTS).getBytes(StandardCharsets.UTF_8);
    int[] offsets = new int[DISTRICTS.size() + 1];
    for (int code = 0; code < DISTRICTS.size(); code++) {
      offsets[code + 1] = offsets[code] + DISTRICTS.get(code).length();
    }
    return new Dictionary(bytes, offsets, DISTRICTS.size());
  }

  private static Schema schema(String id, String date, boolean priced) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field(id, new ColumnType.Whole(64, true)));
    fields.add(new Field(date, new ColumnType.Date()));
    fields.add(new Field("district", new ColumnType.Text()));
    fields.add(new Field("area", new ColumnType.Floating(64)));
    fields.add(new Field("rooms", new ColumnType.Whole(32, true)));
    fields.add(new Field("age", new ColumnType.Whole(32, true)));
    fields.add(new Field("distance", new ColumnType.Floating(64)));
    fields.add(new Field("garage", new ColumnType.Bool()));
    if (priced) {
      fields.add(new Field("price", new ColumnType.Floating(64)));
    }
    return new Schema(fields);
  }
}
