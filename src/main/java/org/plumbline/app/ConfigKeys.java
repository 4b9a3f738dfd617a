package org.plumbline.app;

import static org.plumbline.app.Readings.choice;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.plumbline.app.ConfigKey.Check;
import org.plumbline.app.ConfigKey.Complaint;
import org.plumbline.cycle.FoldsBy;
import org.plumbline.cycle.Specification.Solver;
import org.plumbline.cycle.Specification.Watched;
import org.plumbline.features.Condition;
import org.plumbline.features.LabelTransform;
import org.plumbline.features.MissingValues;
import org.plumbline.regression.Curve;
import org.plumbline.regression.FitOptions.Aliased;
import org.plumbline.statistics.Precision;
import org.plumbline.table.TableFormat;

/** Every configuration key, in the order of the documentation. */
final class ConfigKeys {
  private static final Pattern NAME_PATTERN = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Map<String, TableFormat> OF_FILES =
      Map.of("delta", TableFormat.DELTA, "parquet", TableFormat.PARQUET);
  private static final Map<String, TableFormat> FORMATS =
      Map.of("delta", TableFormat.DELTA, "parquet", TableFormat.PARQUET, "sql", TableFormat.SQL);

  private static final long MOST_DIGITS = 15;

  private ConfigKeys() {}

  static final ConfigKey<String> NAME =
      ConfigKey.of("name", "text", Readings::text, "Name of the model: [a-z0-9][a-z0-9-]{0,62}.")
          .checked(
              that(
                  name -> NAME_PATTERN.matcher(name).matches(),
                  "a name is lower-case letters, digits and dashes, at most 63",
                  "set a name such as house-prices"))
          .mustBeSet();
  static final ConfigKey<String> HOME =
      ConfigKey.of(
              "home", "path or URI", Readings::text, "Everything of this model lives in home/name.")
          .mustBeSet();

  static final ConfigKey<TableFormat> DATA_FORMAT = format("data.table.format", "training table");
  static final ConfigKey<String> DATA_PATH =
      path("data.table.path", "Root of the training table; with sql: unset.");
  static final ConfigKey<Long> DATA_VERSION =
      version("data.table.version", "Version of the training table (Delta); unset: the newest.");
  static final ConfigKey<String> DATA_QUERY =
      query("data.table.query", "Query of Spark SQL whose rows are trained on, with format sql.");
  static final ConfigKey<List<String>> DATA_KEY =
      columns("data.key", "Columns that identify a row; may be unset where split.holdout = 0.")
          .orElse("[]");
  static final ConfigKey<String> EVENT_TIME =
      column("data.event-time", "Column of a row's day: a date or a timestamp.");
  static final ConfigKey<ZoneId> TIME_ZONE =
      ConfigKey.of("data.time-zone", "time zone", Readings::zone, "Decides the day of a timestamp.")
          .orElse("UTC");
  static final ConfigKey<Condition> WHERE =
      ConfigKey.of(
          "data.where",
          "condition",
          setting -> Condition.parse(Readings.text(setting)),
          "Rows that count: comparisons of a column and a literal joined by and; not for scoring.");
  static final ConfigKey<String> LABEL =
      column("data.label", "Column to be predicted.").mustBeSet();
  static final ConfigKey<String> WEIGHT =
      column("data.weight", "Column of weights, which are precisions: not negative.");
  static final ConfigKey<List<Feature>> FEATURES =
      ConfigKey.of(
              "data.features",
              "columns or { column, kind, … }",
              Readings::features,
              "Terms of the model, in order; docs/features.md shows every kind.")
          .mustBeSet();
  static final ConfigKey<MissingValues> MISSING =
      ConfigKey.of(
              "data.missing",
              "fail | drop | impute",
              choice(Readings.MISSING, Map.of()),
              "What a null or NaN of a number does: end the run, drop its row, or take the mean.")
          .orElse("fail");
  static final ConfigKey<ConfigValue> CONTRACT =
      later(
          "data.contract", "object", "Checks of the data.", "{}", "this version has no contracts");

