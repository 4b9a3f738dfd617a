package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.Failure;
import org.plumbline.cycle.FoldsBy;
import org.plumbline.cycle.Specification;
import org.plumbline.features.Definition;
import org.plumbline.features.MissingPolicy;
import org.plumbline.model.Policy;
import org.plumbline.regression.CoefficientLimits;
import org.plumbline.regression.Curve;
import org.plumbline.regression.ErrorKind;
import org.plumbline.regression.FitOptions.Aliased;
import org.plumbline.regression.Penalty;
import org.plumbline.statistics.HeteroskedasticKind;
import org.plumbline.statistics.Precision;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;

class JobConfigTest {

  @ParameterizedTest
  @MethodSource
  void refusesWithOneSentence(String line, String sentence) {
    Failure failure = catchThrowableOfType(Failure.class, () -> Configured.with(line));

    assertThat(failure).as(line).isNotNull();
    assertThat(Console.line(failure.getMessage(), failure.remedy())).isEqualTo(sentence);
    assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
  }

  static Stream<Arguments> refusesWithOneSentence() {
    return Stream.of(
        // A query or a path
        Arguments.of(
            "data.table.format = sql",
            "data.table.path = target/none/sales: data.table.format is sql, which reads a query;"
                + " set data.table.query instead"),
        Arguments.of(
            "data.table.query = \"select 1\"",
            "data.table.query = select 1: only a table of format sql has a query; set"
                + " data.table.format = sql"),
        Arguments.of(
            "data.table = null, data.table { format = sql }",
            "data.table.query is not set: a table of format sql is a query; set data.table.query"),
        Arguments.of(
            "data.table = null, data.table { format = sql, query = \"select 1\", version = 3 }",
            "data.table.version = 3: only a Delta table has versions; leave it out"),
        Arguments.of(
            "scoring.table.query = \"select 1\"",
            "scoring.table.query = select 1: only a table of format sql has a query; set"
                + " scoring.table.format = sql"),
        Arguments.of(
            "scoring.output.format = sql",
            "scoring.output.format = sql: scores are written to files of their own table; set"
                + " delta or parquet"),
        // Not served by this version
        Arguments.of(
            "data.contract { rows { min = 1 } }",
            "data.contract = {\"rows\":{\"min\":1}}: this version has no contracts; leave it out"),
        Arguments.of(
            "scoring.interval = 0.95",
            "scoring.interval = 0.95: this version writes no intervals; set none"),
        Arguments.of(
            "scoring.reasons = 3", "scoring.reasons = 3: this version writes no reasons; set 0"),
        Arguments.of(
            "monitoring.of = drift",
            "monitoring.of = drift: not one of the values of this key; set inputs or none or"
                + " scores"),
        Arguments.of(
            "monitoring.of = inputs",
            "monitoring.of = inputs: there is nothing to watch without scoring; set scoring.table"
                + " and scoring.output, or none"),
        Arguments.of(
            "monitoring.labels.table.path = labels",
            "monitoring.labels.table.path = labels: monitoring.of is none; set monitoring.of ="
                + " inputs or scores"),
        Arguments.of(
            "monitoring.labels.complete = 0",
            "monitoring.labels.complete = 0: a share of a day's rows is above 0 and at most 1; set"
                + " one such as 0.95"),
        Arguments.of(
            "scoring { table.path = listings, output.path = scores }\n"
                + "monitoring { of = scores, labels { table.path = labels, key = [listing] } }",
            "monitoring.labels.key = [\"listing\"]: the table of scores has no listing to join labels"
                + " by; name it in scoring.carry"),
        // Unknown keys
        Arguments.of(
            "training.windov = 3 days",
            "training.windov (String: 10): no such key; did you mean training.window?"),
        Arguments.of(
            "split.holdout.share = 0.2",
            "split.holdout = {\"share\":0.2}: a number is expected; write one, such as 0.5"),
        Arguments.of(
            "trainning { window = 3 days }",
            "trainning (String: 10): no such key; did you mean training?"),
        Arguments.of(
            "data.features = [{ column = area, kid = number }]",
            "data.features.kid = number: a feature has no such key; did you mean kind?"),
        // Penalties
        Arguments.of(
            "training.penalty.lambda = [1, -0.1]",
            "training.penalty.lambda = [1,-0.1]: a penalty is not negative; set 0 or more"),
        Arguments.of(
            "training.penalty.lambda = paths",
            "training.penalty.lambda = paths: a number is expected; write one, such as 0.5"),
        Arguments.of(
            "training.penalty.lambda = []",
            "training.penalty.lambda = []: an empty list is no value;"
                + " write a number, such as 0.1"),
        Arguments.of(
            "training.penalty.l1-ratio = 1.5",
            "training.penalty.l1-ratio = 1.5: a share of the penalty is at least 0 and at most 1;"
                + " set one such as 0.5"),
        Arguments.of(
            "training.standardize = 1",
            "training.standardize = 1: true or false is expected; write true or false"),
        Arguments.of(
            "training.penalty { lower = 1, upper = 2 }",
            "the limits lower = 1.0, upper = 2.0 contradict:"
                + " they exclude 0, the value that a penalty shrinks to."
                + " Set training.penalty.lower to at most 0 and training.penalty.upper to at"
                + " least 0."),
        Arguments.of(
            "training.penalty { lower { area = 0 }, positive = true }",
            "training.penalty.positive = true: training.penalty.lower is set too;"
                + " leave one of the two out"),
        Arguments.of(
            "training { penalty.lambda = path }, split.folds = 1",
            "split.folds = 1: to choose a penalty takes two folds; set at least 2"),
        Arguments.of(
            "training { penalty.lambda = path }, data.key = [], split.holdout = 0",
            "training.penalty.lambda = path: to choose a penalty, rows are divided into folds by"
                + " the hash of data.key, which is not set; set data.key, split.folds-by = time,"
                + " or one number for training.penalty.lambda and for training.penalty.l1-ratio"),
        Arguments.of(
            "training { penalty.lambda = 0.1, errors.kind = hc3 }",
            "training.errors.kind = hc3: errors from rows are those of least squares, without"
                + " penalty and limits; set classical, or leave training.penalty out"),
        // Values
        Arguments.of(
            "name = House",
            "name = House: a name is lower-case letters, digits and dashes, at most 63;"
                + " set a name such as house-prices"),
        Arguments.of(
            "training.window = 365",
            "training.window = 365: whole days are expected; write 365 days"),
        Arguments.of(
            "training.window = 12 hours",
            "training.window = 12 hours: whole days are expected;"
                + " write a number of days, such as 365 days"),
        Arguments.of(
            "training.window = 0 days",
            "training.window = 0 days: fewer than 1 days make no sense here; set at least 1 days"),
        Arguments.of(
            "training.half-life = 0d",
            "training.half-life = 0d: fewer than 1 days make no sense here; set at least 1 days"),
        Arguments.of(
            "split.holdout = 1",
            "split.holdout = 1: a share of keys is at least 0 and below 1; set one such as 0.2"),
        Arguments.of(
            "split.folds = 0",
            "split.folds = 0: it is at least 1 and at most 1000; set a number in this range"),
        Arguments.of(
            "split.folds = 2.5",
            "split.folds = 2.5: a whole number is expected; write one, such as 30"),
        Arguments.of(
            "training.intercept = yes",
            "training.intercept = yes: true or false is expected; write true or false"),
        Arguments.of(
            "training.digits = 16",
            "training.digits = 16: it is at least 1 and at most 15; set a number in this range"),
        Arguments.of(
            "training.aliased = keep",
            "training.aliased = keep: not one of the values of this key; set drop or refuse"),
        Arguments.of(
            "promotion.min-r2 = 2", "promotion.min-r2 = 2: R² is at most 1; set one such as 0.5"),
        Arguments.of(
            "data.time-zone = Mars",
            "data.time-zone = Mars: no time zone has this name;"
                + " write one such as UTC or America/New_York"),
        Arguments.of(
            "data.features = []",
            "data.features = []: a fit needs a feature; name at least one column"),
        Arguments.of(
            "data.features = [area, rooms, area]",
            "data.features = [\"area\",\"rooms\",\"area\"]: area is named twice;"
                + " name each feature once"),
        Arguments.of(
            "data.key = [a, a]",
            "data.key = [\"a\",\"a\"]: a is named twice; name each column once"),
        Arguments.of("data.label = null", "data.label is not set; set it: Column to be predicted."),
        // What does not go together
        Arguments.of(
            "data.key = []",
            "split.holdout = 0.2: rows are held out by the hash of data.key, which is not set;"
                + " set data.key, or split.holdout = 0 to train only"),
        Arguments.of(
            "data.features = [area, price]",
            "data.features = [\"area\",\"price\"]: the label price is among them; leave it out"),
        Arguments.of(
            "data.weight = rooms",
            "data.features = [\"area\",\"rooms\"]: the weight rooms is among them; leave it out"),
        Arguments.of(
            "data.weight = price", "data.weight = price: it is the label; name another column"),
        Arguments.of(
            "data.table { format = parquet, version = 3 }",
            "data.table.version = 3: only a Delta table has versions; leave it out"),
        Arguments.of(
            "training.errors.kind = hc9",
            "training.errors.kind = hc9: not one of the values of this key;"
                + " set classical or cluster or hc0 or hc1 or hc2 or hc3"),
        Arguments.of(
            "training.errors.kind = cluster",
            "training.errors.kind = cluster: clusters are the equal values of a column;"
                + " set training.errors.cluster to it"),
        Arguments.of(
            "training.errors.cluster = shop",
            "training.errors.cluster = shop: training.errors.kind is classical, which has no"
                + " clusters; set training.errors.kind = cluster, or leave it out"),
        Arguments.of(
            "training.errors { kind = hc1, cluster = shop }",
            "training.errors.cluster = shop: training.errors.kind is hc1, which has no"
                + " clusters; set training.errors.kind = cluster, or leave it out"),
        Arguments.of(
            "training { half-life = 30 days, errors.kind = hc3 }",
            "training.errors.kind = hc3: with training.half-life the errors are those by clusters"
                + " of days; leave one of the two out"),
        Arguments.of(
            "scoring.table.path = target/none/listings",
            "scoring.output.path is not set: scores need a place; set scoring.output.path"),
        Arguments.of(
            "scoring.output.path = target/none/scores",
            "scoring.table.path is not set: there is nothing to score; set scoring.table.path"),
        Arguments.of(
            "scoring { table.path = target/none/a, output.path = target/none/b, carry = [As_Of] }",
            "scoring.carry = [\"As_Of\"]: As_Of is a column of every table of scores;"
                + " carry it under another name, or leave it out"),
        Arguments.of(
            "home = target/none/sales/home",
            "home = target/none/sales/home: it lies inside the input data.table.path;"
                + " set a place of its own"),
        Arguments.of(
            "scoring { table.path = target/none/a, output.path = \"./target//none/a/b/../c\" }",
            "scoring.output.path = ./target//none/a/b/../c:"
                + " it lies inside the input scoring.table.path; set a place of its own"),
        Arguments.of(
            "scoring { table.path = target/none/a, output.path = target/none/sales }",
            "scoring.output.path = target/none/sales: it lies inside the input data.table.path;"
                + " set a place of its own"));
  }

