package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.Inputs;
import org.plumbline.model.Layout;
import org.plumbline.scan.ReadPlan;
import org.plumbline.scan.StatisticsStore;
import org.plumbline.scan.Summarize;
import org.plumbline.statistics.Precision;
import org.plumbline.table.Snapshot;

/**
 * Statistics for a run: what one stage gathered the next one has at hand. Lives as long as its run.
 */
final class Gathering {

  private static final int EXACT_TERMS = 64;

  private final StatisticsStore store;
  private final Summarize summarize;
  private final Specification.Fitting fitting;
  private final SparkSource source;

  /** The design whose columns are watched. */
  private final Optional<Design> watched;

  private final List<Gathered> gathered = new ArrayList<>();

  Gathering(Workshop workshop, Specification specification, Layout layout) {
    this.store = new StatisticsStore(layout.statistics(), workshop.storage(), workshop.hadoop());
    this.summarize = new Summarize(workshop::spark, store);
    this.fitting = specification.fitting();
    this.source = workshop.source();
    this.watched = specification.monitoring().map(monitoring -> specification.design());
  }

  /** As configured; by itself exact up to 64 terms. History never chooses arithmetic. */
  Precision precision(Design design) {
    return fitting
        .precision()
        .orElse(design.definitions().size() <= EXACT_TERMS ? Precision.EXACT : Precision.DOUBLE);
  }

  ReadPlan plan(Snapshot snapshot, Design design, DayRange window) {
    return summarize.plan(snapshot, design, precision(design), window, watched(design));
  }

  /**
   * Distributions are made of the columns of the challenger alone, where they are to be watched.
   */
  private Optional<Inputs> watched(Design design) {
    return design.equals(watched.orElse(null)) ? Optional.of(Inputs.of(design)) : Optional.empty();
  }

  /** What reading and fitting as planned will take of memory. */
  Forecast forecast(ReadPlan plan) {
    boolean chosen = fitting.penalizing().penalty().single().isEmpty();
    int trials = chosen ? plan.design().rule().split().folds() : 0;
    return Forecasts.of(plan, trials, Memory.of(source.settings()));
  }

  /** What a search over the rows takes on the driver. */
  Forecast forecastOfSearch(ReadPlan plan) {
    return Forecasts.ofSearch(plan, Memory.of(source.settings()));
  }

  /**
   * @throws org.plumbline.Failure CONFIGURATION where the memory that there is cannot hold them
   */
  Gathered gather(Snapshot snapshot, Design design, DayRange window) {
    Snapshot asRead = snapshot;
    for (Gathered known : gathered) {
      if (known.isOf(snapshot)) {
        if (known.design().equals(design) && known.window().equals(window)) {
          return known;
        }
        asRead = known.content().map(snapshot::holding).orElse(snapshot);
      }
    }
    ReadPlan plan = plan(asRead, design, window);
    forecast(plan).refuse();
    Gathered fresh = new Gathered(plan, summarize.run(plan));
    gathered.add(fresh);
    return fresh;
  }

  void compact() {
    store.compact();
  }
}