  static final ConfigKey<Double> HOLDOUT =
      number("split.holdout", "Share of keys held out of training.")
          .checked(
              that(
                  share -> share >= 0 && share < 1,
                  "a share of keys is at least 0 and below 1",
                  "set one such as 0.2"))
          .orElse("0.2");
  static final ConfigKey<Long> FOLDS =
      whole("split.folds", "Folds of the rows that are not held out.", 1, 1000).orElse("5");
  static final ConfigKey<FoldsBy> FOLDS_BY =
      ConfigKey.of(
              "split.folds-by",
              "hash | time",
              choice(Map.of("hash", FoldsBy.HASH, "time", FoldsBy.TIME), Map.of()),
              "How a penalty is judged: on rows by hash, or on the days after those trained on.")
          .orElse("hash");
  static final ConfigKey<List<String>> SPLIT_BY =
      columns("split.by", "Columns whose hash decides the fold; unset: data.key.");

  static final ConfigKey<Integer> WINDOW =
      days("training.window", "Days before the as-of date (and delay) trained on; unset: all.", 1);
  static final ConfigKey<Integer> LABEL_DELAY =
      days("training.label-delay", "Days until a label is final; younger rows are left out.", 0)
          .orElse("0 days");
  static final ConfigKey<Integer> HALF_LIFE =
      days("training.half-life", "Age at which a row counts half; unset: no decay.", 1);
  static final ConfigKey<Boolean> INTERCEPT =
      ConfigKey.of("training.intercept", "true | false", Readings::flag, "Whether 1 is a term.")
          .orElse("true");
  static final ConfigKey<LabelTransform> LABEL_TRANSFORM =
      ConfigKey.of(
              "training.label-transform",
              "none | log",
              choice(Map.of("none", LabelTransform.NONE, "log", LabelTransform.LOG), Map.of()),
              "What is fitted: the label, or its logarithm; scores are on the label's own scale.")
          .orElse("none");
  static final ConfigKey<Boolean> STANDARDIZE =
      ConfigKey.of(
              "training.standardize",
              "true | false",
              Readings::flag,
              "Whether a penalty sees columns of equal spread.")
          .orElse("true");
  static final ConfigKey<Optional<List<Double>>> LAMBDA =
      ConfigKey.of(
              "training.penalty.lambda",
              "number, numbers, or path",
              PenaltyReading::lambdas,
              "Strength of the penalty; of several, cross-validation chooses; path: 100 of them.")
          .checked(
              that(
                  lambdas -> lambdas.stream().flatMap(List::stream).allMatch(value -> value >= 0),
                  "a penalty is not negative",
                  "set 0 or more"))
          .orElse("0");
  static final ConfigKey<List<Double>> L1_RATIO =
      ConfigKey.of(
              "training.penalty.l1-ratio",
              "number or numbers",
              PenaltyReading::numbers,
              "Share of |β| in the penalty: 0 ridge, 1 lasso; of several, the best is chosen.")
          .checked(
              that(
                  shares -> shares.stream().allMatch(share -> share >= 0 && share <= 1),
                  "a share of the penalty is at least 0 and at most 1",
                  "set one such as 0.5"))
          .orElse("0");
  static final ConfigKey<Curve.Choice> CHOOSE =
      ConfigKey.of(
              "training.penalty.choose",
              "min | one-standard-error",
              choice(
                  Map.of(
                      "min",
                      Curve.Choice.MINIMUM,
                      "one-standard-error",
                      Curve.Choice.ONE_STANDARD_ERROR),
                  Map.of()),
              "The smallest error over the folds, or the largest lambda within one error of it.")
          .orElse("min");
  static final ConfigKey<SortedMap<String, Double>> LOWER =
      ConfigKey.of(
          "training.penalty.lower",
          "number or { term = number, … }",
          PenaltyReading::limits,
          "Coefficients are at least this, 0 or below.");
  static final ConfigKey<SortedMap<String, Double>> UPPER =
      ConfigKey.of(
          "training.penalty.upper",
          "number or { term = number, … }",
          PenaltyReading::limits,
          "Coefficients are at most this, 0 or above.");
  static final ConfigKey<Boolean> POSITIVE =
      ConfigKey.of(
              "training.penalty.positive",
              "true | false",
              Readings::flag,
              "Whether no coefficient may be negative.")
          .orElse("false");
  static final ConfigKey<Optional<Precision>> PRECISION =
      ConfigKey.of(
              "training.precision",
              "auto | exact | double",
              choice(
                  Map.of(
                      "auto",
                      Optional.<Precision>empty(),
                      "exact",
                      Optional.of(Precision.EXACT),
                      "double",
                      Optional.of(Precision.DOUBLE)),
                  Map.of()),
              "Arithmetic of the statistics; auto: exact up to 64 terms, double above.")
          .orElse("auto");
  static final ConfigKey<Long> DIGITS =
      ConfigKey.of(
              "training.digits",
              "whole number",
              Readings::whole,
              "Correct digits asked of the certificate before a model is promoted; 0: by lbfgs.")
          .checked(
              digits -> digits == 0 ? Optional.empty() : within(1, MOST_DIGITS).complaint(digits))
          .orElse("6");
  static final ConfigKey<Solver> SOLVER =
      ConfigKey.of(
              "training.solver",
              "auto | lbfgs",
              choice(Map.of("auto", Solver.AUTO, "lbfgs", Solver.LBFGS), Map.of()),
              "auto: from statistics; lbfgs: MLlib's search, which reads all rows at every step.")
          .orElse("auto");
  static final ConfigKey<Aliased> ALIASED =
      ConfigKey.of(
              "training.aliased",
              "drop | refuse",
              choice(Map.of("drop", Aliased.DROP, "refuse", Aliased.REFUSE), Map.of()),
              "What a column does that the columns before it explain.")
          .orElse("drop");
  static final ConfigKey<String> ERRORS_KIND =
      ConfigKey.of(
              "training.errors.kind",
              "classical | hc0 | hc1 | hc2 | hc3 | cluster",
              choice(
                  Map.of(
                      "classical",
                      "classical",
                      "hc0",
                      "hc0",
                      "hc1",
                      "hc1",
                      "hc2",
                      "hc2",
                      "hc3",
                      "hc3",
                      "cluster",
                      "cluster"),
                  Map.of()),
              "Errors of the coefficients; all but classical read the training rows again.")
          .orElse("classical");
  static final ConfigKey<String> ERRORS_CLUSTER =
      column("training.errors.cluster", "Column whose equal values may err together.");

