package org.plumbline.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.model.DataSummary.CategorySummary;
import org.plumbline.model.DataSummary.ColumnSummary;
import org.plumbline.model.Model;
import org.plumbline.model.TrainRecord;

/** What was missing, how often, and what stood in for it. */
final class MissingWords {
  private static final int MOST_NAMES = 12;

  private MissingWords() {}

  /** Absent where nothing was missing or dropped. */
  static Optional<String> of(TrainRecord train, Optional<Model> model) {
    List<String> sentences = new ArrayList<>();
    List<String> imputed = new ArrayList<>();
    model.ifPresent(
        of ->
            train.data().columns().stream()
                .filter(column -> column.missing() > 0)
                .forEach(column -> imputed(of, column).ifPresent(imputed::add)));
    if (!imputed.isEmpty()) {
      sentences.add(
          "Missing values were imputed by means of training rows: " + some(imputed) + ".");
    }
    List<String> levels =
        train.data().categories().orElse(List.of()).stream()
            .filter(category -> category.missing() > 0)
            .map(MissingWords::level)
            .toList();
    if (!levels.isEmpty()) {
      sentences.add("A missing category is a level of its own: " + some(levels) + ".");
    }
    long refused = train.training().rowsRefused().orElse(0);
    if (refused > 0) {
      sentences.add(
          Numbers.counted(refused, "row")
              + (refused == 1 ? " was" : " were")
              + " dropped, because a value that is needed was missing.");
    }
    return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
  }

  private static Optional<String> imputed(Model model, ColumnSummary column) {
    return model.features().stream()
        .filter(feature -> feature.imputed().isPresent())
        .filter(feature -> term(model, feature).filter(column.column()::equals).isPresent())
        .findFirst()
        .map(
            feature ->
                Names.visible(column.column())
                    + " by "
                    + Numbers.typographic(Numbers.general(feature.imputed().getAsDouble(), 6))
                    + " in "
                    + Numbers.counted(column.missing(), "row")
                    + (feature.missing().equals("impute-with-indicator")
                        ? " (with an indicator)"
                        : ""));
  }

  /** The term of a feature of one term; empty of others. */
  private static Optional<String> term(Model model, Model.Feature feature) {
    return switch (feature.kind()) {
      case "number" -> Optional.of(feature.column());
      case "log", "log1p" -> Optional.of(feature.kind() + "(" + feature.column() + ")");
      case "power", "product" ->
          model.coefficients().stream()
              .filter(term -> term.kind().equals(feature.kind()) && term.level().isEmpty())
              .filter(term -> term.power().equals(feature.power()))
              .filter(term -> Set.copyOf(term.columns()).equals(columns(feature)))
              .map(Model.Coefficient::term)
              .findFirst();
      default -> Optional.empty();
    };
  }

  private static Set<String> columns(Model.Feature feature) {
    Set<String> columns = new HashSet<>(Set.of(feature.column()));
    feature.times().ifPresent(columns::add);
    return columns;
  }

  private static String level(CategorySummary category) {
    return Names.visible(category.category()) + " in " + Numbers.counted(category.missing(), "row");
  }

  private static String some(List<String> texts) {
    String shown = texts.stream().limit(MOST_NAMES).collect(Collectors.joining("; "));
    int left = texts.size() - MOST_NAMES;
    return left > 0 ? shown + "; and " + left + " more" : shown;
  }
}
