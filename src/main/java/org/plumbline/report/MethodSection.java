package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.plumbline.model.CrossCheck;
import org.plumbline.model.CrossValidationRecord;
import org.plumbline.model.Model;
import org.plumbline.model.TrainRecord;
import org.plumbline.regression.Certificate;
import org.plumbline.report.Block.Cell;
import org.plumbline.report.Block.Code;
import org.plumbline.report.Block.Head;

/** What was solved, how far the solution can be trusted, and who else found it. */
final class MethodSection {
  private MethodSection() {}

  static Page.Section of(Model model, Optional<TrainRecord> train) {
    Certificate certificate = model.certificate();
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(Explanation.certificate(certificate)));
    blocks.add(
        new Block.Paragraph(
            "The design of rank "
                + certificate.rank()
                + " ("
                + Numbers.counted(model.coefficients().size(), "coefficient")
                + ") has condition number "
                + Numbers.typographic(Numbers.general(certificate.conditionNumber(), 3))
                + " with columns of unit length; it was solved by "
                + certificate.solver()
                + " in "
                + certificate.precision()
                + " precision."));
    blocks.add(new Code("Objective", objective(model)));
    model
        .objective()
        .penalized()
        .flatMap(Model.Penalized::noInference)
        .ifPresent(reason -> blocks.add(new Block.Paragraph(sentence(reason))));
    train.flatMap(TrainRecord::crossValidation).ifPresent(each -> curve(blocks, each));
    Explanation.weights(model).ifPresent(text -> blocks.add(new Block.Paragraph(text + ".")));
    blocks.add(
        new Code(
            "The same in scikit-learn",
            Explanation.scikitLearn(model, train.map(TrainRecord::data))));
    train.flatMap(TrainRecord::crossCheck).ifPresent(check -> blocks.add(crossCheck(check)));
    return new Page.Section("method", "How it was computed", blocks);
  }

  private static String sentence(String reason) {
    return reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) + ".";
  }

  private static void curve(List<Block> blocks, CrossValidationRecord validation) {
    String rule =
        validation.choice().equals("minimum")
            ? "the smallest mean error"
            : "the largest lambda within one standard error of the smallest mean error";
    String caption =
        "The penalty was chosen on "
            + Numbers.counted(validation.folds().size(), "fold")
            + " by "
            + validation.foldsBy()
            + ", as "
            + rule
            + ": "
            + CurveChart.told(validation.chosen())
            + ".";
    blocks.add(new Block.Paragraph(caption));
    List<String> leftOut =
        validation.leftOut().stream()
            .map(fold -> Names.visible(fold.fold()) + " was left out: " + fold.reason())
            .toList();
    if (!leftOut.isEmpty()) {
      blocks.add(new Block.Points(leftOut));
    }
    Optional<String> wide = CurveChart.draw("curve-wide", validation, 900);
    Optional<String> narrow = CurveChart.draw("curve-narrow", validation, 350);
    if (wide.isPresent() && narrow.isPresent()) {
      blocks.add(
          new Block.Figure(
              wide.get(),
              narrow.get(),
              "Mean squared error over the folds; lower is better. Solid: the chosen l1-ratio.",
              List.of()));
    }
  }

  private static String objective(Model model) {
    return Explanation.objective(model)
        + (model.objective().fitIntercept() ? "" : ", without intercept");
  }

  private static Block crossCheck(CrossCheck check) {
    List<List<Cell>> rows = new ArrayList<>();
    for (CrossCheck.Term term : check.terms()) {
      rows.add(
          List.of(
              Cell.text(Names.visible(term.term())),
              Cell.number(Numbers.significant(term.value(), 10)),
              Cell.number(Numbers.significant(term.mllib(), 10)),
              Cell.number(
                  term.digits().isPresent()
                      ? Explanation.digits(term.digits().getAsDouble())
                      : Numbers.NONE)));
    }
    return Block.Table.of(
        "Spark MLlib on the same " + Numbers.counted(check.rows(), "row"),
        Head.first("Term", "Here", "MLlib", "Digits in common"),
        rows);
  }
}