  static final ConfigKey<Long> EVALUATION_DAYS =
      whole("evaluation.days", "How far back held-out rows are read; 0: not at all.", 0, 100_000)
          .in("days")
          .orElse("30");

  static final ConfigKey<Long> MIN_ROWS =
      whole("promotion.min-rows", "Held-out rows that a promotion needs.", 0, 1_000_000_000_000L)
          .in("rows")
          .orElse("30");
  static final ConfigKey<Double> MIN_R2 =
      number("promotion.min-r2", "Least R² on the holdout.")
          .checked(that(r2 -> r2 <= 1, "R² is at most 1", "set one such as 0.5"))
          .orElse("0.0");
  static final ConfigKey<Double> MARGIN =
      number("promotion.margin", "Promote where RMSE ≤ champion's · (1 + margin).")
          .checked(
              that(margin -> margin > -1, "a margin is above -1", "set one such as 0 or -0.01"))
          .orElse("0.0");
  static final ConfigKey<Boolean> REQUIRE_APPROVAL =
      ConfigKey.of(
              "promotion.require-approval",
              "true | false",
              Readings::flag,
              "Whether a challenger that passes every rule waits for promote --approve.")
          .orElse("false");

  static final ConfigKey<TableFormat> SCORING_FORMAT =
      format("scoring.table.format", "table to score");
  static final ConfigKey<String> SCORING_PATH =
      path("scoring.table.path", "Root of the table to score; unset: no scoring.");
  static final ConfigKey<String> SCORING_QUERY =
      query("scoring.table.query", "Query of Spark SQL whose rows are scored, with format sql.");
  static final ConfigKey<Long> SCORING_VERSION =
      version("scoring.table.version", "Version of the table to score (Delta); unset: the newest.");
  static final ConfigKey<String> SCORING_EVENT_TIME =
      column("scoring.event-time", "Only rows of the day before the as-of date; unset: all rows.");
  static final ConfigKey<TableFormat> OUTPUT_FORMAT =
      ConfigKey.of(
              "scoring.output.format",
              "delta | parquet",
              choice(OF_FILES, Map.of("sql", "scores are written to files of their own table")),
              "Format of the table of scores.")
          .orElse("delta");
  static final ConfigKey<String> OUTPUT_PATH =
      path("scoring.output.path", "Root of the table of scores.");
  static final ConfigKey<List<String>> CARRY =
      columns("scoring.carry", "Columns copied to the table of scores.").orElse("[]");
  static final ConfigKey<ConfigValue> INTERVAL =
      later(
          "scoring.interval",
          "none",
          "Level of prediction intervals.",
          "none",
          "this version writes no intervals");
  static final ConfigKey<ConfigValue> REASONS =
      later("scoring.reasons", "0", "Reason columns.", "0", "this version writes no reasons");

