package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.Evaluation;
import org.plumbline.model.Metrics;
import org.plumbline.model.Model;
import org.plumbline.regression.FitSummary;

/** How well the model fits its training rows, and the held-out ones beside the champion. */
final class FitSection {
  private static final String UNSEEN =
      "A holdout chosen by hash measures how well a model fills gaps between days it has seen. On"
          + " days the champion never saw, the challenger trained on other rows of the same days,"
          + " which is in its favour.";

  private FitSection() {}

  static Page.Section of(Model challenger, CycleDocument cycle) {
    List<Block> blocks = new ArrayList<>();
    cycle.evaluation().ifPresent(evaluation -> holdout(blocks, evaluation));
    blocks.add(fit(challenger, cycle.champion()));
    return new Page.Section("fit", "Errors and fit", blocks);
  }

  private static void holdout(List<Block> blocks, Evaluation evaluation) {
    blocks.add(
        new Block.Paragraph(
            (evaluation.champion().isPresent() ? "Both models are" : "The model is")
                + " judged on "
                + Explanation.basis(evaluation)
                + "."));
    Optional<Metrics> challenger = evaluation.challenger().metrics();
    Optional<Metrics> champion = evaluation.champion().flatMap(Evaluation.Contender::metrics);
    if (challenger.isEmpty() && champion.isEmpty()) {
      blocks.add(new Block.Paragraph("No held-out row could be used, so there are no metrics."));
      return;
    }
    String caption = "On held-out rows";
    MetricsTable<Metrics> table =
        evaluation.champion().isPresent()
            ? MetricsTable.beside(caption, challenger, champion)
            : MetricsTable.alone(caption, challenger);
    Block total = MetricsTable.errors(table).table();
    if (evaluation.unseen().isEmpty()) {
      blocks.add(total);
      return;
    }
    Evaluation.Unseen unseen = evaluation.unseen().get();
    blocks.add(new Block.Pair(total, unseen(unseen)));
    blocks.add(new Block.Paragraph(UNSEEN));
  }

  private static Block unseen(Evaluation.Unseen unseen) {
    String days = unseen.firstDay() + " to " + unseen.lastDay();
    MetricsTable<Metrics> table =
        MetricsTable.beside(
            "On the days among them that the champion never saw, " + days,
            unseen.challenger(),
            unseen.champion());
    return MetricsTable.errors(table).table();
  }

  private static Block fit(Model challenger, Optional<Model> champion) {
    String caption = "On training rows, each model on its own";
    MetricsTable<Model> table =
        champion.isPresent()
            ? MetricsTable.beside(caption, Optional.of(challenger), champion)
            : MetricsTable.alone(caption, Optional.of(challenger));
    table.words("Model", Model::id);
    table.row("Rows of positive weight", model -> Numbers.count(model.fit().rows()));
    if (challenger.fit().effectiveRows().isPresent()) {
      table.row("Effective rows", model -> MetricsTable.number(model.fit().effectiveRows(), 6));
    }
    return table
        .row("Degrees of freedom", model -> Numbers.count(model.fit().degreesOfFreedom()))
        .row(
            "Residual standard error",
            model -> MetricsTable.number(model.fit().residualStandardError(), 5))
        .row("R²", model -> MetricsTable.number(model.fit().r2(), 5))
        .row("Adjusted R²", model -> MetricsTable.number(model.fit().adjustedR2(), 5))
        .row("F statistic", model -> MetricsTable.number(model.fit().fStatistic(), 5))
        .row("p of F", model -> CoefficientTable.p(model.fit().fPValue()))
        .words("Coefficient errors", model -> errors(model.fit()))
        .table();
  }

  private static String errors(FitSummary fit) {
    return fit.exactFit() ? "none: exact fit" : fit.errors();
  }
}
