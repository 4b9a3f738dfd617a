package org.plumbline.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.model.Decision.Rule;
import org.plumbline.model.Decision.Value;

/**
 * The promotion policy: from evidence to a decision, without a look at anything else.
 *
 * <p>A rule that needs a champion is absent without one. A failed {@code min-r2} or {@code margin}
 * rejects, any other failure holds, and reject outranks hold. A person is asked, where the policy
 * wants it, about a challenger that every other rule lets pass: rule {@code approval} holds it.
 */
public final class Promotion {

  private static final String HOLDS = Decision.HOLD;
  private static final String REJECTS = Decision.REJECT;

  private static final Rule APPROVAL_AWAITED =
      new Rule(
          Decision.APPROVAL,
          Optional.empty(),
          Optional.empty(),
          false,
          HOLDS,
          "Every other rule passed; a person approves it with promote --approve --by NAME"
              + " --reason TEXT.");

  private final Evidence evidence;
  private final Policy policy;

  private Promotion(Evidence evidence, Policy policy) {
    this.evidence = evidence;
    this.policy = policy;
  }

  /**
   * What is judged.
   *
   * @param cycle whose challenger it is
   * @param correctDigits of the challenger's certificate
   * @param suspects columns that may have cost the certificate its digits
   * @param champions every pointer at this moment
   */
  public record Evidence(
      CycleId cycle,
      Evaluation evaluation,
      double correctDigits,
      List<String> suspects,
      Champions champions) {

    String challenger() {
      return evaluation.challenger().model();
    }
  }

  /** The decision on a challenger. */
  public static Decision decide(Evidence evidence, Policy policy) {
    return new Promotion(evidence, policy).decide();
  }

  private Decision decide() {
    List<Rule> rules = new ArrayList<>();
    sameSplit().ifPresent(rules::add);
    olderAsOf().ifPresent(rules::add);
    isChampion().ifPresent(rules::add);
    rules.add(banned());
    rules.add(minRows());
    rules.add(minR2());
    rules.add(digits());
    margin().ifPresent(rules::add);
    if (policy.approval() == Policy.Approval.REQUIRED && rules.stream().allMatch(Rule::passed)) {
      rules.add(APPROVAL_AWAITED);
    }

    String decision = verdict(rules);
    return new Decision(
        FormatVersion.CURRENT,
        evidence.cycle().asOf(),
        evidence.challenger(),
        evidence.champions().model(),
        decision,
        decision.equals(Decision.PROMOTE)
            ? Optional.of(evidence.champions().nextSequence())
            : Optional.empty(),
        rules,
        reasons(rules, decision));
  }

  private static String verdict(List<Rule> rules) {
    List<String> failures =
        rules.stream().filter(rule -> !rule.passed()).map(Rule::onFailure).toList();
    if (failures.contains(REJECTS)) {
      return Decision.REJECT;
    }
    return failures.isEmpty() ? Decision.PROMOTE : Decision.HOLD;
  }

  private List<String> reasons(List<Rule> rules, String decision) {
    if (!decision.equals(Decision.PROMOTE)) {
      return rules.stream()
          .filter(rule -> !rule.passed() && rule.onFailure().equals(decision))
          .map(Rule::sentence)
          .toList();
    }
    return rules.stream()
        .filter(rule -> rule.name().equals("margin"))
        .map(Rule::sentence)
        .findFirst()
        .map(List::of)
        .orElse(List.of("There is no champion yet, and every rule passed."));
  }

  private Optional<Rule> sameSplit() {
    return evidence
        .champions()
        .model()
        .map(
            champion -> {
              Evaluation evaluation = evidence.evaluation();
              String judged =
                  evaluation.champion().map(Evaluation.Contender::model).orElse("no champion");
              boolean sameChampion = judged.equals(champion);
              boolean comparable = !evaluation.basis().equals(Evaluation.DIFFERENT_SPLIT);
              return new Rule(
                  "same-split",
                  Optional.of(Value.of(evaluation.basis())),
                  Optional.empty(),
                  sameChampion && comparable,
                  HOLDS,
                  sameChampion
                      ? comparable
                          ? "Challenger and champion were judged on the same held-out rows."
                          : "Challenger and champion cannot be judged on the same held-out rows: "
                              + evaluation.basisReason().orElse("their splits differ")
                              + "."
                      : "The challenger was judged beside "
                          + judged
                          + ", but "
                          + champion
                          + " reigns now; run the cycle again with --refresh.");
            });
  }

  private Optional<Rule> olderAsOf() {
    CycleId cycle = evidence.cycle();
    return evidence
        .champions()
        .newest()
        .map(
            newest -> {
              boolean passed = newest.yieldsTo(cycle);
              String reigned =
                  newest.asOf() + (newest.cycle() > 0 ? " (cycle " + newest.cycle() + ")" : "");
              return new Rule(
                  "older-as-of",
                  Optional.of(Value.of(cycle.asOf().toString())),
                  Optional.of(Value.of(newest.asOf().toString())),
                  passed,
                  HOLDS,
                  String.format(
                      Locale.ROOT,
                      passed
                          ? "The cycle of %s (%d) is newer than the newest that ever reigned, %s."
                          : "The cycle of %s (%d) is not newer than the newest that ever reigned,"
                              + " %s; a backfill never unseats a newer champion.",
                      cycle.asOf(),
                      cycle.number(),
                      reigned));
            });
  }

