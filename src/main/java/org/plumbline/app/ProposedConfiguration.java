package org.plumbline.app;

import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.plumbline.app.RowRoles.Role;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;

/**
 * A proposal as HOCON with a comment for each choice.
 *
 * @param name of the model
 * @param home where it is to live
 */
record ProposedConfiguration(Proposal proposal, String name, String home) {

  /** Features are padded to this width at most, so that their comments stand below each other. */
  private static final int WIDEST = 72;

  /** The first command of {@link #text}'s reader: a cycle, or a fit alone where none is judged. */
  String command() {
    return proposal.holdsOut() ? "retrain" : "train";
  }

  String text() {
    List<String> lines = new ArrayList<>();
    header(lines);
    data(lines);
    split(lines);
    training(lines);
    scoring(lines);
    return String.join("\n", lines) + "\n";
  }

  private SurveyedTable table() {
    return proposal.table();
  }

  private void header(List<String> lines) {
    lines.add(
        "# Predicts %s from %s: %s rows, of whose %d other columns %d are proposed."
            .formatted(
                table().label(),
                table().snapshot().label(),
                Figures.of(table().rows()),
                proposal.columns(),
                proposal.features().size()));
    lines.add("# It runs as it is: plumbline " + command() + " --conf FILE");
    lines.add("# All keys: docs/configuration.md. All kinds of features: docs/features.md.");
    lines.add("name = " + ValueText.name(name));
    lines.add(
        "home = " + ConfigUtil.quoteString(home) + "   # models and reports live in home/name");
  }

  private void data(List<String> lines) {
    String format = table().snapshot().format().name().toLowerCase(Locale.ROOT);
    lines.add("data {");
    lines.add(
        "  table { format = %s, path = %s }"
            .formatted(format, ConfigUtil.quoteString(table().path())));
    key(lines);
    eventTime(lines);
    label(lines);
    features(lines);
    leftOut(lines);
    lines.add("}");
  }

  private void key(List<String> lines) {
    Role key = proposal.key();
    lines.add(
        key.isNone()
            ? "  # key = [ID]   # " + key.because()
            : "  key = " + list(key.columns()) + "   # " + key.because());
  }

  private void eventTime(List<String> lines) {
    Role time = proposal.eventTime();
    if (time.isNone()) {
      lines.add("  # event-time = COLUMN   # " + time.because());
      return;
    }
    String column = time.columns().get(0);
    lines.add(
        "  event-time = " + ValueText.name(column) + "   # decides a row's day; " + time.because());
    if (table().field(column).type() instanceof ColumnType.Timestamp stamp && stamp.zoned()) {
      lines.add("  time-zone = UTC   # decides the day of a timestamp");
    }
  }

  private void label(List<String> lines) {
    Field field = table().field(table().label());
    String range = ValueText.range(field, proposal.label().values());
    lines.add("  label = " + ValueText.name(table().label()) + "   # " + range);
    if (proposal.dropsRows()) {
      String share = ValueText.share(proposal.label().missingShare());
      lines.add(
          "  missing = drop   # rows without a label ("
              + share
              + ")"
              + (proposal.eventTime().isNone() ? "" : " or a day")
              + " are left out");
    }
  }

  private void features(List<String> lines) {
    lines.add("  features = [");
    int width =
        proposal.features().stream()
            .mapToInt(kept -> kept.feature().length())
            .filter(length -> length <= WIDEST)
            .max()
            .orElse(0);
    for (ColumnProposal.Kept kept : proposal.features()) {
      lines.add(
          "    "
              + kept.feature()
              + " ".repeat(Math.max(0, width - kept.feature().length()))
              + "   # "
              + kept.because());
    }
    if (!proposal.eventTime().isNone()) {
      lines.add(
          "    # { kind = day-of-week }, { kind = month, unseen = reference }   # seasons of the event time");
    }
    lines.add("  ]");
  }

  private void leftOut(List<String> lines) {
    if (proposal.leftOut().isEmpty()) {
      return;
    }
    lines.add("  # Left out, to be added to the features where this is wrong:");
    for (ColumnProposal.LeftOut out : proposal.leftOut()) {
      lines.add(
          "  #   " + ValueText.name(out.column()) + ": " + out.reason() + ". " + out.because());
    }
  }

  private void split(List<String> lines) {
    if (!proposal.key().isNone()) {
      return;
    }
    Role split = proposal.split();
    lines.add(
        split.isNone()
            ? "split.holdout = 0   # "
                + split.because()
                + ": models can be trained, but not judged; give the table a key for that"
            : "split.by = " + list(split.columns()) + "   # " + split.because());
  }

  private void training(List<String> lines) {
    lines.add("training {");
    if (!proposal.eventTime().isNone()) {
      lines.add("  # window = 365 days   # only rows of the last year; without it all rows");
    }
    if (proposal.needsPenalty()) {
      lines.add(
          "  penalty { lambda = path, l1-ratio = [0.5, 1] }   # many terms for so few rows: chosen"
              + " by cross-validation");
    } else if (proposal.holdsOut()) {
      lines.add(
          "  # penalty { lambda = path, l1-ratio = [0.5, 1] }   # chosen by cross-validation;"
              + " without it least squares");
    }
    lines.add("}");
  }

  /** An example, since no table of rows to score is known. */
  private void scoring(List<String> lines) {
    Role time = proposal.eventTime();
    lines.add("# To write scores too, name a table of new rows and a place for the scores:");
    lines.add("# scoring {");
    lines.add("#   table { format = delta, path = \"new-rows\" }");
    if (!time.isNone()) {
      lines.add(
          "#   event-time = "
              + ValueText.name(time.columns().get(0))
              + "   # only rows of the day before as-of; without it all rows");
    }
    lines.add("#   output { format = delta, path = \"scores\" }");
    if (!proposal.key().isNone()) {
      lines.add("#   carry = " + list(proposal.key().columns()));
    }
    lines.add("# }");
  }

  private static String list(List<String> columns) {
    return columns.stream().map(ValueText::name).collect(Collectors.joining(", ", "[", "]"));
  }
}
