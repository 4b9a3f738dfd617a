package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.plumbline.Failure;
import org.plumbline.features.DayRange;
import org.plumbline.model.DataSummary;
import org.plumbline.model.FormatVersion;
import org.plumbline.model.InputFile;
import org.plumbline.model.Model;
import org.plumbline.model.SnapshotRecord;
import org.plumbline.model.TableInput;
import org.plumbline.model.TrainRecord;
import org.plumbline.model.Warning;
import org.plumbline.regression.Certificate;
import org.plumbline.regression.Estimate;
import org.plumbline.regression.Fit;
import org.plumbline.regression.FitSummary;
import org.plumbline.regression.Penalty;
import org.plumbline.regression.PenaltyPoint;
import org.plumbline.regression.PenaltySummary;
import org.plumbline.statistics.KernelInfo;

/**
 * A challenger from a {@link RowSolver}: without statistics, and so without errors of coefficients
 * and without certified digits.
 */
final class RowTraining {

  /** How a certificate names the solver. */
  static final String SOLVER = "mllib-l-bfgs";

  private static final double CONFIDENCE = 0.95;

  /** No condition number, which is 1 or more. */
  private static final double UNKNOWN = 0;

  /** No bound of the duality gap is known but the objective itself. */
  private static final double WHOLE_OBJECTIVE = 1;

  private static final int BITS_OF_A_DOUBLE = 64;

  private final Run run;
  private final SnapshotRecord pinned;
  private final Specification specification;
  private final DayRange window;

  RowTraining(Run run, SnapshotRecord pinned) {
    this.run = run;
    this.pinned = pinned;
    this.specification = run.specification();
    this.window = Train.window(specification, pinned.asOf());
  }

  /** Whether a model came from rows, so that its terms may be more than statistics hold. */
  static boolean made(Model model) {
    return model.certificate().solver().equals(SOLVER);
  }

  private Penalty penalizing() {
    return specification.fitting().penalizing().penalty();
  }

  /**
   * @throws Failure CONFIGURATION for what a search cannot do
   */
  private PenaltyPoint penalty() {
    if (!penalizing().limits().isNone()) {
      throw refused("limits of coefficients", "Leave lower, upper and positive out");
    }
    return penalizing()
        .single()
        .orElseThrow(
            () ->
                refused(
                    "a penalty that is chosen on folds",
                    "Give one number for lambda and one for l1-ratio"));
  }

  private static Failure refused(String what, String remedy) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "training.solver = lbfgs does not serve " + what,
        remedy + ", or set training.solver = auto.");
  }

  RowSolver.Solution solve() {
    Tables.checkTraining(specification, pinned.training());
    RowSolver.Problem problem =
        new RowSolver.Problem(
            pinned.training(),
            specification.design(),
            window,
            specification.window().halfLife(),
            specification.features(),
            TermSources.of(specification.features()),
            penalty(),
            new RowSolver.Options(specification.fitting().intercept(), penalizing().standardize()));
    return run.stage(
        "fit",
        "MLlib's l-bfgs on the rows of " + Days.words(window) + ", " + pinned.training().label(),
        () -> run.workshop().rowSolver().solve(run.workshop().spark(), problem));
  }

  Model model(RowSolver.Solution solution) {
    return ModelAssembly.model(
        specification,
        pinned.asOf(),
        window(solution.files()),
        new Fitted(solution.encoding(), fit(solution), Optional.empty()),
        InputFile.summary(solution.files()));
  }

  private Model.Window window(List<InputFile> files) {
    if (specification.design().rule().eventTime().isEmpty()) {
      return new Model.Window(Optional.empty(), Optional.empty(), OptionalInt.empty());
    }
    Optional<LocalDate> first =
        files.stream().flatMap(file -> file.firstDay().stream()).min(Comparator.naturalOrder());
    OptionalInt bound = Days.first(window);
    return new Model.Window(
        bound.isPresent() ? Optional.of(Days.date(bound.getAsInt())) : first,
        Optional.of(Days.date(window.last())),
        specification.window().halfLife());
  }

  private Fit fit(RowSolver.Solution solution) {
    List<Estimate> estimates = new ArrayList<>();
    if (specification.fitting().intercept()) {
      estimates.add(estimate(Estimate.INTERCEPT, solution.intercept()));
    }
    for (int k = 0; k < solution.coefficients().size(); k++) {
      estimates.add(
          estimate(solution.encoding().terms().get(k).name(), solution.coefficients().get(k)));
    }
    int rank = estimates.size();
    OptionalDouble none = OptionalDouble.empty();
    FitSummary summary =
        new FitSummary(
            solution.rows(),
            none,
            Math.max(0, solution.rows() - rank),
            none,
            OptionalDouble.of(solution.r2()),
            none,
            none,
            none,
            "none",
            OptionalLong.empty(),
            CONFIDENCE,
            false);
    Certificate certificate = new Certificate(UNKNOWN, 0, 0, 0, "double", SOLVER, rank);
    return new Fit(
        estimates,
        summary,
        certificate,
        List.of(),
        List.of(),
        false,
        Optional.of(penalized(solution)));
  }

  private PenaltySummary penalized(RowSolver.Solution solution) {
    PenaltyPoint point = penalty();
    return new PenaltySummary(
        point.lambda(),
        point.l1Ratio(),
        penalizing().standardize(),
        (int) solution.coefficients().stream().filter(value -> value != 0).count(),
        List.of(),
        OptionalDouble.empty(),
        WHOLE_OBJECTIVE,
        Optional.of("MLlib's search gives coefficients alone"));
  }

  private static Estimate estimate(String term, double value) {
    OptionalDouble none = OptionalDouble.empty();
    return new Estimate(term, value, none, none, none, none, none, none, Optional.empty(), false);
  }

  private DataSummary.ColumnSummary label(RowSolver.Label label) {
    return new DataSummary.ColumnSummary(
        specification.design().rule().labelDefinition().term(),
        label.mean(),
        label.deviation(),
        0,
        List.of());
  }

  TrainRecord record(Model model, RowSolver.Solution solution) {
    List<Warning> warnings = new ArrayList<>(run.warnings());
    warnings.add(
        new Warning(
            "uncertified",
            List.of(),
            1,
            "training.solver = lbfgs: MLlib's search gives no errors of coefficients and no"
                + " certified digits."));
    long refused = solution.files().stream().mapToLong(InputFile::rowsRefused).sum();
    if (refused > 0) {
      warnings.add(
          new Warning(
              "dropped",
              List.of(),
              refused,
              refused + " rows are dropped, since a value is missing."));
    }
    int files = pinned.training().fileCount();
    return new TrainRecord(
        FormatVersion.CURRENT,
        pinned.asOf(),
        model.id(),
        new TableInput(
            Tables.format(pinned.training().format()),
            pinned.training().root(),
            pinned.training().version(),
            files,
            OptionalInt.of(files),
            OptionalInt.of(0),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.of(solution.files().stream().mapToLong(InputFile::rows).sum()),
            OptionalLong.of(refused)),
        new KernelInfo(SOLVER, BITS_OF_A_DOUBLE),
        new DataSummary(solution.rows(), List.of(label(solution.label()))),
        warnings,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