  @Test
  void errorsFromRowsAreAKindAndPerhapsAColumn() {
    assertThat(Configured.with("training.errors.kind = hc2").specification().fitting().errors())
        .isEqualTo(new ErrorKind.Heteroskedastic(HeteroskedasticKind.HC2));
    assertThat(
            Configured.with("training.errors { kind = cluster, cluster = shop }")
                .specification()
                .fitting()
                .errors())
        .isEqualTo(new ErrorKind.Clustered("shop"));
  }

  @ParameterizedTest
  @MethodSource
  void daysNeedAnEventTime(String line, String key) {
    Failure failure =
        catchThrowableOfType(Failure.class, () -> Configured.with("data.event-time = null", line));

    assertThat(Console.line(failure.getMessage(), failure.remedy()))
        .isEqualTo(
            key
                + ": rows have no day without data.event-time;"
                + " set data.event-time, or leave it out");
  }

  static Stream<Arguments> daysNeedAnEventTime() {
    return Stream.of(
        Arguments.of("training.window = 7d", "training.window = 7d"),
        Arguments.of("training.label-delay = 1 day", "training.label-delay = 1 day"),
        Arguments.of("training.half-life = 30 days", "training.half-life = 30 days"));
  }

  @Test
  void keysOfLaterVersionsMayBeSetToTheirDefaults() {
    assertThat(
            Configured.digest(
                "training { standardize = true, penalty { lambda = 0.0, l1-ratio = 0 } }",
                "scoring { interval = none, reasons = 0 }",
                "split.folds-by = hash",
                "monitoring { days = 1, breaches = 2, labels {} }",
                "data.contract {}"))
        .isEqualTo(Configured.digest());
  }

