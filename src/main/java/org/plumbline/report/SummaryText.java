package org.plumbline.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.plumbline.model.Model;
import org.plumbline.model.Model.Coefficient;
import org.plumbline.regression.Estimate.Clustered;
import org.plumbline.regression.FitSummary;
import org.plumbline.regression.JointTest;

/** A model as R's {@code summary(lm(...))} prints it, without the quantiles of the residuals. */
final class SummaryText {
  static final String DROPPED = "(dropped: collinear)";

  private static final int DIGITS = 4;
  private static final int TEST_DIGITS = 3;

  private final Model model;

  /** Levels of a category that are shown at most. */
  private static final int MOST_LEVELS = 20;

  private final List<LevelGroup> groups;

  /** All but the smaller of many levels. */
  private final List<Coefficient> shown;

  private final List<Coefficient> kept;

  /** Whether coefficients have errors, as those of least squares always do. */
  private final boolean inference;

  private SummaryText(Model model) {
    this.model = model;
    this.groups = LevelGroup.of(model);
    Set<Coefficient> levels = new HashSet<>();
    groups.forEach(group -> levels.addAll(group.largest(MOST_LEVELS)));
    this.shown =
        model.coefficients().stream()
            .filter(term -> term.level().isEmpty() || levels.contains(term))
            .toList();
    this.kept = shown.stream().filter(term -> !term.aliased()).toList();
    this.inference =
        model.objective().penalized().isEmpty()
            || kept.stream().anyMatch(term -> term.standardError().isPresent());
  }

  static String of(Model model) {
    SummaryText summary = new SummaryText(model);
    return "Call:\n" + OtherTools.r(model) + "\n" + summary.coefficients() + "\n" + summary.fit();
  }

  private String coefficients() {
    boolean clustered = kept.stream().anyMatch(term -> term.clustered().isPresent());
    List<List<String>> columns = columns(clustered);
    List<String> heads = heads(clustered);
    TextTable table =
        new TextTable("", inference ? "l" + "rrrrl" + (clustered ? "rrrl" : "") : "lr");
    table.row(heads.toArray(String[]::new));
    int row = 0;
    for (Coefficient coefficient : shown) {
      String name = Names.visible(coefficient.term());
      if (coefficient.aliased()) {
        table.row(name, DROPPED);
        continue;
      }
      List<String> cells = new ArrayList<>(List.of(name));
      for (List<String> column : columns) {
        cells.add(column.get(row));
      }
      table.row(cells.toArray(String[]::new));
      row++;
    }
    return "Coefficients:"
        + aliasedCount()
        + "\n"
        + table
        + leftOut()
        + legend(clustered)
        + jointTests();
  }

  private String leftOut() {
    return groups.stream()
        .filter(group -> group.terms().size() > MOST_LEVELS)
        .map(
            group ->
                "("
                    + (group.terms().size() - MOST_LEVELS)
                    + " more of "
                    + Names.visible(group.name())
                    + " with smaller |t| are in model.json)\n")
        .collect(Collectors.joining());
  }

  /** A line for each category, as R's anova prints tests; empty without one. */
  private String jointTests() {
    List<LevelGroup> tested =
        groups.stream()
            .filter(group -> group.test().flatMap(JointTest::preferred).isPresent())
            .toList();
    if (tested.isEmpty()) {
      return "";
    }
    List<JointTest.FTest> tests =
        tested.stream()
            .map(group -> group.test().flatMap(JointTest::preferred).orElseThrow())
            .toList();
    List<String> p =
        RFormat.pValues(tests.stream().mapToDouble(JointTest.FTest::pValue).toArray(), DIGITS);
    TextTable table = new TextTable("", "lrrrrll");
    table.row("", "Df", "Res.Df", "F value", "Pr(>F)", "", "Reference");
    for (int i = 0; i < tested.size(); i++) {
      LevelGroup group = tested.get(i);
      JointTest.FTest test = tests.get(i);
      table.row(
          Names.visible(group.name()),
          String.valueOf(group.test().orElseThrow().degreesOfFreedom()),
          Numbers.general(test.denominatorDegrees(), 7),
          Numbers.general(test.f(), DIGITS),
          p.get(i),
          RFormat.stars(test.pValue()),
          group.reference().map(Names::visible).orElse(""));
    }
    return "\nJoint tests, that no level matters:\n" + table;
  }

  private String aliasedCount() {
    long aliased = model.coefficients().stream().filter(Coefficient::aliased).count();
    return aliased == 0 ? "" : " (" + aliased + " not defined because of collinearity)";
  }

  private List<String> heads(boolean clustered) {
    List<String> heads = new ArrayList<>();
    heads.addAll(List.of("", "Estimate"));
    if (inference) {
      heads.addAll(List.of(ErrorNames.shortHead(model.fit()), "t value", "Pr(>|t|)", ""));
    }
    if (clustered) {
      heads.addAll(List.of("Day-cl. SE", "t value", "Pr(>|t|)", ""));
    }
    return heads;
  }

