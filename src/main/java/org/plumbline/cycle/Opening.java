package org.plumbline.cycle;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.plumbline.Failure;
import org.plumbline.model.CycleFolder;
import org.plumbline.model.FormatVersion;
import org.plumbline.model.SnapshotRecord;
import org.plumbline.model.Warning;
import org.plumbline.scan.NewestDay;
import org.plumbline.table.Snapshot;

/** Which day a run stands for, and which cycle it works in. */
final class Opening {

  private final Run run;
  private final When when;

  Opening(Run run, When when) {
    this.run = run;
    this.when = when;
  }

  /**
   * Joins the newest cycle of the day with this configuration while it is open, else claims one.
   */
  CycleFolder joinOrClaim() {
    return joinOrClaim(table -> {});
  }

  /**
   * @param beforehand given the training table, checks what must hold before a cycle is claimed, or
   *     the first stage done in it
   */
  CycleFolder joinOrClaim(Consumer<Snapshot> beforehand) {
    return open(when.claim(), Optional.empty(), beforehand);
  }

  /** The day that a run stands for, without a look for a cycle of it. */
  LocalDate day() {
    LocalDate day = when.asOf().map(this::checked).orElseGet(() -> newest(pin()));
    run.standsFor(day);
    return day;
  }

  /** Claims the next cycle of the day, for a model that it does not train. */
  CycleFolder claimFor(String model) {
    return open(When.Claim.NEXT, Optional.of(model), table -> {});
  }

  /** Claims the next cycle of the day. */
  CycleFolder claimNext() {
    return open(When.Claim.NEXT, Optional.empty(), table -> {});
  }

  /**
   * The cycle of a stage that never begins one: with an as-of the newest of this configuration,
   * else the newest of all that has what the stage needs.
   *
   * @param what the record that is needed, in words
   * @throws Failure MISSING_INPUT where there is none
   */
  CycleFolder existing(String what, Predicate<CycleFolder> has) {
    CycleFolder found = find(what, has);
    run.worksIn(found);
    return found;
  }

  /** The same, for a run that does not work in the cycle yet: its failure closes none. */
  CycleFolder find(String what, Predicate<CycleFolder> has) {
    Optional<CycleFolder> folder;
    if (when.asOf().isPresent()) {
      LocalDate asOf = when.asOf().get();
      checkBounds(asOf);
      run.standsFor(asOf);
      folder =
          run.registry()
              .newest(asOf, run.specification().configuration(), snapshot -> true)
              .filter(newest -> !newest.isClosed())
              .filter(has);
    } else {
      folder = run.registry().newestWith(has);
    }
    return folder.orElseThrow(() -> nothing(what));
  }

  private Failure nothing(String what) {
    return new Failure(
        Failure.Kind.MISSING_INPUT,
        "No open cycle "
            + when.asOf().map(asOf -> "of " + asOf + " and this configuration ").orElse("")
            + "has "
            + what
            + " under "
            + run.registry().layout().cycles(),
        "Run the stages before it first, or retrain.");
  }

  private CycleFolder open(
      When.Claim claim, Optional<String> model, Consumer<Snapshot> beforehand) {
    Optional<CycleFolder> joined = when.asOf().flatMap(asOf -> join(checked(asOf), claim));
    if (joined.isPresent()) {
      return joined(joined.get(), beforehand);
    }
    Snapshot snapshot = pin();
    LocalDate asOf = when.asOf().orElseGet(() -> newest(snapshot));
    run.standsFor(asOf);
    Optional<CycleFolder> newest = join(asOf, claim);
    if (newest.isPresent()) {
      return joined(newest.get(), beforehand);
    }
    beforehand.accept(snapshot);
    Snapshot ofDays = Tables.within(snapshot, run.specification(), asOf);
    CycleFolder claimed = claim(asOf, claim, model, ofDays);
    run.worksIn(claimed);
    return claimed;
  }

  private CycleFolder joined(CycleFolder folder, Consumer<Snapshot> beforehand) {
    run.worksIn(folder);
    if (folder.train().isEmpty()) {
      folder.snapshot().map(SnapshotRecord::training).ifPresent(beforehand);
    }
    return folder;
  }

  private LocalDate checked(LocalDate asOf) {
    checkBounds(asOf);
    run.standsFor(asOf);
    return asOf;
  }

  /** The cycle of a day that a run would go on with. */
  Optional<CycleFolder> joinable(LocalDate asOf) {
    return join(checked(asOf), when.claim());
  }

  private Optional<CycleFolder> join(LocalDate asOf, When.Claim claim) {
    return claim == When.Claim.NEXT
        ? Optional.empty()
        : run.registry()
            .newest(asOf, run.specification().configuration(), Opening::trainsItsOwn)
            .filter(folder -> !folder.isClosed());
  }

  private static boolean trainsItsOwn(SnapshotRecord snapshot) {
    return snapshot.model().isEmpty();
  }

  private CycleFolder claim(
      LocalDate asOf, When.Claim claim, Optional<String> model, Snapshot snapshot) {
    SnapshotRecord record =
        new SnapshotRecord(
            FormatVersion.CURRENT,
            run.specification().name(),
            asOf,
            run.specification().configuration(),
            run.id(),
            model,
            snapshot);
    Predicate<SnapshotRecord> joins = other -> claim == When.Claim.JOIN && trainsItsOwn(other);
    return run.registry().joinOrClaim(record, joins);
  }

  Snapshot pin() {
    Specification specification = run.specification();
    return run.stage(
        "pin",
        "pin " + specification.training().path(),
        () -> Tables.pin(specification.training(), run.workshop()));
  }

  /** The day after the newest event that is not later than the run's own date. */
  LocalDate newest(Snapshot snapshot) {
    Optional<String> eventTime = run.specification().design().rule().eventTime();
    LocalDate today = today();
    if (eventTime.isEmpty()) {
      return today;
    }
    NewestDay.Found found =
        NewestDay.of(snapshot, eventTime.get(), zone(), Days.of(today), run.workshop()::spark);
    if (found.later() > 0) {
      run.warn(
          new Warning(
              "later-than-run",
              List.of(eventTime.get()),
              found.later(),
              found.later()
                  + " rows of "
                  + snapshot.label()
                  + " are of days after the run's own date, "
                  + today
                  + "; they do not choose the as-of date."));
    }
    int day =
        found
            .day()
            .orElseThrow(
                () ->
                    new Failure(
                        Failure.Kind.DATA,
                        snapshot.label()
                            + " has no "
                            + eventTime.get()
                            + " up to "
                            + today
                            + " to take the as-of date from",
                        "Check that the table holds rows, or give --as-of."));
    return Days.date(day + 1);
  }

  /**
   * @throws Failure USAGE for an as-of after tomorrow, unless that is allowed
   */
  private void checkBounds(LocalDate asOf) {
    LocalDate tomorrow = today().plusDays(1);
    if (when.future() == When.Future.REFUSE && asOf.isAfter(tomorrow)) {
      throw new Failure(
          Failure.Kind.USAGE,
          "--as-of " + asOf + " is after tomorrow, " + tomorrow + " in " + zone(),
          "Give an earlier date, or --allow-future.");
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(run.workshop().clock().instant(), zone());
  }

  private ZoneId zone() {
    return run.specification().design().rule().timeZone();
  }
}
