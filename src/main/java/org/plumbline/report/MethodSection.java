package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.model.CrossCheck;
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
    Explanation.weights(model).ifPresent(text -> blocks.add(new Block.Paragraph(text + ".")));
    blocks.add(
        new Code(
            "The same in scikit-learn",
            OtherTools.scikitLearn(model, train.map(TrainRecord::data))));
    train.flatMap(TrainRecord::crossCheck).ifPresent(check -> blocks.add(crossCheck(check)));
    return new Page.Section("method", "How it was computed", blocks);
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
