package org.plumbline.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.Decision;
import org.plumbline.model.Evaluation;
import org.plumbline.model.Metrics;
import org.plumbline.model.Result;

/**
 * How a cycle ended, for people: a word, a mark that needs no colour, and a sentence.
 *
 * @param kind for the style: {@code promoted}, {@code held}, {@code rejected}, {@code failed} or
 *     {@code open}
 */
public record Outcome(String kind, String mark, String word, String sentence) {

  static Outcome of(CycleDocument cycle) {
    Optional<Result.ErrorRecord> error = cycle.result().flatMap(Result::error);
    if (error.isPresent()) {
      return new Outcome("failed", "!", "Failed", failure(error.get()));
    }
    return cycle.decision().map(decision -> judged(cycle, decision)).orElseGet(() -> open(cycle));
  }

  private static Outcome judged(CycleDocument cycle, Decision decision) {
    if (decision.decision().equals("promote")) {
      return !decision.isApproved() && overtaken(cycle)
          ? new Outcome("held", "‖", "Held", OVERTAKEN)
          : new Outcome("promoted", "✓", "Promoted", promotion(cycle, decision));
    }
    String reasons = decision.reasons().isEmpty() ? "" : " " + sentences(decision.reasons());
    if (decision.decision().equals("reject")) {
      return new Outcome("rejected", "✕", "Rejected", stays(decision) + reasons);
    }
    return new Outcome("held", "‖", "Held", waits(decision) + reasons);
  }

  private static final String OVERTAKEN =
      "The rules were met, but another run changed the champion first (overtaken); the model waits.";

  private static boolean overtaken(CycleDocument cycle) {
    return cycle.result().map(result -> result.status().equals("held")).orElse(false);
  }

  private static Outcome open(CycleDocument cycle) {
    if (cycle.evaluation().isPresent()) {
      return new Outcome("open", "…", "Evaluated", "The model is evaluated and not judged yet.");
    }
    if (cycle.challenger().isPresent()) {
      return new Outcome("open", "…", "Trained", "The model is trained and not evaluated yet.");
    }
    return new Outcome("open", "…", "Started", "The input is pinned; no model is trained yet.");
  }

  private static String failure(Result.ErrorRecord error) {
    return error.remedy().isBlank() || error.message().endsWith(error.remedy())
        ? ended(error.message())
        : ended(error.message()) + " " + ended(error.remedy());
  }

  private static String promotion(CycleDocument cycle, Decision decision) {
    String approval = decision.isApproved() ? sentences(decision.reasons()) + " " : "";
    if (decision.champion().isEmpty()) {
      return approval + "There was no champion: this model is the first.";
    }
    return approval
        + "This model replaces the champion."
        + comparison(cycle).map(text -> " " + text).orElse("");
  }

  /** Root mean squared errors side by side, where both are known. */
  private static Optional<String> comparison(CycleDocument cycle) {
    Optional<Metrics> challenger =
        cycle.evaluation().map(Evaluation::challenger).flatMap(Evaluation.Contender::metrics);
    Optional<Metrics> champion =
        cycle.evaluation().flatMap(Evaluation::champion).flatMap(Evaluation.Contender::metrics);
    if (challenger.isEmpty() || champion.isEmpty()) {
      return Optional.empty();
    }
    double ours = challenger.get().rmse();
    double theirs = champion.get().rmse();
    return Optional.of(
        Numbers.typographic(
            "On the same held-out rows its root mean squared error is "
                + Numbers.significant(ours, 4)
                + " against "
                + Numbers.significant(theirs, 4)
                + (theirs > 0 ? " (" + Numbers.percent(ours / theirs - 1) + ")." : ".")));
  }

  private static String stays(Decision decision) {
    return decision.champion().isPresent() ? "The champion stays." : "There is still no champion.";
  }

  private static String waits(Decision decision) {
    return decision.champion().isPresent()
        ? "The champion stays; this model waits."
        : "There is still no champion; this model waits.";
  }

  private static String sentences(List<String> texts) {
    return texts.stream().map(text -> capital(ended(text))).collect(Collectors.joining(" "));
  }

  /** With a full stop where it has no end. The rest stays: a message may begin with a name. */
  private static String ended(String text) {
    String trimmed = text.strip();
    return trimmed.matches("(?s).*[.!?]") ? trimmed : trimmed + ".";
  }

  /** Its first word with a capital, where that is an ordinary word. */
  private static String capital(String text) {
    return text.matches("(?s)[a-z]+[ ,].*")
        ? Character.toUpperCase(text.charAt(0)) + text.substring(1)
        : text;
  }
}