  @Test
  void monitoringIsReadWithItsDefaults() {
    Specification.Monitoring monitoring =
        Configured.with(
                "scoring { table.path = listings, output.path = scores, carry = [sale_id] }",
                "monitoring { of = inputs, labels.table.path = labels, thresholds.psi = 0.5 }")
            .specification()
            .monitoring()
            .orElseThrow();

    assertThat(monitoring)
        .isEqualTo(
            new Specification.Monitoring(
                Specification.Watched.INPUTS,
                1,
                2,
                Optional.of(
                    new Specification.LateLabels(
                        new TableSource(TableFormat.DELTA, "labels", OptionalLong.empty()),
                        List.of("sale_id"),
                        "price",
                        Optional.empty(),
                        30,
                        0.95)),
                new Specification.Thresholds(0.5, 0.1, 0.05, 0.01, 0.01, 0.1)));
  }

  @Test
  void theDefaultsMakeTheSpecification() {
    Specification specification = Configured.with().specification();

    assertThat(specification.name()).isEqualTo("house-prices");
    assertThat(specification.training().format()).isEqualTo(TableFormat.DELTA);
    assertThat(specification.training().path()).isEqualTo("target/none/sales");
    assertThat(specification.window())
        .isEqualTo(new Specification.Window(OptionalInt.empty(), 0, OptionalInt.empty()));
    assertThat(specification.fitting())
        .isEqualTo(
            new Specification.Fitting(
                true,
                Aliased.DROP,
                Optional.empty(),
                new ErrorKind.Classical(),
                Specification.Penalizing.NONE));
    assertThat(specification.policy()).isEqualTo(new Policy(30, 0, 0, 6));
    assertThat(specification.evaluationDays()).isEqualTo(30);
    assertThat(specification.scoring()).isEmpty();
    assertThat(specification.design().rule().split().by()).containsExactly("sale_id");
    assertThat(specification.design().rule().droppers()).isEmpty();
  }

