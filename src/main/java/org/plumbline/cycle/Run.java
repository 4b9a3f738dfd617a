package org.plumbline.cycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.plumbline.model.Champions;
import org.plumbline.model.CycleFolder;
import org.plumbline.model.Registry;
import org.plumbline.model.Result;
import org.plumbline.model.Warning;

/** One run of a command: what it works with, and what it has noted so far. */
final class Run {

  private final Workshop workshop;
  private final Specification specification;
  private final Registry registry;
  private final Command command;
  private final Ending ending;
  private final String id;
  private final Gathering gathering;
  private final Champions championsBefore;
  private final List<Result.Stage> stages = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();
  private final List<Result.Skipped> skipped = new ArrayList<>();
  private Optional<LocalDate> asOf = Optional.empty();
  private Optional<CycleFolder> folder = Optional.empty();

  Run(
      Workshop workshop,
      Specification specification,
      Registry registry,
      Command command,
      Ending ending) {
    this.ending = ending;
    this.workshop = workshop;
    this.specification = specification;
    this.registry = registry;
    this.command = command;
    this.id = workshop.runIds().get();
    this.gathering = new Gathering(workshop, specification, registry.layout());
    this.championsBefore = registry.champions();
  }

  Workshop workshop() {
    return workshop;
  }

  Specification specification() {
    return specification;
  }

  Registry registry() {
    return registry;
  }

  Command command() {
    return command;
  }

  String id() {
    return id;
  }

  Gathering gathering() {
    return gathering;
  }

  /** Who reigned when the run began. */
  Champions championsBefore() {
    return championsBefore;
  }

  /** Does a stage, and notes how long it took; a session that starts within it is told apart. */
  <T> T stage(String name, String description, Supplier<T> work) {
    return stage(name, description, work, done -> "");
  }

  /**
   * The same, telling what came of it.
   *
   * @param outcome in words and numbers
   */
  <T> T stage(String name, String description, Supplier<T> work, Function<T, String> outcome) {
    workshop.listener().started(name, description);
    long started = workshop.clock().millis();
    double sessionBefore = workshop.startSeconds().orElse(0);
    T done = work.get();
    double session = workshop.startSeconds().orElse(0) - sessionBefore;
    double seconds = Math.max(0, (workshop.clock().millis() - started) / 1000.0 - session);
    stages.add(new Result.Stage(name, seconds));
    workshop.listener().ended(name, seconds, outcome.apply(done));
    return done;
  }

  /** Leaves a result where it is looked for, unless the last word is said. */
  void latest(Result result) {
    ending.unlessEnded(() -> registry.latest(result));
  }

  void warn(Warning warning) {
    warnings.add(warning);
  }

  /** Notes why a stage is not done; the first reason stands. */
  void skip(String stage, String reason) {
    if (skipped.stream().noneMatch(known -> known.stage().equals(stage))) {
      skipped.add(new Result.Skipped(stage, reason));
    }
  }

  /** From here on the day is known, and a failure is the last result of it. */
  void standsFor(LocalDate day) {
    asOf = Optional.of(day);
  }

  /** From here on the run works in a cycle, which a failure of its inputs closes. */
  void worksIn(CycleFolder cycle) {
    folder = Optional.of(cycle);
    standsFor(cycle.id().asOf());
  }

  Optional<LocalDate> asOf() {
    return asOf;
  }

  Optional<CycleFolder> folder() {
    return folder;
  }

  List<Result.Stage> stages() {
    return List.copyOf(stages);
  }

  List<Warning> warnings() {
    return List.copyOf(warnings);
  }

  List<Result.Skipped> skipped() {
    return List.copyOf(skipped);
  }
}
