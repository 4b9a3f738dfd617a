package org.plumbline.cycle;

import java.nio.file.Path;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;

/** Rows to score by day, and the labels that they get later: what monitoring looks at. */
final class Market {

  static final int ROWS_A_DAY = 200;
  private static final long SEED = 20_260_202;

  private static final StructType LISTINGS =
      new StructType()
          .add("sale_id", DataTypes.LongType)
          .add("day", DataTypes.DateType)
          .add("area", DataTypes.DoubleType)
          .add("rooms", DataTypes.IntegerType);

  private final DayFiles listings;
  private final DayFiles labels;
  private final String scores;

  Market(Path folder) {
    this(folder, DataTypes.LongType);
  }

  /**
   * @param key type of the key in the labels
   */
  Market(Path folder, DataType key) {
    listings = new DayFiles(folder.resolve("listings"), LISTINGS);
    labels =
        new DayFiles(
            folder.resolve("labels"),
            new StructType()
                .add("sale_id", key)
                .add("price", DataTypes.DoubleType)
                .add("known", DataTypes.DateType));
    scores = folder.resolve("scores").toString();
  }

  private record House(long id, double area, int rooms, double noise) {}

  private static List<House> houses(int day) {
    SplittableRandom random = new SplittableRandom(SEED + day);
    List<House> houses = new ArrayList<>();
    for (int row = 0; row < ROWS_A_DAY; row++) {
      houses.add(
          new House(
              (long) day * ROWS_A_DAY + row,
              random.nextDouble(50, 150),
              random.nextInt(1, 6),
              random.nextDouble(-1, 1)));
    }
    return houses;
  }

  /** Adds the rows of days, areas moved by so much. */
  Market listed(int first, int last, double moved) {
    for (int day = first; day <= last; day++) {
      Date date = date(day);
      listings.append(
          houses(day).stream()
              .map(house -> RowFactory.create(house.id, date, house.area + moved, house.rooms))
              .toList());
    }
    return this;
  }

  /** Adds the labels of days with a coefficient of area, each known on its own day. */
  Market labelled(int first, int last, double slope) {
    for (int day = first; day <= last; day++) {
      labels.append(labels(day, slope));
    }
    return this;
  }

  /** Adds some labels. */
  Market labelled(List<Row> rows) {
    labels.append(rows);
    return this;
  }

  static List<Row> labels(int day, double slope) {
    Date known = date(day);
    return houses(day).stream()
        .map(
            house ->
                RowFactory.create(
                    house.id, 3 + slope * house.area - house.rooms + house.noise, known))
        .toList();
  }

  private static Date date(int day) {
    return Date.valueOf(Sales.FIRST_DAY.plusDays(day));
  }

  /** Scores the listings, and watches them without labels. */
  Specification watched(Specification of, Specification.Watched watched) {
    Specification scoring = Bench.scoring(of, listings.path().toString(), scores);
    return SpecificationBuilder.from(scoring)
        .configuration(scoring.configuration() + " watching " + watched)
        .monitoring(monitoring(watched, Optional.empty()))
        .build();
  }

  /** The same with labels. */
  Specification labelled(Specification of) {
    Specification watched = watched(of, Specification.Watched.INPUTS);
    return SpecificationBuilder.from(watched)
        .configuration(watched.configuration() + " with labels")
        .monitoring(
            monitoring(
                Specification.Watched.INPUTS,
                Optional.of(
                    new Specification.LateLabels(
                        new TableSource(
                            TableFormat.PARQUET, labels.path().toString(), OptionalLong.empty()),
                        List.of("sale_id"),
                        "price",
                        Optional.of("known"),
                        30,
                        0.95))))
        .build();
  }

  /** The same tables, rows and labels alike, as relations of Spark SQL. */
  static Specification asRelations(Specification of) {
    Specification.Scoring scoring = of.scoring().orElseThrow();
    Specification.Monitoring monitoring = of.monitoring().orElseThrow();
    return SpecificationBuilder.from(of)
        .configuration(of.configuration() + " as relations")
        .scoring(
            new Specification.Scoring(
                relation(scoring.table()), scoring.eventTime(), scoring.output(), scoring.carry()))
        .monitoring(
            new Specification.Monitoring(
                monitoring.of(),
                monitoring.days(),
                monitoring.breaches(),
                monitoring
                    .labels()
                    .map(
                        labels ->
                            new Specification.LateLabels(
                                relation(labels.table()),
                                labels.key(),
                                labels.label(),
                                labels.eventTime(),
                                labels.days(),
                                labels.complete())),
                monitoring.thresholds()))
        .build();
  }

  private static TableSource relation(TableSource files) {
    return new TableSource(
        TableFormat.SQL, "select * from parquet.`" + files.path() + "`", OptionalLong.empty());
  }

  private static Specification.Monitoring monitoring(
      Specification.Watched watched, Optional<Specification.LateLabels> labels) {
    return new Specification.Monitoring(
        watched, 1, 2, labels, new Specification.Thresholds(0.25, 0.1, 0.05, 0.01, 0.01, 0.1));
  }
}
