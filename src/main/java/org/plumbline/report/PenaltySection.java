package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.model.CrossValidationRecord;
import org.plumbline.model.Model;
import org.plumbline.model.TrainRecord;

/** What a penalty did, and the curve that it was chosen from. */
final class PenaltySection {
  private PenaltySection() {}

  /** Absent for least squares that nothing was chosen for. */
  static Optional<Page.Section> of(Model model, Optional<TrainRecord> train) {
    List<Block> blocks = new ArrayList<>();
    List<String> words = PenaltyWords.of(model);
    if (!words.isEmpty()) {
      blocks.add(new Block.Paragraph(String.join(" ", words)));
    }
    train.flatMap(TrainRecord::crossValidation).ifPresent(each -> curve(blocks, each));
    return blocks.isEmpty()
        ? Optional.empty()
        : Optional.of(new Page.Section("penalty", "Penalty", blocks));
  }

  private static void curve(List<Block> blocks, CrossValidationRecord validation) {
    blocks.add(new Block.Paragraph(Numbers.typographic(PenaltyWords.chosen(validation))));
    List<String> leftOut = PenaltyWords.leftOut(validation);
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
              "Mean squared error over the folds by penalty; lower is better. The band is one"
                  + " standard error to each side, for the l1-ratio that was chosen.",
              CurveChart.key(validation)));
    }
  }
}
