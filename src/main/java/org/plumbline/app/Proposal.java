package org.plumbline.app;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.plumbline.Failure;
import org.plumbline.app.ColumnProposal.Kept;
import org.plumbline.app.ColumnProposal.LeftOut;
import org.plumbline.app.ColumnProposal.Reason;
import org.plumbline.app.RowRoles.Role;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.scan.ColumnFacts;

/**
 * What is proposed for a table.
 *
 * @param split columns that decide which rows are held out; none where the key does
 */
record Proposal(
    SurveyedTable table,
    Role eventTime,
    Role key,
    Role split,
    List<Kept> features,
    List<LeftOut> leftOut) {

  private static final long FEWEST_ROWS = 20;
  private static final double TRAINED_SHARE = 0.8;

  /** Training rows a term below which a penalty is proposed. */
  private static final double ROWS_PER_TERM = 10;

  Proposal {
    features = List.copyOf(features);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * @throws Failure DATA where nothing can be fitted, or for a column asked for that does not fit
   */
  static Proposal of(
      SurveyedTable table, Optional<String> eventTime, List<String> key, LocalDate today) {
    requireLabel(table);
    RowRoles roles = new RowRoles(table);
    Role time = roles.eventTime(eventTime, today);
    Role keys = roles.key(key);
    Role split = keys.isNone() ? roles.split() : Role.none("");
    List<Kept> features = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    ColumnRules rules = new ColumnRules(table);
    for (Field field : table.others()) {
      if (time.columns().contains(field.name())) {
        continue;
      }
      if (keys.columns().equals(List.of(field.name()))) {
        leftOut.add(new LeftOut(field.name(), Reason.IDENTIFIER, "it is the key"));
        continue;
      }
      ColumnProposal proposal = rules.of(field);
      if (proposal instanceof Kept kept) {
        features.add(kept);
      } else {
        leftOut.add((LeftOut) proposal);
      }
    }
    leftOut.addAll(unread(table));
    requireFeatures(table, features, leftOut);
    return new Proposal(table, time, keys, split, features, leftOut);
  }

  private static List<LeftOut> unread(SurveyedTable table) {
    List<LeftOut> unread = new ArrayList<>();
    for (Field field : table.snapshot().schema().fields()) {
      if (field.type() instanceof ColumnType.Bytes) {
        unread.add(new LeftOut(field.name(), Reason.TYPE, "it holds bytes"));
      }
    }
    new TreeMap<>(table.snapshot().unreadable())
        .forEach((column, type) -> unread.add(new LeftOut(column, Reason.TYPE, "it is " + type)));
    return unread;
  }

  private static void requireLabel(SurveyedTable table) {
    String name = table.snapshot().name();
    if (table.rows() < FEWEST_ROWS) {
      throw new Failure(
          Failure.Kind.DATA,
          "%s: %s rows are too few for a fit that is judged on held-out rows"
              .formatted(name, Figures.of(table.rows())),
          "name a table of at least " + FEWEST_ROWS);
    }
    ColumnFacts.Numbers label = (ColumnFacts.Numbers) table.facts().get(table.label());
    if (label.infinite() > 0) {
      throw new Failure(
          Failure.Kind.DATA,
          "%s: the label %s is infinite in %s rows"
              .formatted(name, table.label(), Figures.of(label.infinite())),
          "correct them, or make them null");
    }
    if (label.distinct().count() < 2) {
      Field field = table.field(table.label());
      throw new Failure(
          Failure.Kind.DATA,
          name
              + ": the label "
              + table.label()
              + (label.distinct().count() == 0
                  ? " is always missing"
                  : " is always " + ValueText.value(field, label.values().min())),
          "name a column that varies with --label");
    }
  }

  private static void requireFeatures(
      SurveyedTable table, List<Kept> features, List<LeftOut> leftOut) {
    if (features.isEmpty()) {
      throw new Failure(
          Failure.Kind.DATA,
          table.snapshot().name()
              + ": no column is left to predict "
              + table.label()
              + " with"
              + (leftOut.isEmpty()
                  ? ""
                  : leftOut.stream()
                      .map(out -> out.column() + " (" + out.reason() + ")")
                      .collect(Collectors.joining(", ", "; left out: ", ""))),
          "add columns to the table, or write the configuration by hand (docs/configuration.md)");
    }
  }

  ColumnFacts.Numbers label() {
    return (ColumnFacts.Numbers) table.facts().get(table.label());
  }

  /** Rows without a label or an event time, which no fit can use. */
  boolean dropsRows() {
    return label().missing() > 0
        || eventTime.columns().stream().anyMatch(each -> table.facts().get(each).missing() > 0);
  }

  /** Whether rows can be held out, so that a model can be judged. */
  boolean holdsOut() {
    return !(key.isNone() && split.isNone());
  }

  /** Whether there are so many terms that least squares would fit noise. */
  boolean needsPenalty() {
    long terms = features.stream().mapToLong(Kept::terms).sum();
    return holdsOut() && terms * ROWS_PER_TERM > table.rows() * TRAINED_SHARE;
  }

  /** Columns looked at or known of, the label not among them. */
  int columns() {
    return features.size() + leftOut.size() + eventTime.columns().size();
  }
}
