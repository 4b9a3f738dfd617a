package org.plumbline.features;

import java.io.Serial;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which rows count, with which label, weight, fold and day.
 *
 * <p>A row for which {@code where} is not true is part of nothing. Any other row belongs to a group
 * (fold and day); it is kept, or refused and counted there: for a missing or infinite label or
 * weight, a negative weight, a missing event time or key, or a missing dropper. Whether a refused
 * row ends the run is for the policy {@code missing}, and decided by who reads the counts.
 *
 * @param timeZone decides the day of a timestamp with zone
 * @param droppers columns whose missing value drops the row (the features' under {@code drop}, else
 *     none)
 * @param droppingTerms derived terms of which the same is true
 */
public record RowRule(
    Optional<Condition> where,
    String label,
    Optional<String> weight,
    Optional<String> eventTime,
    ZoneId timeZone,
    MissingPolicy missing,
    List<String> droppers,
    Split split,
    List<Definition> droppingTerms,
    LabelTransform labelTransform)
    implements Serializable {

  private static final String NONE = "";

  public RowRule {
    droppers = droppers.stream().distinct().sorted().toList();
    droppingTerms =
        droppingTerms.stream().distinct().sorted(Comparator.comparing(Definition::digest)).toList();
  }

  /** Without derived terms that drop rows, of the label itself. */
  public RowRule(
      Optional<Condition> where,
      String label,
      Optional<String> weight,
      Optional<String> eventTime,
      ZoneId timeZone,
      MissingPolicy missing,
      List<String> droppers,
      Split split) {
    this(
        where,
        label,
        weight,
        eventTime,
        timeZone,
        missing,
        droppers,
        split,
        List.of(),
        LabelTransform.NONE);
  }

  /** The last column of z. */
  public Definition labelDefinition() {
    return labelTransform == LabelTransform.LOG
        ? new Definition.LogarithmOfLabel(label)
        : new Definition.NumberTerm(label);
  }

  /** What dates a row, where something does. */
  public Optional<EventTime> datedBy() {
    return eventTime.map(column -> new EventTime(column, timeZone));
  }

  /** The same with another split. */
  public RowRule withSplit(Split other) {
    return new RowRule(
        where,
        label,
        weight,
        eventTime,
        timeZone,
        missing,
        droppers,
        other,
        droppingTerms,
        labelTransform);
  }

  /** The same where a missing value of the definition drops its row too. */
  public RowRule alsoDropping(Definition definition) {
    return definition instanceof Definition.NumberTerm number
        ? dropping(with(droppers, number.column()), droppingTerms)
        : dropping(droppers, with(droppingTerms, definition));
  }

  /** The same where a null of the category drops its row too. */
  public RowRule alsoDropping(Category category) {
    RowRule dropping = this;
    for (String column : category.columns()) {
      dropping = dropping.dropping(with(dropping.droppers, column), droppingTerms);
    }
    return dropping;
  }

  /** Whether a missing value of the definition drops its row. */
  public boolean drops(Definition definition) {
    return definition instanceof Definition.NumberTerm number
        ? droppers.contains(number.column())
        : droppingTerms.contains(definition);
  }

  private static <T> List<T> with(List<T> elements, T another) {
    List<T> all = new ArrayList<>(elements);
    all.add(another);
    return all;
  }

  private RowRule dropping(List<String> columns, List<Definition> terms) {
    return new RowRule(
        where, label, weight, eventTime, timeZone, missing, columns, split, terms, labelTransform);
  }

  /**
   * SHA-256 of the rule's meaning, hex. What cannot change a row is not in it: the zone without an
   * event time, holdout and folds without a key.
   */
  public String digest() {
    List<String> parts = new ArrayList<>();
    parts.add("row rule 1");
    parts.add(where.map(Condition::text).orElse(NONE));
    parts.add(label);
    parts.add(weight.orElse(NONE));
    parts.add(eventTime.orElse(NONE));
    parts.add(eventTime.isPresent() ? timeZone.getId() : NONE);
    parts.add(missing.name());
    parts.add(Integer.toString(droppers.size()));
    parts.addAll(droppers);
    parts.add(Integer.toString(split.by().size()));
    parts.addAll(split.by());
    parts.add(split.by().isEmpty() ? NONE : Double.toHexString(split.holdout()));
    parts.add(split.by().isEmpty() ? NONE : Integer.toString(split.folds()));
    droppingTerms.forEach(term -> parts.add(term.digest()));
    if (labelTransform == LabelTransform.LOG) {
      parts.add("log of label");
    }
    return Digests.of(parts);
  }

  @Serial
  private Object writeReplace() {
    return new Serialized(
        where.orElse(null),
        label,
        weight.orElse(null),
        eventTime.orElse(null),
        timeZone,
        missing,
        droppers,
        split,
        droppingTerms,
        labelTransform);
  }

  /** The form that travels to tasks: optionals do not serialize, so their absence is null. */
  private record Serialized(
      Condition where,
      String label,
      String weight,
      String eventTime,
      ZoneId timeZone,
      MissingPolicy missing,
      List<String> droppers,
      Split split,
      List<Definition> droppingTerms,
      LabelTransform labelTransform)
      implements Serializable {

    @Serial
    private Object readResolve() {
      return new RowRule(
          Optional.ofNullable(where),
          label,
          Optional.ofNullable(weight),
          Optional.ofNullable(eventTime),
          timeZone,
          missing,
          droppers,
          split,
          droppingTerms,
          labelTransform);
    }
  }
}
