package org.plumbline.cycle;

import java.util.List;
import java.util.Optional;
import org.plumbline.regression.ErrorKind;
import org.plumbline.regression.Fit;
import org.plumbline.regression.RobustErrors;
import org.plumbline.regression.Term;
import org.plumbline.scan.RowScores;
import org.plumbline.statistics.HeteroskedasticKind;
import org.plumbline.statistics.Statistics;

/**
 * A fit with errors that need rows: another pass over the training rows, whatever the store holds.
 *
 * @param fitted the fit as it was where its errors need no rows
 * @param bytesRead by that pass
 */
record ErrorsFromRows(Fitted fitted, long bytesRead) {

  /**
   * @param training statistics of the training rows
   */
  static ErrorsFromRows of(Run run, Gathered data, Fitted fitted, Statistics training) {
    Optional<ErrorKind.FromRows> kind = run.specification().fitting().errors().fromRows();
    return kind.isEmpty()
        ? new ErrorsFromRows(fitted, 0)
        : run.stage(
            "errors",
            kind.get().label() + " errors from the rows of " + data.snapshot().label(),
            () -> read(run, data, kind.get(), fitted, training));
  }

  private static ErrorsFromRows read(
      Run run, Gathered data, ErrorKind.FromRows kind, Fitted fitted, Statistics training) {
    List<Term> terms = fitted.encoding().terms();
    RobustErrors.checkTerms(kind, terms.size());
    RobustErrors errors =
        RobustErrors.of(
            kind, fitted.fit(), fitted.encoding().moments(training), terms, data.layout());
    RowScores scores =
        new RowScores(
            run.workshop()::spark,
            data.holding(data.window()),
            data.design(),
            data.window(),
            errors.orthogonalization());
    RowScores.Result result = kind.read(new Reading(scores));
    Fit fit = errors.appliedTo(result.meat());
    return new ErrorsFromRows(fitted.with(fit), result.bytesRead());
  }

  private record Reading(RowScores scores) implements ErrorKind.Reader<RowScores.Result> {
    @Override
    public RowScores.Result heteroskedastic(HeteroskedasticKind kind) {
      return scores.heteroskedastic(kind);
    }

    @Override
    public RowScores.Result clustered(String column) {
      return scores.clustered(column);
    }
  }
}
