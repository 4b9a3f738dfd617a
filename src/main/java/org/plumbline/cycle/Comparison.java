package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.columns.Schema;
import org.plumbline.features.Definition;
import org.plumbline.features.Design;
import org.plumbline.features.RowRule;
import org.plumbline.features.Split;
import org.plumbline.model.Evaluation;
import org.plumbline.model.Model;

/**
 * On which rows challenger and champion can be judged alike.
 *
 * <p>Holdouts by the same keys nest, so the smaller of two holdouts was seen by neither. A
 * contender with terms that today's design lacks is judged on the union of the columns, over rows
 * that both can score.
 *
 * @param design whose fold 0 both are judged on
 * @param basis as the evaluation records it
 * @param reason why the champion is judged otherwise than by today's statistics, or not at all
 * @param championTakesPart whether the champion is judged
 */
record Comparison(Design design, String basis, Optional<String> reason, boolean championTakesPart) {

  static Comparison of(Design today, Schema table, Model challenger, Optional<Model> champion) {
    return champion
        .map(rival -> of(today, table, List.of(challenger), rival))
        .orElseGet(
            () ->
                widened(
                    today, List.of(challenger), Evaluation.STATISTICS, Optional.empty(), false));
  }

  /** How a champion will be judged beside a challenger that has today's terms. */
  static Comparison beside(Design today, Schema table, Model champion) {
    return of(today, table, List.of(), champion);
  }

  private static Comparison of(Design today, Schema table, List<Model> challenger, Model rival) {
    Optional<String> obstacle = obstacle(today, table, rival);
    if (obstacle.isPresent()) {
      return widened(today, challenger, Evaluation.DIFFERENT_SPLIT, obstacle, false);
    }
    List<Model> both = new ArrayList<>(challenger);
    both.add(rival);
    double holdout = rival.split().holdout();
    Split split = today.rule().split();
    if (holdout >= split.holdout()) {
      return widened(today, both, Evaluation.STATISTICS, Optional.empty(), true);
    }
    Split smaller = new Split(split.by(), holdout, split.folds());
    return widened(
        new Design(withSplit(today.rule(), smaller), today.definitions()),
        both,
        Evaluation.CHAMPION_SPLIT,
        Optional.of(
            "the champion's holdout is " + holdout + ", smaller than today's " + split.holdout()),
        true);
  }

  /** Why the champion cannot be judged on rows that the challenger can be judged on, if so. */
  private static Optional<String> obstacle(Design today, Schema table, Model champion) {
    RowRule rule = today.rule();
    if (!champion.split().by().equals(rule.split().by())) {
      return Optional.of(
          "the champion's split is by "
              + String.join(", ", champion.split().by())
              + ", today's by "
              + String.join(", ", rule.split().by()));
    }
    if (champion.split().holdout() == 0) {
      return Optional.of("the champion was trained without a holdout");
    }
    if (!champion.label().equals(rule.label())) {
      return Optional.of(
          "the champion's label is " + champion.label() + ", today's " + rule.label());
    }
    if (!champion.weight().equals(rule.weight())) {
      return Optional.of(
          "the champion's weight is "
              + champion.weight().orElse("none")
              + ", today's "
              + rule.weight().orElse("none"));
    }
    return ModelTerms.definitions(champion).stream()
        .flatMap(definition -> definition.columns().stream())
        .filter(column -> table.field(column).isEmpty())
        .findFirst()
        .map(column -> "the table has no column " + column + " any more, which the champion needs");
  }

  private static Comparison widened(
      Design design,
      List<Model> contenders,
      String basis,
      Optional<String> reason,
      boolean championTakesPart) {
    List<Definition> extra = new ArrayList<>();
    Set<String> known = new LinkedHashSet<>();
    design.definitions().forEach(definition -> known.add(definition.term()));
    for (Model contender : contenders) {
      for (Definition definition : ModelTerms.definitions(contender)) {
        if (known.add(definition.term())) {
          extra.add(definition);
        }
      }
    }
    if (extra.isEmpty()) {
      return new Comparison(design, basis, reason, championTakesPart);
    }
    boolean judged = basis.equals(Evaluation.STATISTICS);
    return new Comparison(
        union(design, extra),
        judged ? Evaluation.UNION_MOMENTS : basis,
        reason.or(
            () ->
                Optional.of(
                    "a contender also has "
                        + String.join(", ", extra.stream().map(Definition::term).toList()))),
        championTakesPart);
  }

  /** Rows on which an extra term is missing are dropped: not both can score them. */
  private static Design union(Design design, List<Definition> extra) {
    List<Definition> definitions = new ArrayList<>(design.definitions());
    definitions.addAll(extra);
    Set<String> droppers = new LinkedHashSet<>(design.rule().droppers());
    extra.forEach(definition -> droppers.addAll(definition.columns()));
    RowRule rule = design.rule();
    return new Design(
        new RowRule(
            rule.where(),
            rule.label(),
            rule.weight(),
            rule.eventTime(),
            rule.timeZone(),
            rule.missing(),
            List.copyOf(droppers),
            rule.split()),
        definitions);
  }

  private static RowRule withSplit(RowRule rule, Split split) {
    return new RowRule(
        rule.where(),
        rule.label(),
        rule.weight(),
        rule.eventTime(),
        rule.timeZone(),
        rule.missing(),
        rule.droppers(),
        split);
  }
}