  static final ConfigKey<Optional<Watched>> MONITORING_OF =
      ConfigKey.of(
              "monitoring.of",
              "none | inputs | scores",
              choice(
                  Map.of(
                      "none",
                      Optional.<Watched>empty(),
                      "inputs",
                      Optional.of(Watched.INPUTS),
                      "scores",
                      Optional.of(Watched.SCORES)),
                  Map.of()),
              "Rows compared with those of training: of the table to score, or of the scores.")
          .orElse("none");
  static final ConfigKey<Long> MONITORING_DAYS =
      whole("monitoring.days", "Days before the as-of date that are watched.", 1, 3660)
          .in("days")
          .orElse("1");
  static final ConfigKey<Long> MONITORING_BREACHES =
      whole("monitoring.breaches", "Breaches of a rule in a row before an alarm.", 1, 1000)
          .orElse("2");
  static final ConfigKey<TableFormat> LABELS_FORMAT =
      format("monitoring.labels.table.format", "table of late labels");
  static final ConfigKey<String> LABELS_PATH =
      path("monitoring.labels.table.path", "Root of the table of late labels; unset: no errors.");
  static final ConfigKey<String> LABELS_QUERY =
      query("monitoring.labels.table.query", "Query of the late labels, with format sql.");
  static final ConfigKey<List<String>> LABELS_KEY =
      columns(
          "monitoring.labels.key", "Columns that labels and scores have alike; unset: data.key.");
  static final ConfigKey<String> LABELS_LABEL =
      column("monitoring.labels.label", "Column of the late label; unset: data.label.");
  static final ConfigKey<String> LABELS_EVENT_TIME =
      column(
          "monitoring.labels.event-time",
          "When a label arrived: only those before the as-of date are known to it; unset: all.");
  static final ConfigKey<Long> LABELS_DAYS =
      whole("monitoring.labels.days", "How far back scored days wait for labels.", 1, 3660)
          .in("days")
          .orElse("30");
  static final ConfigKey<Double> LABELS_COMPLETE =
      number("monitoring.labels.complete", "Least share of a day's rows with labels to judge it.")
          .checked(
              that(
                  share -> share > 0 && share <= 1,
                  "a share of a day's rows is above 0 and at most 1",
                  "set one such as 0.95"))
          .orElse("0.95");
  static final ConfigKey<Double> PSI_THRESHOLD =
      threshold("psi", "Population stability index that is a breach.", "0.25");
  static final ConfigKey<Double> DISTANCE_THRESHOLD =
      threshold(
          "distance", "Kolmogorov–Smirnov or Jensen–Shannon distance that is a breach.", "0.1");
  static final ConfigKey<Double> MISSING_THRESHOLD =
      threshold("missing", "Rise of the share of missing values that is a breach.", "0.05");
  static final ConfigKey<Double> OUT_OF_RANGE_THRESHOLD =
      threshold("out-of-range", "Share of values beyond those of training: a breach.", "0.01");
  static final ConfigKey<Double> NEW_LEVELS_THRESHOLD =
      threshold("new-levels", "Share of rows with a level new since training: a breach.", "0.01");
  static final ConfigKey<Double> ERROR_THRESHOLD =
      threshold("error", "Realised over promised RMSE, less 1, that is a breach.", "0.1");

