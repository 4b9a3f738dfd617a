package org.plumbline.app;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.plumbline.app.ColumnProposal.Kept;
import org.plumbline.app.ColumnProposal.LeftOut;
import org.plumbline.app.ColumnProposal.Reason;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.scan.ColumnFacts;
import org.plumbline.statistics.NumberDistribution;

/**
 * What is proposed for a column, by what a first look found in it. The rules are tried in order;
 * the first that fits decides.
 */
final class ColumnRules {
  /** Above it a column is left out rather than mostly imputed. */
  private static final double MOST_GAPS = 0.95;

  /** Gaps from which on their indicator can be estimated. */
  private static final long INDICATOR_ROWS = 30;

  private static final double LEAK = 0.9999;

  /** The same for a column that has the label's name in its own. */
  private static final double NAMED_LEAK = 0.95;

  private static final long LEAK_PAIRS = 10;

  /** Whole numbers are taken for a numbering where their range is at most so many times rows. */
  private static final double NUMBERING = 4;

  private static final double WIDEST_MEASURE = 0x1p53;
  private static final Pattern IDENTIFIER_NAME =
      Pattern.compile("(.*[^A-Za-z])?(id|uuid|guid|key)|.*[a-z](Id|ID|Key)");
  private static final Pattern IN_CAPITALS = Pattern.compile("[^a-z]+");

  /** Mean bytes from which on a text is prose rather than a name. */
  private static final int PROSE = 40;

  private static final int[] POOLS = {30, 10, 3};

  /** A level to be kept has this many times the threshold: a share of its rows is held out. */
  private static final double HELD_OUT_MARGIN = 1.6;

  private static final long FEW_VALUES = 12;

  private final SurveyedTable table;

  ColumnRules(SurveyedTable table) {
    this.table = table;
  }

  ColumnProposal of(Field field) {
    ColumnFacts facts = table.facts().get(field.name());
    return unknown(field, facts)
        .or(() -> constant(field, facts))
        .or(() -> leak(field, facts))
        .or(() -> identifier(field))
        .or(() -> date(field, facts))
        .orElseGet(
            () ->
                facts instanceof ColumnFacts.Texts texts
                    ? category(field, texts)
                    : number(field, (ColumnFacts.Numbers) facts));
  }

  private static Optional<ColumnProposal> unknown(Field field, ColumnFacts facts) {
    if (facts instanceof ColumnFacts.Numbers numbers && numbers.infinite() > 0) {
      String because =
          "infinite in " + Figures.of(numbers.infinite()) + " rows, which no fit takes";
      return leftOut(field, Reason.INFINITE, because);
    }
    return facts.missingShare() > MOST_GAPS
        ? leftOut(
            field, Reason.GAPS, "missing in " + ValueText.share(facts.missingShare()) + " of rows")
        : Optional.empty();
  }

  private static Optional<ColumnProposal> constant(Field field, ColumnFacts facts) {
    if (facts.distinct().count() > 1) {
      return Optional.empty();
    }
    String value =
        facts instanceof ColumnFacts.Numbers numbers
            ? ValueText.value(field, numbers.values().min())
            : ValueText.text(((ColumnFacts.Texts) facts).levels().known().orElseThrow().firstKey());
    String where = facts.missing() > 0 ? " where it is known" : "";
    return leftOut(field, Reason.CONSTANT, "always " + value + where);
  }

  private Optional<ColumnProposal> leak(Field field, ColumnFacts facts) {
    if (!(facts instanceof ColumnFacts.Numbers numbers)
        || numbers.withLabel().pairs() < LEAK_PAIRS) {
      return Optional.empty();
    }
    double correlation = numbers.withLabel().correlation();
    boolean named = words(field.name()).contains(words(table.label()));
    if (!(Math.abs(correlation) >= (named ? NAMED_LEAK : LEAK))) { // NaN is no leak
      return Optional.empty();
    }
    String because =
        "its correlation with %s is %s%s: if it is known only once the label is, it predicts nothing"
            .formatted(
                table.label(),
                String.format(Locale.ROOT, "%.4f", correlation),
                named ? ", and it has its name" : "");
    return leftOut(field, Reason.LEAK, "suspected: " + because);
  }

  private static String words(String name) {
    return "_" + name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_") + "_";
  }

