package org.plumbline.report;

import java.util.Locale;
import org.plumbline.model.Model;
import org.plumbline.regression.FitSummary;

/** What the errors of coefficients are called, by their kind. */
final class ErrorNames {
  private static final String CLASSICAL = "classical";
  private static final String DAYS = "day-clustered";

  /** Of a ridge. */
  private static final String SANDWICH = "sandwich";

  /** Where a penalty selects. */
  private static final String NONE = "none";

  private static final String CLUSTER = "cluster(";

  private ErrorNames() {}

  static boolean byDay(FitSummary fit) {
    return fit.errors().equals(DAYS);
  }

  /** Head of a column of a page. */
  static String head(FitSummary fit) {
    return switch (fit.errors()) {
      case CLASSICAL, SANDWICH, NONE -> "Std. error";
      case DAYS -> "Day-clustered error";
      default -> byCluster(fit) ? "Clustered error" : kind(fit) + " error";
    };
  }

  /** Head of a column of a text. */
  static String shortHead(FitSummary fit) {
    return switch (fit.errors()) {
      case CLASSICAL, SANDWICH, NONE -> "Std. Error";
      case DAYS -> "Day-cl. SE";
      default -> byCluster(fit) ? "Cluster SE" : kind(fit) + " SE";
    };
  }

  /** In words how they were computed. */
  static String explained(Model model) {
    FitSummary fit = model.fit();
    String clusters =
        byCluster(fit) ? "; " + Numbers.counted(fit.clusters().orElse(0), "cluster") : "";
    return Names.visible(fit.errors()) + ": " + assumption(fit) + clusters;
  }

  /** Line under a table of a text; empty for classical errors, and those by day. */
  static String legend(FitSummary fit) {
    return fit.errors().equals(CLASSICAL) || byDay(fit)
        ? ""
        : shortHead(fit) + ": " + assumption(fit) + "\n";
  }

  private static String assumption(FitSummary fit) {
    return switch (fit.errors()) {
      case CLASSICAL -> "rows err independently, with one variance";
      case DAYS -> "the rows of a day may err together";
      case SANDWICH ->
          "rows err independently, with one variance; what the penalty shrinks is not in it";
      case NONE -> "a penalty that selects terms leaves no valid errors";
      default ->
          byCluster(fit)
              ? "rows of equal " + column(fit) + " may err together"
              : "rows err independently, each with a variance of its own";
    };
  }

  private static boolean byCluster(FitSummary fit) {
    return fit.errors().startsWith(CLUSTER);
  }

  private static String column(FitSummary fit) {
    return Names.visible(fit.errors().substring(CLUSTER.length(), fit.errors().length() - 1));
  }

  private static String kind(FitSummary fit) {
    return fit.errors().toUpperCase(Locale.ROOT);
  }
}