  static final ConfigKey<String> METRICS_PATH =
      ConfigKey.of(
          "metrics.path",
          "path or URI",
          Readings::text,
          "Folder for a file of each command's figures in Prometheus' text format; unset: none.");
  static final ConfigKey<String> NOTIFICATION_TO =
      ConfigKey.of(
          "notification.to",
          "http(s) address, path or URI",
          Readings::text,
          "Webhook that news are posted to, or folder they are written into; unset: nobody is told.");
  static final ConfigKey<Set<News>> NOTIFICATION_ON =
      ConfigKey.of(
              "notification.on",
              "failed, promoted, held, rejected, watch, retrain",
              Readings.choices(News.BY_WORD),
              "What is news: a run that failed, a verdict, an alarm of monitoring.")
          .orElse("[failed, promoted, held, rejected, watch, retrain]");
  static final ConfigKey<Duration> NOTIFICATION_TIMEOUT =
      ConfigKey.of(
              "notification.timeout",
              "seconds",
              Readings::seconds,
              "How long an attempt to reach a webhook may take.")
          .in("seconds")
          .orElse("10 seconds");
  static final ConfigKey<Long> NOTIFICATION_ATTEMPTS =
      whole("notification.attempts", "Attempts to reach a webhook, 1, 2, 4, … seconds apart.", 1, 8)
          .orElse("3");
  static final ConfigKey<String> NOTIFICATION_SIGNATURE =
      ConfigKey.of(
          "notification.signature-variable",
          "text",
          Readings::text,
          "Environment variable with the secret that signs what a webhook is sent; unset: unsigned.");