  @Test
  void everySettingReachesTheSpecification() {
    Specification specification =
        Configured.with(
                "data.table.version = 12",
                "data.time-zone = America/New_York",
                "data.weight = w",
                "data.where = \"rooms >= 2 and district is not null\"",
                "data.missing = drop",
                "data.features = [area, { column = rooms, missing = fail }, { column = age }]",
                "split { holdout = 0.25, folds = 3, by = customer_id }",
                "training { window = 365d, label-delay = 2 days, half-life = 90 days }",
                "training { intercept = false, precision = double, aliased = refuse, digits = 9 }",
                "evaluation.days = 0",
                "promotion { min-rows = 5, min-r2 = -1, margin = -0.01 }",
                "scoring { table { format = parquet, path = target/none/listings } }",
                "scoring { event-time = listed_on, carry = [id] }",
                "scoring.output { format = parquet, path = target/none/scores }")
            .specification();

    assertThat(specification.training().version()).hasValue(12);
    assertThat(specification.design().definitions())
        .extracting(Definition::term)
        .containsExactly("area", "rooms", "age");
    assertThat(specification.design().rule().droppers()).containsExactlyInAnyOrder("area", "age");
    assertThat(specification.design().rule().missing()).isEqualTo(MissingPolicy.DROP);
    assertThat(specification.design().rule().weight()).hasValue("w");
    assertThat(specification.design().rule().where().orElseThrow().columns())
        .containsExactlyInAnyOrder("rooms", "district");
    assertThat(specification.design().rule().timeZone()).isEqualTo(ZoneId.of("America/New_York"));
    assertThat(specification.design().rule().split().by()).containsExactly("customer_id");
    assertThat(specification.design().rule().split().holdout()).isEqualTo(0.25);
    assertThat(specification.design().rule().split().folds()).isEqualTo(3);
    assertThat(specification.window())
        .isEqualTo(new Specification.Window(OptionalInt.of(365), 2, OptionalInt.of(90)));
    assertThat(specification.fitting())
        .isEqualTo(
            new Specification.Fitting(
                false,
                Aliased.REFUSE,
                Optional.of(Precision.DOUBLE),
                new ErrorKind.Classical(),
                Specification.Penalizing.NONE));
    assertThat(specification.evaluationDays()).isZero();
    assertThat(specification.policy()).isEqualTo(new Policy(5, -1, -0.01, 9));
    assertThat(specification.scoring().orElseThrow().carry()).isEqualTo(List.of("id"));
    assertThat(specification.scoring().orElseThrow().output().format())
        .isEqualTo(TableFormat.PARQUET);
  }

  @Test
  void aPenaltyReachesTheSpecification() {
    Specification.Penalizing chosen =
        Configured.with(
                "training.standardize = false",
                "training.penalty { lambda = path, l1-ratio = [0.1, 1] }",
                "training.penalty { choose = one-standard-error, upper { area = 2 }, lower = -1 }",
                "data.event-time = sold_on, split.folds-by = time")
            .specification()
            .fitting()
            .penalizing();
    Penalty penalty = chosen.penalty();
    assertThat(penalty.lambdas()).isEqualTo(new Penalty.Lambdas.Path());
    assertThat(penalty.l1Ratios()).containsExactly(1.0, 0.1);
    assertThat(penalty.standardize()).isFalse();
    assertThat(penalty.limits().of("area")).isEqualTo(new CoefficientLimits.Limit(-1, 2));
    assertThat(penalty.limits().of("rooms"))
        .isEqualTo(new CoefficientLimits.Limit(-1, Double.POSITIVE_INFINITY));
    assertThat(chosen.choice()).isEqualTo(Curve.Choice.ONE_STANDARD_ERROR);
    assertThat(chosen.foldsBy()).isEqualTo(FoldsBy.TIME);
    assertThat(
            Configured.with("training.penalty { lambda = [1, 0.5], positive = true }")
                .specification()
                .fitting()
                .penalizing()
                .penalty())
        .isEqualTo(
            new Penalty(
                new Penalty.Lambdas.Values(List.of(1.0, 0.5)),
                List.of(0.0),
                true,
                new CoefficientLimits(CoefficientLimits.Limit.POSITIVE, Map.of())));
  }
}
