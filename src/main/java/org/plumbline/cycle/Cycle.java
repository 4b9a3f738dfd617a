package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.plumbline.Failure;
import org.plumbline.model.CycleId;
import org.plumbline.model.Registry;
import org.plumbline.model.Result;

/**
 * The sequence of a cycle, for the command line and for callers with their own session.
 *
 * <p>Every run returns its result, a failed one too: {@code exit-code} and {@code error} say why.
 * The result is also written to {@code latest/}, and to the cycle's folder by the run that
 * completes it, or whose inputs close it. One instance serves many runs, one after the other.
 */
public final class Cycle {

  private final Workshop workshop;
  private final Documents documents = new Documents();
  private final Ending ending = new Ending();

  public Cycle(Workshop workshop) {
    this.workshop = workshop;
  }

  /** The whole cycle of a day: train, evaluate, promote, score. */
  public Result run(Specification specification, LocalDate asOf) {
    return run(specification, new Command.Retrain(), When.on(asOf));
  }

  /** One command. */
  public Result run(Specification specification, Command command, When when) {
    Run run;
    try {
      Tables.checkPlaces(specification, workshop.hadoop());
      Registry registry =
          Registry.open(specification.home(), specification.name(), workshop.storage());
      run = new Run(workshop, specification, registry, command, ending);
    } catch (Failure failure) {
      workshop.listener().failed(failure);
      return Results.unopened(workshop, specification, command, failure);
    }
    try {
      return run.command().handledBy(new Sequence(run, when, views(run)));
    } catch (RuntimeException problem) {
      return failed(run, Failures.anticipated(problem));
    }
  }

  /**
   * The last word on a run that is ended from outside, as by SIGTERM: it is left in {@code
   * latest/}, and what the run says of its own end, being torn down, is recorded nowhere.
   */
  public void end(Specification specification, Result last) {
    Registry registry =
        Registry.open(specification.home(), specification.name(), workshop.storage());
    ending.end(() -> registry.latest(last));
  }

  /** A run whose failure was anticipated; what cannot be recorded of it does not hide it. */
  private Result failed(Run run, Failure failure) {
    workshop.listener().failed(failure);
    Result result = new Results(run).failed(failure);
    if (failure.kind() != Failure.Kind.USAGE) {
      try {
        ending.unlessEnded(() -> record(run, failure, result));
      } catch (Failure unrecorded) {
        workshop.listener().failed(unrecorded);
      }
    }
    return result;
  }

  /**
   * Closes the cycle where its inputs are at fault, and leaves the result where it is looked for.
   */
  private void record(Run run, Failure failure, Result result) {
    if (Failures.closesCycle(failure)) {
      run.folder()
          .filter(folder -> folder.result().isEmpty())
          .ifPresent(folder -> folder.close(result));
    }
    run.registry().latest(result);
    run.folder().ifPresent(folder -> views(run).draw(folder.id()));
  }

  private Views views(Run run) {
    return new Views(workshop.reports(), documents, run.registry());
  }

  /**
   * What {@code retrain} would do.
   *
   * @throws Failure as the run itself would fail, as far as no data is read
   */
  public Plan plan(Specification specification, When when) {
    Tables.checkPlaces(specification, workshop.hadoop());
    Registry registry =
        Registry.open(specification.home(), specification.name(), workshop.storage());
    return new PlanAction(
            new Run(workshop, specification, registry, new Command.Retrain(), ending), when)
        .plan();
  }

  /** Every model under home/name. */
  public ModelListing models(String home, String name) {
    return new Models(Registry.open(home, name, workshop.storage()), name).list();
  }

  /**
   * Two models under home/name, term by term.
   *
   * @throws Failure MISSING_INPUT where one does not exist
   */
  public ModelDifference difference(String home, String name, String first, String second) {
    return new Models(Registry.open(home, name, workshop.storage()), name)
        .difference(first, second);
  }

  /** Redraws what can be drawn from records. */
  record Views(ReportWriter writer, Documents documents, Registry registry) {

    void draw(CycleId cycle) {
      writer.write(
          new ReportWriter.Views(
              registry.layout().root(),
              registry.layout().cycle(cycle),
              registry.document(cycle),
              documents.all(registry),
              registry.champions().pointers()));
    }

    /** The index alone has changed; it is drawn with the newest cycle. */
    void drawNewest() {
      List<CycleId> cycles = registry.cycles();
      Optional<CycleId> newest = cycles.stream().reduce((older, newer) -> newer);
      newest.ifPresent(this::draw);
    }
  }
}
