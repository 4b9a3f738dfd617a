package org.plumbline.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code decision.json}: verdict with every rule's value, threshold and outcome.
 *
 * @param decision {@code promote}, {@code hold} or {@code reject}
 * @param champion in force when it was made
 * @param sequence the champion pointer that a promotion takes; present for promote alone
 * @param rules in the order of interface.md; a rule that needs a champion is absent without one
 * @param reasons why, in words: the sentences of the rules that failed, or of those that carried it
 */
public record Decision(
    int formatVersion,
    LocalDate asOf,
    String model,
    Optional<String> champion,
    String decision,
    Optional<Long> sequence,
    List<Rule> rules,
    List<String> reasons) {

  public static final String PROMOTE = "promote";
  public static final String HOLD = "hold";
  public static final String REJECT = "reject";

  /** The rule that a person's approval passes. */
  public static final String APPROVAL = "approval";

  public Decision {
    rules = List.copyOf(rules);
    reasons = List.copyOf(reasons);
  }

  /** Whether it holds for want of a person's approval alone: every other rule passed. */
  public boolean awaitsApproval() {
    return rules.stream().anyMatch(rule -> rule.name().equals(APPROVAL) && !rule.passed());
  }

  /** Whether it promotes because a person approved it. */
  public boolean isApproved() {
    return rules.stream().anyMatch(rule -> rule.name().equals(APPROVAL) && rule.passed());
  }

  /**
   * As it stands once a person has approved it; {@code decision.json} itself is never edited.
   *
   * @param pointer of kind {@code approve}, made for this decision
   */
  Decision approvedBy(Champion pointer) {
    String sentence =
        "Approved by "
            + pointer.by().orElse("nobody named")
            + pointer.reason().map(reason -> ": " + reason).orElse("");
    return new Decision(
        formatVersion,
        asOf,
        model,
        champion,
        PROMOTE,
        Optional.of(pointer.sequence()),
        rules.stream()
            .map(rule -> rule.name().equals(APPROVAL) ? rule.met(sentence) : rule)
            .toList(),
        List.of(sentence));
  }

  /**
   * One rule: what was compared with what, and how it ended.
   *
   * @param onFailure {@code hold} or {@code reject}
   * @param sentence the outcome in plain words, with the numbers
   */
  public record Rule(
      String name,
      Optional<Value> value,
      Optional<Value> threshold,
      boolean passed,
      String onFailure,
      String sentence) {

    private Rule met(String how) {
      return new Rule(name, value, threshold, true, onFailure, how);
    }
  }

  /** What a rule compares: a number, or a text such as a date, an id or a split. */
  public record Value(OptionalDouble number, String text) {

    private static final double LARGEST_WHOLE = 0x1p53;

    public static Value of(double number) {
      return new Value(OptionalDouble.of(number), Double.toString(number));
    }

    public static Value of(String text) {
      return new Value(OptionalDouble.empty(), text);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Value read(Object json) {
      return json instanceof Number number ? of(number.doubleValue()) : of(String.valueOf(json));
    }

    /** A whole number is written as one. */
    @JsonValue
    Object json() {
      if (number.isEmpty()) {
        return text;
      }
      double value = number.getAsDouble();
      return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE
          ? (Object) (long) value
          : value;
    }
  }
}
