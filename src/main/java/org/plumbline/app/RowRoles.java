package org.plumbline.app;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.features.ColumnFailures;
import org.plumbline.features.Split;
import org.plumbline.scan.ColumnFacts;

/** Columns that say of a row which it is and of what day: as asked for, or as the data suggests. */
final class RowRoles {
  /** So few keys may all fall on one side of the split. */
  private static final long FEWEST_KEYS = 40;

  private final SurveyedTable table;

  RowRoles(SurveyedTable table) {
    this.table = table;
  }

  /**
   * Columns of a role.
   *
   * @param because for a comment
   */
  record Role(List<String> columns, String because) {
    Role {
      columns = List.copyOf(columns);
    }

    static Role none(String because) {
      return new Role(List.of(), because);
    }

    boolean isNone() {
      return columns.isEmpty();
    }
  }

  /**
   * The event time.
   *
   * @param today later days are no events yet: a column of them is not chosen unasked
   * @throws Failure DATA where the one asked for is no date
   */
  Role eventTime(Optional<String> asked, LocalDate today) {
    if (asked.isPresent()) {
      Field field = requireOther("--event-time", asked.get());
      if (!isDated(field)) {
        throw new Failure(
            Failure.Kind.DATA,
            "--event-time %s: it has no days (%s)"
                .formatted(asked.get(), ColumnFailures.describe(field.type())),
            dates().isEmpty()
                ? "leave it out: the table has no date or timestamp"
                : "name a date or a timestamp, such as " + dates().get(0).name());
      }
      return new Role(asked.stream().toList(), range(field));
    }
    List<Field> dates =
        dates().stream()
            .filter(field -> table.facts().get(field.name()).missing() == 0)
            .filter(field -> !lastDay(field).isAfter(today))
            .toList();
    if (dates.size() == 1) {
      Field field = dates.get(0);
      return new Role(
          List.of(field.name()),
          range(field) + "; chosen as the only column of days that is always known");
    }
    return Role.none(
        dates.isEmpty()
            ? "no column of days that is always known: every row counts, whatever its age"
            : "several columns could be a row's day; choose one of "
                + dates.stream().map(Field::name).collect(Collectors.joining(", ")));
  }

  /**
   * The columns that identify a row.
   *
   * @throws Failure DATA where those asked for cannot
   */
  Role key(List<String> asked) {
    if (!asked.isEmpty()) {
      for (String column : asked) {
        requireKey(requireOther("--key", column));
      }
      return new Role(asked, "decides which rows are held out");
    }
    return table.others().stream()
        .filter(this::canBeKey)
        .filter(field -> isIdentifier(field) && table.isNearlyUnique(field.name()))
        .max(mostDistinct())
        .map(
            field ->
                new Role(
                    List.of(field.name()),
                    "a value of its own on nearly every row; decides which rows are held out"))
        .orElseGet(() -> Role.none("no column identifies a row"));
  }

  /** The columns that decide which rows are held out where there is no key. */
  Role split() {
    List<Field> able = table.others().stream().filter(this::canBeKey).toList();
    Optional<Field> best =
        able.stream()
            .max(mostDistinct())
            .filter(field -> table.facts().get(field.name()).distinct().count() >= FEWEST_KEYS);
    if (best.isPresent()) {
      String many = Figures.of(table.facts().get(best.get().name()).distinct().count());
      return new Role(
          List.of(best.get().name()),
          "no column identifies a row: rows are held out by this one's %s values".formatted(many));
    }
    double combinations =
        able.stream()
            .mapToDouble(field -> table.facts().get(field.name()).distinct().count())
            .reduce(1, (a, b) -> a * b);
    return combinations >= FEWEST_KEYS
        ? new Role(
            able.stream().map(Field::name).toList(),
            "no column identifies a row: rows that are equal in all of these stay together")
        : Role.none("no column tells rows apart");
  }

  /** Of equally distinct columns the first. */
  private Comparator<Field> mostDistinct() {
    return Comparator.<Field>comparingLong(
            field -> table.facts().get(field.name()).distinct().count())
        .thenComparing(Comparator.comparingInt(table.others()::indexOf).reversed());
  }

  private boolean isIdentifier(Field field) {
    return new ColumnRules(table).of(field) instanceof ColumnProposal.LeftOut out
        && out.reason() == ColumnProposal.Reason.IDENTIFIER;
  }

  private boolean canBeKey(Field field) {
    return Split.isKey(field.type()) && table.facts().get(field.name()).missing() == 0;
  }

  private void requireKey(Field field) {
    ColumnFacts facts = table.facts().get(field.name());
    if (facts == null || !Split.isKey(field.type())) {
      throw new Failure(
          Failure.Kind.DATA,
          "--key %s: it is no key (%s)"
              .formatted(field.name(), ColumnFailures.describe(field.type())),
          "name a column of whole numbers, text, dates or timestamps, or leave --key out");
    }
    if (facts.missing() > 0) {
      throw new Failure(
          Failure.Kind.DATA,
          "--key %s: it is missing in %s of %s rows"
              .formatted(field.name(), Figures.of(facts.missing()), Figures.of(facts.rows())),
          "name a column that is always known, or leave --key out");
    }
  }

  private Field requireOther(String option, String column) {
    if (column.equals(table.label())) {
      throw new Failure(
          Failure.Kind.USAGE, option + " " + column + ": it is the label", "name another column");
    }
    return table.field(column);
  }

  private List<Field> dates() {
    return table.others().stream().filter(this::isDated).toList();
  }

  /** A date, a timestamp, or a folder's text that is always an ISO date; known somewhere. */
  private boolean isDated(Field field) {
    ColumnFacts facts = table.facts().get(field.name());
    if (facts == null || facts.missing() == facts.rows()) {
      return false;
    }
    if (field.type() instanceof ColumnType.Text) {
      return table.snapshot().partitionColumns().contains(field.name())
          && ((ColumnFacts.Texts) facts)
              .levels()
              .known()
              .map(levels -> levels.keySet().stream().allMatch(RowRoles::isIsoDate))
              .orElse(false);
    }
    return field.type() instanceof ColumnType.Date || field.type() instanceof ColumnType.Timestamp;
  }

  private static boolean isIsoDate(String text) {
    return text.matches("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])");
  }

  private String range(Field field) {
    return table.facts().get(field.name()) instanceof ColumnFacts.Numbers numbers
        ? ValueText.range(field, numbers.values())
        : partitions(field).firstKey() + " to " + partitions(field).lastKey();
  }

  private LocalDate lastDay(Field field) {
    return LocalDate.parse(range(field).replaceFirst(".* to ", ""));
  }

  private SortedMap<String, Long> partitions(Field field) {
    return ((ColumnFacts.Texts) table.facts().get(field.name())).levels().known().orElseThrow();
  }
}
