package org.plumbline.export;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.plumbline.features.Definition;
import org.plumbline.features.LevelCodes;
import org.plumbline.features.LevelEffects;
import org.plumbline.features.MissingLevels;
import org.plumbline.features.Response;
import org.plumbline.features.Scorer;

/**
 * A predictor as one scalar expression of SQL, null where there is no prediction: a number is
 * missing without a stand-in or infinite, or a level is refused.
 *
 * <p>Its additions are those of {@link org.plumbline.features.Predictions}, in their order, so that
 * its value is the same to the last bit wherever the engine's functions are those of {@code
 * StrictMath}.
 */
public final class SqlScore {

  private final Exported exported;
  private final Scorer scorer;
  private final Dialect dialect;
  private final SqlColumns columns;

  /**
   * @throws org.plumbline.Failure UNSUPPORTED for a column whose name SQL cannot say
   */
  public SqlScore(Exported exported, Dialect dialect) {
    this.exported = exported;
    this.scorer = exported.scorer();
    this.dialect = dialect;
    columns = new SqlColumns(exported.schema(), dialect);
    columns.checkNames();
  }

  /** The effect of a row's level: the constant for carrier 0, then the slopes of the carriers. */
  @FunctionalInterface
  interface LevelLookup {
    String effect(int category, int carrier);
  }

  /** The expression, levels told apart by {@code CASE}. */
  public String expression() {
    return expression(this::byCase);
  }

  /** A file that holds the expression, and says above it what it is. */
  public String file() {
    List<String> names = exported.schema().names().stream().map(dialect::quoted).toList();
    return """
    -- Plumbline: %s, model %s, as of %s.
    -- One scalar expression for %s; null where there is no prediction. Use it as
    --   SELECT *, (<this file>) AS prediction FROM ...
    -- Columns: %s.
    %s
    """
        .formatted(
            exported.name(),
            exported.model(),
            exported.asOf(),
            dialect == Dialect.SPARK ? "Spark SQL" : "DuckDB",
            String.join(", ", names),
            expression());
  }

  /** A category's levels, for engines that look them up themselves. */
  public record Indexed(String level, List<String> levels) {}

  /** Each category's level and the levels that have effects of their own, in code-point order. */
  public List<Indexed> indexed() {
    return scorer.categories().stream()
        .map(each -> new Indexed(columns.level(each.category()), levels(each)))
        .toList();
  }

  /**
   * The expression, levels found by their index among those of {@link #indexed}; one behind the
   * last is a level that training did not have.
   *
   * @param index a column for each category: a whole number from 0
   */
  public String expression(List<String> index) {
    return expression((category, carrier) -> byIndex(category, carrier, index.get(category)));
  }

  private String expression(LevelLookup lookup) {
    List<String> addends = addends(lookup);
    String first = dialect.literal(scorer.intercept());
    String sum =
        addends.size() > dialect.longestChain()
            ? dialect.sum(first, addends)
            : "(\n    "
                + first
                + addends.stream().map(each -> "\n    + " + each).reduce("", String::concat)
                + "\n  )";
    if (scorer.response() instanceof Response.Exponential response) {
      return SqlColumns.finite("(exp(" + sum + ") * " + dialect.literal(response.smearing()) + ")");
    }
    return sum;
  }

  private List<String> addends(LevelLookup lookup) {
    List<String> addends = new ArrayList<>();
    for (int term = 0; term < scorer.definitions().size(); term++) {
      addends.add(
          dialect.literal(scorer.coefficients().get(term))
              + " * "
              + value(scorer.definitions().get(term)));
    }
    for (int category = 0; category < scorer.categories().size(); category++) {
      List<Definition> carriers = scorer.categories().get(category).carriers();
      addends.add(lookup.effect(category, 0));
      for (int carrier = 1; carrier <= carriers.size(); carrier++) {
        addends.add(lookup.effect(category, carrier) + " * " + value(carriers.get(carrier - 1)));
      }
    }
    return addends;
  }

  /** Finite, or null; a stand-in for what is missing. */
  private String value(Definition definition) {
    String number = columns.number(definition);
    Double standIn = scorer.imputed().get(definition);
    String filled =
        standIn == null ? number : "coalesce(" + number + ", " + dialect.literal(standIn) + ")";
    return columns.mayBeInfinite(definition) ? SqlColumns.finite(filled) : filled;
  }

  private String byCase(int category, int carrier) {
    LevelEffects effects = scorer.categories().get(category);
    StringBuilder text = new StringBuilder("CASE ").append(columns.level(effects.category()));
    for (String level : levels(effects)) {
      text.append(" WHEN ")
          .append(dialect.literal(level))
          .append(" THEN ")
          .append(effect(effects, level, carrier));
    }
    return text.append(" ELSE ").append(unseen(effects, carrier)).append(" END").toString();
  }

  private String byIndex(int category, int carrier, String index) {
    LevelEffects effects = scorer.categories().get(category);
    List<String> values = new ArrayList<>();
    levels(effects).forEach(level -> values.add(effect(effects, level, carrier)));
    values.add(unseen(effects, carrier));
    return dialect.element(values, "CAST(" + dialect.quoted(index) + " AS INT) + 1");
  }

  /** Those with effects, and a null's where it is refused although others are not. */
  private static List<String> levels(LevelEffects effects) {
    Set<String> levels = new LinkedHashSet<>();
    effects.byLevel().keySet().stream().sorted(CodePoints.ORDER).forEach(levels::add);
    if (effects.missing() != MissingLevels.LEVEL) {
      levels.add(LevelCodes.MISSING);
    }
    return List.copyOf(levels);
  }

  private String effect(LevelEffects effects, String level, int carrier) {
    boolean refused = effects.missing() != MissingLevels.LEVEL && level.equals(LevelCodes.MISSING);
    return refused ? none() : dialect.literal(effects.byLevel().get(level).get(carrier));
  }

  private String unseen(LevelEffects effects, int carrier) {
    return effects.ofUnseen().isEmpty() ? none() : dialect.literal(effects.ofUnseen().get(carrier));
  }

  private static String none() {
    return "CAST(NULL AS DOUBLE)";
  }
}