  private Optional<ColumnProposal> identifier(Field field) {
    ColumnFacts facts = table.facts().get(field.name());
    if (facts instanceof ColumnFacts.Texts texts) {
      return table.isNearlyUnique(field.name()) && texts.length() < PROSE
          ? leftOut(field, Reason.IDENTIFIER, "a text of its own on nearly every row")
          : Optional.empty();
    }
    NumberDistribution values = ((ColumnFacts.Numbers) facts).values();
    boolean counts = field.type().isNumber() && values.isWhole();
    if (!counts || field.type() instanceof ColumnType.Date) {
      return Optional.empty();
    }
    double range = values.max() - values.min() + 1;
    boolean numbering = range <= NUMBERING * values.values() || range > WIDEST_MEASURE;
    if (table.isNearlyUnique(field.name()) && (numbering || hasNameOfIdentifier(field))) {
      return leftOut(field, Reason.IDENTIFIER, "a number of its own on nearly every row");
    }
    return hasNameOfIdentifier(field) && facts.distinct().count() > 2
        ? leftOut(
            field,
            Reason.IDENTIFIER,
            "by its name a number that stands for a thing; as a category: { column = %s, kind ="
                    .formatted(ValueText.name(field.name()))
                + " category }")
        : Optional.empty();
  }

  private static boolean hasNameOfIdentifier(Field field) {
    boolean capitals = IN_CAPITALS.matcher(field.name()).matches();
    String name = capitals ? field.name().toLowerCase(Locale.ROOT) : field.name();
    return IDENTIFIER_NAME.matcher(name).matches();
  }

  private static Optional<ColumnProposal> date(Field field, ColumnFacts facts) {
    boolean date = field.type() instanceof ColumnType.Date;
    if (!date && !(field.type() instanceof ColumnType.Timestamp)) {
      return Optional.empty();
    }
    String range = ValueText.range(field, ((ColumnFacts.Numbers) facts).values());
    String because =
        date
            ? "it would be a number of days; add it for a trend over time"
            : "a timestamp is no number; it can be the event-time";
    return leftOut(field, Reason.DATE, range + "; " + because);
  }

  private ColumnProposal category(Field field, ColumnFacts.Texts facts) {
    String many = Figures.of(facts.distinct().count()) + " texts";
    Optional<SortedMap<String, Long>> levels = facts.levels().known();
    boolean prose = facts.length() >= PROSE;
    if (prose && (levels.isEmpty() || table.isNearlyUnique(field.name()))) {
      String because = many + " of about " + Math.round(facts.length()) + " bytes";
      return new LeftOut(field.name(), Reason.TEXT, because);
    }
    if (levels.isEmpty()) {
      return new LeftOut(
          field.name(),
          Reason.LEVELS,
          (facts.distinct().isExact() ? "" : "about ")
              + many
              + ", more than a category should have");
    }
    for (int pool : POOLS) {
      long kept =
          levels.get().values().stream().filter(rows -> rows >= HELD_OUT_MARGIN * pool).count();
      if (kept >= 2) {
        return category(field, facts, levels.get(), pool);
      }
    }
    return new LeftOut(
        field.name(), Reason.LEVELS, many + ", and no two of them on more than a few rows");
  }

  private static Kept category(
      Field field, ColumnFacts.Texts facts, SortedMap<String, Long> levels, int pool) {
    Map.Entry<String, Long> most = Collections.max(levels.entrySet(), Map.Entry.comparingByValue());
    long rare = levels.values().stream().filter(rows -> rows < pool).count();
    String because =
        "%s levels, most often %s (%s)"
                .formatted(
                    Figures.of(levels.size()),
                    ValueText.text(most.getKey()),
                    ValueText.share((double) most.getValue() / facts.rows()))
            + (rare > 0 ? "; " + Figures.of(rare) + " rare ones share a coefficient" : "")
            + (facts.missing() > 0
                ? "; a level of its own where missing ("
                    + ValueText.share(facts.missingShare())
                    + ")"
                : "");
    String feature =
        "{ column = "
            + ValueText.name(field.name())
            + ", kind = category, pool-below = "
            + pool
            + " }";
    int terms = levels.size() - (int) rare + 1;
    return new Kept(field.name(), feature, terms, because);
  }

  private static Kept number(Field field, ColumnFacts.Numbers facts) {
    String name = ValueText.name(field.name());
    String because = ValueText.range(field, facts.values());
    boolean few =
        facts.values().isWhole()
            && facts.distinct().count() > 2
            && facts.distinct().count() <= FEW_VALUES;
    if (few) {
      because += "; " + facts.distinct().count() + " values: codes would be kind = category";
    }
    if (facts.missing() == 0) {
      return new Kept(field.name(), name, 1, because);
    }
    boolean indicator = facts.missing() >= INDICATOR_ROWS;
    because += "; missing in " + ValueText.share(facts.missingShare()) + ": the mean stands in";
    because += indicator ? ", and a term says so" : "";
    String feature =
        "{ column = " + name + ", missing = impute" + (indicator ? ", indicator = true }" : " }");
    return new Kept(field.name(), feature, indicator ? 2 : 1, because);
  }

  private static Optional<ColumnProposal> leftOut(Field field, Reason reason, String because) {
    return Optional.of(new LeftOut(field.name(), reason, because));
  }
}