  private List<List<String>> columns(boolean clustered) {
    double[] values = column(term -> OptionalDouble.of(term.value()));
    double[] errors = column(Coefficient::standardError);
    double[] clusterErrors = column(term -> clusteredValue(term, c -> of(c.standardError())));
    List<String> estimates = estimates(values, errors, clusterErrors);
    int size = kept.size();
    List<List<String>> columns = new ArrayList<>();
    columns.add(estimates.subList(0, size));
    if (!inference) {
      return columns;
    }
    columns.add(estimates.subList(size, 2 * size));
    addTests(columns, column(Coefficient::t), column(Coefficient::pValue));
    if (clustered) {
      columns.add(estimates.subList(2 * size, 3 * size));
      addTests(
          columns,
          column(term -> clusteredValue(term, Clustered::t)),
          column(term -> clusteredValue(term, Clustered::pValue)));
    }
    return columns;
  }

  /** Estimates and both kinds of errors, one behind the other, in one format as R has it. */
  private static List<String> estimates(double[]... columns) {
    List<Double> all = new ArrayList<>();
    for (double[] column : columns) {
      for (double value : column) {
        all.add(value);
      }
    }
    return RFormat.estimates(all.stream().mapToDouble(Double::doubleValue).toArray(), DIGITS);
  }

  private static void addTests(List<List<String>> columns, double[] t, double[] p) {
    columns.add(RFormat.rounded(t, TEST_DIGITS, DIGITS));
    columns.add(RFormat.pValues(p, TEST_DIGITS));
    List<String> stars = new ArrayList<>();
    for (double value : p) {
      stars.add(RFormat.stars(value));
    }
    columns.add(stars);
  }

  private double[] column(Function<Coefficient, OptionalDouble> value) {
    return kept.stream().mapToDouble(term -> value.apply(term).orElse(Double.NaN)).toArray();
  }

  private static OptionalDouble clusteredValue(
      Coefficient term, Function<Clustered, OptionalDouble> value) {
    return term.clustered().map(value).orElse(OptionalDouble.empty());
  }

  private static OptionalDouble of(double value) {
    return OptionalDouble.of(value);
  }

  private String legend(boolean clustered) {
    boolean starred =
        kept.stream().anyMatch(term -> term.pValue().orElse(1) <= 0.1 || clusteredBelow(term, 0.1));
    String stars =
        starred ? "Signif. codes:  0 ‘***’ 0.001 ‘**’ 0.01 ‘*’ 0.05 ‘.’ 0.1 ‘ ’ 1\n" : "";
    String days =
        clustered || ErrorNames.byDay(model.fit())
            ? "Day-cl. SE: the rows of a day may err together\n"
            : "";
    String notes = stars + ErrorNames.legend(model.fit()) + days;
    return notes.isEmpty() ? "" : "---\n" + notes;
  }

  private static boolean clusteredBelow(Coefficient term, double limit) {
    return clusteredValue(term, Clustered::pValue).orElse(1) <= limit;
  }

  private String fit() {
    FitSummary fit = model.fit();
    StringBuilder text = new StringBuilder();
    text.append("Residual standard error: ").append(signif(fit.residualStandardError()));
    text.append(" on ").append(fit.degreesOfFreedom()).append(" degrees of freedom\n");
    fit.effectiveRows()
        .ifPresent(
            rows ->
                text.append("Effective rows: ")
                    .append(Numbers.general(rows, 6))
                    .append(" of " + fit.rows() + " after the half-life\n"));
    text.append("Multiple R-squared:  ").append(general(fit.r2()));
    text.append(",\tAdjusted R-squared:  ").append(general(fit.adjustedR2())).append("\n");
    if (fit.fStatistic().isPresent()) {
      text.append("F-statistic: ").append(general(fit.fStatistic())).append(" on ");
      text.append(modelDegrees()).append(" and ").append(denominatorDegrees(fit));
      text.append(" DF,  p-value: ").append(fPValue(fit)).append("\n");
    }
    if (fit.exactFit()) {
      text.append("Essentially perfect fit: residuals are rounding alone, so no t, F and p\n");
    }
    return text.toString();
  }

  private static long denominatorDegrees(FitSummary fit) {
    return fit.clusters().isPresent() ? fit.clusters().getAsLong() - 1 : fit.degreesOfFreedom();
  }

  private int modelDegrees() {
    return model.certificate().rank() - (model.objective().fitIntercept() ? 1 : 0);
  }

  private static String fPValue(FitSummary fit) {
    double p = fit.fPValue().orElse(Double.NaN);
    return RFormat.pValues(new double[] {p}, DIGITS).get(0);
  }

  /** {@code format(signif(value, 4))}. */
  private static String signif(OptionalDouble value) {
    if (value.isEmpty()) {
      return RFormat.NA;
    }
    double rounded = Double.parseDouble(Numbers.scientific(value.getAsDouble(), DIGITS));
    return RFormat.common(new double[] {rounded}, DIGITS).get(0);
  }

  private static String general(OptionalDouble value) {
    return value.isPresent() ? Numbers.general(value.getAsDouble(), DIGITS) : RFormat.NA;
  }
}