  /** All of them, in the order of the documentation. */
  static final List<ConfigKey<?>> ALL =
      List.of(
          NAME,
          HOME,
          DATA_FORMAT,
          DATA_PATH,
          DATA_VERSION,
          DATA_QUERY,
          DATA_KEY,
          EVENT_TIME,
          TIME_ZONE,
          WHERE,
          LABEL,
          WEIGHT,
          FEATURES,
          MISSING,
          CONTRACT,
          HOLDOUT,
          FOLDS,
          FOLDS_BY,
          SPLIT_BY,
          WINDOW,
          LABEL_DELAY,
          HALF_LIFE,
          INTERCEPT,
          LABEL_TRANSFORM,
          STANDARDIZE,
          LAMBDA,
          L1_RATIO,
          CHOOSE,
          LOWER,
          UPPER,
          POSITIVE,
          PRECISION,
          DIGITS,
          SOLVER,
          ALIASED,
          ERRORS_KIND,
          ERRORS_CLUSTER,
          EVALUATION_DAYS,
          MIN_ROWS,
          MIN_R2,
          MARGIN,
          REQUIRE_APPROVAL,
          SCORING_FORMAT,
          SCORING_PATH,
          SCORING_QUERY,
          SCORING_VERSION,
          SCORING_EVENT_TIME,
          OUTPUT_FORMAT,
          OUTPUT_PATH,
          CARRY,
          INTERVAL,
          REASONS,
          MONITORING_OF,
          MONITORING_DAYS,
          MONITORING_BREACHES,
          LABELS_FORMAT,
          LABELS_PATH,
          LABELS_QUERY,
          LABELS_KEY,
          LABELS_LABEL,
          LABELS_EVENT_TIME,
          LABELS_DAYS,
          LABELS_COMPLETE,
          PSI_THRESHOLD,
          DISTANCE_THRESHOLD,
          MISSING_THRESHOLD,
          OUT_OF_RANGE_THRESHOLD,
          NEW_LEVELS_THRESHOLD,
          ERROR_THRESHOLD,
          METRICS_PATH,
          NOTIFICATION_TO,
          NOTIFICATION_ON,
          NOTIFICATION_TIMEOUT,
          NOTIFICATION_ATTEMPTS,
          NOTIFICATION_SIGNATURE);

  private static ConfigKey<TableFormat> format(String name, String table) {
    return ConfigKey.of(
            name,
            "delta | parquet | sql",
            choice(FORMATS, Map.of()),
            "Format of the " + table + ".")
        .orElse("delta");
  }

  private static ConfigKey<String> query(String name, String help) {
    return ConfigKey.of(name, "text", Readings::text, help);
  }

  private static ConfigKey<String> path(String name, String help) {
    return ConfigKey.of(name, "path or URI", Readings::text, help);
  }

  private static ConfigKey<Long> version(String name, String help) {
    return whole(name, help, 0, Long.MAX_VALUE);
  }

  private static ConfigKey<String> column(String name, String help) {
    return ConfigKey.of(name, "column", Readings::text, help);
  }

  private static ConfigKey<List<String>> columns(String name, String help) {
    return ConfigKey.of(name, "columns", Readings::names, help);
  }

  private static ConfigKey<Double> number(String name, String help) {
    return ConfigKey.of(name, "number", Readings::number, help);
  }

  private static ConfigKey<Long> whole(String name, String help, long least, long most) {
    return ConfigKey.of(name, "whole number", Readings::whole, help).checked(within(least, most));
  }

  private static ConfigKey<Integer> days(String name, String help, int least) {
    return ConfigKey.of(name, "days", Readings::days, help)
        .checked(
            that(
                days -> days >= least,
                "fewer than " + least + " days make no sense here",
                "set at least " + least + " days"))
        .in("days");
  }

  private static ConfigKey<Double> threshold(String measure, String help, String fallback) {
    return number("monitoring.thresholds." + measure, help)
        .checked(that(value -> value >= 0, "a threshold is not negative", "set 0 or more"))
        .orElse(fallback);
  }

  /** A key that this version knows by name alone: it may be set to its default. */
  private static ConfigKey<ConfigValue> later(
      String name, String type, String help, String hocon, String cause) {
    ConfigValue value = ConfigFactory.parseString("value = " + hocon).getValue("value");
    String remedy = value instanceof ConfigObject ? "leave it out" : "set " + hocon;
    return ConfigKey.of(name, type, Readings.unserved(value::equals, cause, remedy), help)
        .orElse(hocon);
  }

  private static Check<Long> within(long least, long most) {
    return that(
        value -> least <= value && value <= most,
        most == Long.MAX_VALUE
            ? "it is at least " + least
            : "it is at least " + least + " and at most " + most,
        "set a number in this range");
  }

  private static <T> Check<T> that(
      java.util.function.Predicate<T> holds, String cause, String remedy) {
    return value ->
        holds.test(value) ? Optional.empty() : Optional.of(new Complaint(cause, remedy));
  }
}
