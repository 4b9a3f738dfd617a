package org.plumbline.app;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.plumbline.Failure;
import org.plumbline.cycle.Command;
import org.plumbline.cycle.Cycle;
import org.plumbline.cycle.When;
import org.plumbline.model.Result;

/**
 * One run of a command: every job and day that its options name, in order, up to the first failure,
 * with a result each.
 */
final class JobRun {
  private final Desk desk;
  private final RunOptions options;
  private final Supplier<List<When>> runs;
  private final Command command;
  private final JobCheck check;
  private final Outbox outbox;
  private final Audience audience;

  /** What is at work, for a result that comes from outside: by SIGTERM, or before the cycle. */
  private volatile Optional<JobConfig> job = Optional.empty();

  private volatile Optional<Cycle> cycle = Optional.empty();

  private volatile Optional<LocalDate> day = Optional.empty();

  /** A check of a job that one command needs and others do not. */
  @FunctionalInterface
  interface JobCheck {
    /** Every job will do. */
    JobCheck NONE = job -> {};

    /**
     * @throws Failure CONFIGURATION where the command cannot run with this job
     */
    void check(JobConfig job);
  }

  /**
   * @param runs the days; asked for within the run, so that what is refused is told like the rest
   */
  JobRun(
      Desk desk, RunOptions options, Supplier<List<When>> runs, Command command, JobCheck check) {
    this.desk = desk;
    this.options = options;
    this.runs = runs;
    this.command = command;
    this.check = check;
    this.audience = new Audience(desk, () -> desk.storage(options.spark));
    this.outbox = new Outbox(desk.console(), this::resultFile, options.submission, this::tell);
  }

  private void tell(Result result) {
    job.ifPresent(told -> audience.tell(told.watching(), result));
  }

  /** Runs, and returns the exit code. */
  int run() {
    Interruption interruption = Interruption.watch(this::terminated);
    try {
      List<When> days = runs.get();
      day = days.get(0).asOf();
      List<JobConfig> jobs = options.conf.jobs();
      job = Optional.of(jobs.get(0));
      jobs.forEach(check::check);
      return outbox.close(runEach(jobs, days));
    } catch (RuntimeException problem) {
      Failure failure = Plumbline.failure(problem);
      desk.console().failure(failure);
      send(FailedResult.of(command.word(), name(), day, Desk.runId(), failure));
      return outbox.close(failure.kind().exitCode());
    } finally {
      interruption.forget();
    }
  }

  private int runEach(List<JobConfig> jobs, List<When> days) {
    Progress progress = new Progress(desk.console(), desk.clock());
    Session session =
        Session.prepare(options.spark, spark -> spark.sparkContext().addSparkListener(progress));
    Cycle working = new Cycle(desk.workshop(session, progress));
    cycle = Optional.of(working);
    List<Result> results = new ArrayList<>();
    for (JobConfig each : jobs) {
      job = Optional.of(each);
      for (When when : days) {
        day = when.asOf();
        progress.about(day.map(asOf -> each.name() + " " + asOf).orElse(each.name()));
        Result result = working.run(each.specification(), command, when);
        results.add(result);
        send(result);
        if (result.exitCode() != 0) {
          return result.exitCode();
        }
      }
    }
    Summary.of(results).forEach(desk.console()::note);
    return 0;
  }

  /**
   * A result reaches the scheduler; one of bad usage, by which nothing was begun, does so only
   * where somebody waits for it.
   */
  private void send(Result result) {
    if (result.exitCode() != Failure.Kind.USAGE.exitCode() || options.submission.isPresent()) {
      outbox.send(result);
    }
  }

  private Optional<ResultFile> resultFile() {
    return options.result.map(path -> new ResultFile(path, desk.storage(options.spark)));
  }

  private void terminated() {
    Result last = FailedResult.terminated(command.word(), name(), day, Desk.runId());
    outbox.close(last);
    try {
      cycle.ifPresent(
          ended -> job.ifPresent(interrupted -> ended.end(interrupted.specification(), last)));
    } catch (Failure unrecorded) {
      desk.console().failure(unrecorded);
    }
  }

  private Optional<String> name() {
    return job.map(JobConfig::name);
  }
}
