package org.plumbline.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.plumbline.model.MonitoringRecord.Rule;

/**
 * From what was measured to {@code stable}, {@code watch} or {@code retrain}, without a look at
 * anything else.
 *
 * <p>A measure is breached where it is above both its threshold and what sampling alone makes of
 * it. One breach is a watch; the same one in {@code breaches} runs in a row asks for a retrain.
 * Runs are those recorded of the same champion; one that did not measure, or whose evidence ends on
 * the same day as the run after it, neither counts nor ends the row.
 */
public final class MonitoringRules {

  private MonitoringRules() {}

  /**
   * A measure as found.
   *
   * @param through the last day whose rows are in it
   * @param noise what it exceeds by chance in one case of a thousand, were nothing changed
   */
  public record Finding(
      String column,
      Measure measure,
      LocalDate through,
      double value,
      double noise,
      double threshold) {

    /** Whether the value is above both threshold and noise. */
    public boolean breaches() {
      return value > threshold && value > noise;
    }
  }

  /** Status, its reasons in words, and every rule, the most moved first. */
  public record Judgement(String status, List<String> reasons, List<Rule> rules) {}

  /**
   * @param earlier recorded monitoring of the same champion before this as-of, newest first
   * @param breaches in a row that ask for a retrain
   */
  public static Judgement judge(
      List<Finding> findings, Iterable<MonitoringRecord> earlier, int breaches) {
    List<Rule> rules = new ArrayList<>();
    for (Finding finding : findings) {
      int inRow = finding.breaches() ? 1 + before(finding, earlier, breaches - 1) : 0;
      rules.add(rule(finding, inRow));
    }
    rules.sort(
        Comparator.comparingDouble(MonitoringRules::moved)
            .reversed()
            .thenComparing(Rule::column)
            .thenComparing(Rule::measure));
    int longest = rules.stream().mapToInt(Rule::inRow).max().orElse(0);
    String status = status(longest, breaches);
    return new Judgement(status, reasons(rules, status, breaches), rules);
  }

  /** How far a value is beyond its threshold: 1 at it. */
  public static double moved(Rule rule) {
    if (rule.threshold() == 0) {
      return rule.value() > 0 ? Double.POSITIVE_INFINITY : 0;
    }
    return rule.value() / rule.threshold();
  }

  /** Breaches in a row before this one, at most {@code most}. */
  private static int before(Finding finding, Iterable<MonitoringRecord> earlier, int most) {
    LocalDate through = finding.through();
    int inRow = 0;
    for (MonitoringRecord record : earlier) {
      Optional<Rule> rule = rule(record, finding);
      boolean isNews = rule.isPresent() && rule.get().through().isBefore(through);
      if (inRow >= most || (isNews && !rule.get().breached())) {
        break;
      }
      if (isNews) {
        inRow++;
        through = rule.get().through();
      }
    }
    return inRow;
  }

  private static Optional<Rule> rule(MonitoringRecord record, Finding finding) {
    return record.rules().stream()
        .filter(rule -> rule.isOf(finding.column(), finding.measure().word()))
        .findFirst();
  }

  private static Rule rule(Finding finding, int inRow) {
    return new Rule(
        finding.column(),
        finding.measure().word(),
        finding.through(),
        finding.value(),
        finding.threshold(),
        finding.noise(),
        inRow > 0,
        inRow,
        sentence(finding, inRow));
  }

  private static String sentence(Finding finding, int inRow) {
    Measure measure = finding.measure();
    String found =
        "%s: %s %s".formatted(finding.column(), measure.meaning(), measure.text(finding.value()));
    String threshold = measure.text(finding.threshold());
    String noise = measure.text(finding.noise());
    if (inRow > 0) {
      String row = inRow == 1 ? "" : ", %d times in a row".formatted(inRow);
      return "%s, above %s (sampling alone: up to %s)%s".formatted(found, threshold, noise, row);
    }
    return finding.value() > finding.threshold()
        ? "%s, above %s but no more than sampling makes, %s".formatted(found, threshold, noise)
        : "%s, within %s".formatted(found, threshold);
  }

  private static String status(int longest, int breaches) {
    if (longest >= breaches) {
      return MonitoringRecord.RETRAIN;
    }
    return longest > 0 ? MonitoringRecord.WATCH : MonitoringRecord.STABLE;
  }

  private static List<String> reasons(List<Rule> rules, String status, int breaches) {
    return switch (status) {
      case MonitoringRecord.RETRAIN ->
          sentences(rules.stream().filter(rule -> rule.inRow() >= breaches).toList());
      case MonitoringRecord.WATCH -> sentences(rules.stream().filter(Rule::breached).toList());
      default ->
          List.of(
              rules.size() == 1
                  ? "The one measure is within its threshold or its sampling noise."
                  : "All %d measures are within their thresholds or their sampling noise."
                      .formatted(rules.size()));
    };
  }

  private static List<String> sentences(List<Rule> rules) {
    return rules.stream().map(Rule::sentence).toList();
  }
}