  private Optional<Rule> isChampion() {
    return evidence
        .champions()
        .model()
        .map(
            champion -> {
              boolean passed = !champion.equals(evidence.challenger());
              return new Rule(
                  "is-champion",
                  Optional.of(Value.of(evidence.challenger())),
                  Optional.of(Value.of(champion)),
                  passed,
                  HOLDS,
                  passed
                      ? "The challenger is another model than the champion."
                      : "The challenger is the champion.");
            });
  }

  private Rule banned() {
    boolean banned = evidence.champions().banned().contains(evidence.challenger());
    return new Rule(
        "banned",
        Optional.of(Value.of(evidence.challenger())),
        Optional.empty(),
        !banned,
        HOLDS,
        banned
            ? "A rollback left this model and banned it; promote --model "
                + evidence.challenger()
                + " --force lifts the ban."
            : "No rollback has banned this model.");
  }

  private Rule minRows() {
    long rows = metrics().map(Metrics::rows).orElse(0L);
    long needed = Math.max(1, policy.minRows());
    boolean passed = rows >= needed;
    return new Rule(
        "min-rows",
        Optional.of(Value.of((double) rows)),
        Optional.of(Value.of((double) policy.minRows())),
        passed,
        HOLDS,
        String.format(
            Locale.ROOT,
            passed
                ? "%d held-out rows; at least %d are needed."
                : "Only %d held-out rows, but at least %d are needed.",
            rows,
            needed));
  }

  private Rule minR2() {
    OptionalDouble r2 = metrics().map(Metrics::r2).orElse(OptionalDouble.empty());
    boolean passed = r2.isEmpty() || r2.getAsDouble() >= policy.minR2();
    return new Rule(
        "min-r2",
        r2.isPresent() ? Optional.of(Value.of(r2.getAsDouble())) : Optional.empty(),
        Optional.of(Value.of(policy.minR2())),
        passed,
        REJECTS,
        r2.isEmpty()
            ? "R2 is not defined where no held-out label varies, so its rule does not apply."
            : String.format(
                Locale.ROOT,
                passed
                    ? "R2 on the holdout is %s, at least %s as asked."
                    : "R2 on the holdout is %s, below the %s that is asked.",
                number(r2.getAsDouble()),
                number(policy.minR2())));
  }

  private Rule digits() {
    double digits = evidence.correctDigits();
    boolean passed = digits >= policy.digits();
    return new Rule(
        "digits",
        Optional.of(Value.of(digits)),
        Optional.of(Value.of(policy.digits())),
        passed,
        HOLDS,
        passed
            ? String.format(
                Locale.ROOT,
                "%s correct digits are certified, %s are asked.",
                number(digits),
                number(policy.digits()))
            : String.format(
                Locale.ROOT,
                "Only %s correct digits are certified, but %s are asked%s. Drop or rescale them, "
                    + "subtract a round number near their mean, or set training.precision = exact "
                    + "where it is not.",
                number(digits),
                number(policy.digits()),
                evidence.suspects().isEmpty()
                    ? ""
                    : "; suspects " + String.join(", ", evidence.suspects())));
  }

  private Optional<Rule> margin() {
    Optional<Metrics> champion = evidence.evaluation().champion().flatMap(c -> c.metrics());
    if (evidence.champions().model().isEmpty() || champion.isEmpty() || metrics().isEmpty()) {
      return Optional.empty();
    }
    double challengerRmse = metrics().orElseThrow().rmse();
    double championRmse = champion.orElseThrow().rmse();
    double allowed = championRmse * (1 + policy.margin());
    boolean passed = challengerRmse <= allowed;
    return Optional.of(
        new Rule(
            "margin",
            Optional.of(Value.of(challengerRmse)),
            Optional.of(Value.of(allowed)),
            passed,
            REJECTS,
            String.format(
                Locale.ROOT,
                "RMSE on the holdout is %s, the champion's %s: %s; %s.",
                Numbers.distinct(challengerRmse, championRmse),
                Numbers.distinct(championRmse, challengerRmse),
                change(challengerRmse, championRmse),
                asked(policy.margin()))));
  }

  private static String asked(double margin) {
    if (margin == 0) {
      return "it may not be higher";
    }
    return margin < 0
        ? "at least " + percent(-margin) + " lower is asked"
        : "at most " + percent(margin) + " higher is allowed";
  }

  private Optional<Metrics> metrics() {
    return evidence.evaluation().challenger().metrics();
  }

  private static String change(double challenger, double champion) {
    if (challenger == champion) {
      return "equal";
    }
    double relative = Math.abs(challenger - champion) / champion;
    return (Double.isFinite(relative) ? percent(relative) + " " : "")
        + (challenger < champion ? "lower" : "higher");
  }

  private static String percent(double share) {
    return number(100 * share) + " %";
  }

  /** Four significant digits, enough to compare by eye; the rule holds the numbers in full. */
  private static String number(double value) {
    return Numbers.brief(value);
  }
}
