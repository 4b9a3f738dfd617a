package org.plumbline.mllib;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.SparkSessions;
import org.plumbline.cycle.Cycle;
import org.plumbline.cycle.FoldsBy;
import org.plumbline.cycle.SparkSource;
import org.plumbline.cycle.Specification;
import org.plumbline.cycle.SpecificationBuilder;
import org.plumbline.cycle.StageListener;
import org.plumbline.cycle.Workshop;
import org.plumbline.features.EventTime;
import org.plumbline.features.Feature;
import org.plumbline.features.Features;
import org.plumbline.features.LabelTransform;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.RowRule;
import org.plumbline.features.Split;
import org.plumbline.model.Policy;
import org.plumbline.regression.CoefficientLimits;
import org.plumbline.regression.Curve;
import org.plumbline.regression.ErrorKind;
import org.plumbline.regression.FitOptions;
import org.plumbline.regression.Penalty;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;

/**
 * Lots that are sold, 900 rows on 60 days in three files: districts with a rare one and gaps, areas
 * and rooms with gaps, prices above 0, weights. Made by Spark's generators from fixed seeds.
 */
final class Lots {
  static final ZoneId ZONE = ZoneId.of("America/New_York");
  static final EventTime SOLD = new EventTime("sold", ZONE);

  private static final Instant NOW = Instant.parse("2026-06-01T02:00:00Z");
  private static final String ROWS =
      """
      select id, timestamp '2026-01-01 03:00:00' + make_interval(0,0,0,id % 60) as sold,
        case when id % 17 = 0 then null when id % 13 = 0 then double('NaN')
          else 50 + 100 * rand(1) end as area,
        if(id % 11 = 0, null, cast(1 + 5 * rand(2) as int)) as rooms,
        1 + 2 * rand(3) as w,
        case when id % 19 = 0 then null when id % 100 = 1 then 'rare' when id % 100 = 2 then 'odd'
          else element_at(array('north', 'east', 'south', 'o''hare \\\\ "west"'),
            cast(1 + 4 * rand(4) as int)) end as district,
        id % 3 = 0 as corner,
        exp(2 + rand(5) + 0.3 * cast(id % 3 = 0 as int) + 0.1 * (id % 7)) as price
      from range(900)
      """;

  private final Path folder;
  private final String table;

  /** Writes the table. */
  Lots(Path folder) {
    this.folder = folder;
    this.table = folder.resolve("lots").toString();
    SparkSessions.shared().sql(ROWS).repartition(3).write().parquet(table);
  }

  Specification specification(
      LabelTransform transform, OptionalInt halfLife, List<Feature> features) {
    RowRule rule =
        new RowRule(
            Optional.empty(),
            "price",
            Optional.of("w"),
            Optional.of("sold"),
            ZONE,
            MissingPolicy.FAIL,
            List.of(),
            new Split(List.of("id"), 0.2, 3),
            List.of(),
            transform);
    return new Specification(
        "lots",
        folder.resolve("home").toString(),
        UUID.randomUUID().toString(),
        new TableSource(TableFormat.PARQUET, table, OptionalLong.empty()),
        Features.design(rule, features),
        features,
        new Specification.Window(OptionalInt.of(55), 0, halfLife),
        new Specification.Fitting(
            true,
            FitOptions.Aliased.DROP,
            Optional.empty(),
            new ErrorKind.Classical(),
            Specification.Penalizing.NONE),
        0,
        new Policy(10, 0, 0, 6),
        Optional.empty(),
        Optional.empty(),
        Specification.Solver.AUTO);
  }

  /** The same with a penalty. */
  static Specification penalized(Specification of, double lambda, double l1Ratio) {
    Penalty penalty =
        new Penalty(
            new Penalty.Lambdas.Values(List.of(lambda)),
            List.of(l1Ratio),
            true,
            CoefficientLimits.NONE);
    return scored(
        SpecificationBuilder.from(of)
            .fitting(
                new Specification.Fitting(
                    true,
                    FitOptions.Aliased.DROP,
                    Optional.empty(),
                    new ErrorKind.Classical(),
                    new Specification.Penalizing(penalty, Curve.Choice.MINIMUM, FoldsBy.HASH)))
            .policy(new Policy(10, 0, 0, 6))
            .build());
  }

  /** The same by MLlib's search, with scores of the table itself. */
  static Specification searched(Specification of) {
    return scored(
        SpecificationBuilder.from(of)
            .solver(Specification.Solver.LBFGS)
            .policy(new Policy(10, 0, 0, 0))
            .build());
  }

  private static Specification scored(Specification of) {
    return SpecificationBuilder.from(of)
        .configuration(UUID.randomUUID().toString())
        .scoring(
            new Specification.Scoring(
                of.training(),
                Optional.of("sold"),
                new TableSource(TableFormat.PARQUET, of.home() + "-scores", OptionalLong.empty()),
                List.of("id")))
        .build();
  }

  static Cycle cycle() {
    return new Cycle(
        new Workshop(
            SparkSource.of(SparkSessions.shared()),
            new HadoopStorage(new Configuration()),
            SparkSessions.shared().sparkContext().hadoopConfiguration(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            () -> UUID.randomUUID().toString(),
            new LinearRegressionCheck(),
            new LbfgsSolver(),
            views -> {},
            new StageListener() {},
            "test"));
  }
}
