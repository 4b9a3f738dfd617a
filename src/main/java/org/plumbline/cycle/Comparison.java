package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.columns.Schema;
import org.plumbline.features.CategoryColumns;
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
        new Design(today.rule().withSplit(smaller), today.definitions(), today.categories()),
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
    if (ModelTerms.labelTransform(champion) != rule.labelTransform()) {
      return Optional.of("only one of champion and challenger is a fit of the label's logarithm");
    }
    return otherTerm(today, champion).or(() -> lackingColumn(table, champion));
  }

  /** A term that has today's name and another meaning: of another event time or zone. */
  private static Optional<String> otherTerm(Design today, Model champion) {
    Map<String, String> digests = new HashMap<>();
    today.definitions().forEach(each -> digests.put(each.term(), each.digest()));
    today.categories().forEach(each -> digests.put(each.category().name(), digest(each)));
    Map<String, String> theirs = new HashMap<>();
    ModelTerms.definitions(champion).forEach(each -> theirs.put(each.term(), each.digest()));
    ModelTerms.categories(champion)
        .forEach(each -> theirs.put(each.category().name(), digest(each)));
    return theirs.keySet().stream()
        .sorted()
        .filter(name -> !digests.getOrDefault(name, theirs.get(name)).equals(theirs.get(name)))
        .findFirst()
        .map(name -> "the champion's " + name + " is another than today's");
  }

  private static String digest(CategoryColumns columns) {
    return columns.category().digest();
  }

  private static Optional<String> lackingColumn(Schema table, Model champion) {
    return ModelTerms.judged(champion).columns().stream()
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
    Union union = new Union(design);
    contenders.forEach(union::add);
    if (union.design().equals(design)) {
      return new Comparison(design, basis, reason, championTakesPart);
    }
    boolean judged = basis.equals(Evaluation.STATISTICS);
    return new Comparison(
        union.design(),
        judged ? Evaluation.UNION_MOMENTS : basis,
        reason.or(() -> Optional.of(union.reason())),
        championTakesPart);
  }
}
