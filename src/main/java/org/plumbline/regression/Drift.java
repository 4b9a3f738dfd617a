package org.plumbline.regression;

import java.util.Optional;
import org.plumbline.statistics.CategoryDistribution;
import org.plumbline.statistics.Distribution;
import org.plumbline.statistics.NumberDistribution;
import org.plumbline.statistics.PairedHistogram;

/**
 * How far a current distribution is from its reference, each distance beside what it would exceed
 * by chance alone in one of so many cases.
 *
 * @param stabilityIndex of ten bins of the reference, or of levels; empty where either side has no
 *     values
 * @param kolmogorovSmirnov of numbers; else empty
 * @param jensenShannon over the bins of the stability index
 * @param missing share of rows that have no value; empty where either side has no rows
 * @param outOfRange share of numbers outside the reference's least and greatest, infinities among
 *     them; of categories empty
 * @param newLevels share of values whose level the reference has not; of numbers empty
 */
public record Drift(
    Optional<Distance> stabilityIndex,
    Optional<Distance> kolmogorovSmirnov,
    Optional<Distance> jensenShannon,
    Optional<Share> missing,
    Optional<Share> outOfRange,
    Optional<Share> newLevels) {

  /** The bins of a stability index of numbers. */
  public static final int BINS = 10;

  /**
   * @param noise what the value exceeds by chance with the probability asked for
   */
  public record Distance(double value, double noise) {
    public boolean isBeyondNoise() {
      return value > noise;
    }
  }

  /**
   * A share of rows, from 0 to 1.
   *
   * @param noise what the difference of the two exceeds by chance with the probability asked for
   */
  public record Share(double reference, double current, double noise) {
    public double change() {
      return current - reference;
    }

    public boolean isBeyondNoise() {
      return Math.abs(change()) > noise;
    }
  }

  /**
   * @param tail of the noise, for instance 0.001
   * @throws IllegalArgumentException for one of numbers and one of categories
   */
  public static Drift between(Distribution reference, Distribution current, double tail) {
    if (reference instanceof NumberDistribution numbers
        && current instanceof NumberDistribution currentNumbers) {
      return ofNumbers(numbers, currentNumbers, tail);
    }
    if (reference instanceof CategoryDistribution category
        && current instanceof CategoryDistribution currentCategory) {
      return ofCategories(category, currentCategory, tail);
    }
    throw new IllegalArgumentException("numbers and categories are not compared");
  }

  private static Drift ofNumbers(
      NumberDistribution reference, NumberDistribution current, double tail) {
    Optional<Share> missing = missing(reference, current, tail);
    if (reference.values() == 0 || current.values() == 0) {
      return withoutValues(missing);
    }
    SamplingNoise noise = new SamplingNoise(reference.values(), current.values(), tail);
    PairedHistogram bins = PairedHistogram.ofQuantiles(reference, current, BINS);
    double farthest = PairedHistogram.ofCells(reference, current).kolmogorovSmirnov();
    Share outside = new Share(0, outOfRange(reference, current), noise.outOfRange());
    return new Drift(
        Optional.of(new Distance(bins.stabilityIndex(), noise.stabilityIndex(bins.bins()))),
        Optional.of(new Distance(farthest, noise.kolmogorovSmirnov())),
        Optional.of(new Distance(bins.jensenShannon(), noise.jensenShannon(bins.bins()))),
        missing,
        Optional.of(outside),
        Optional.empty());
  }

  private static double outOfRange(NumberDistribution reference, NumberDistribution current) {
    NumberDistribution.Odd odd = current.odd();
    double infinite = (double) odd.negativeInfinities() + odd.positiveInfinities();
    double below = current.rowsUpTo(Math.nextDown(reference.min()));
    double above = current.values() - current.rowsUpTo(reference.max());
    return (below + above + infinite) / (current.values() + infinite);
  }

  private static Drift ofCategories(
      CategoryDistribution reference, CategoryDistribution current, double tail) {
    Optional<Share> missing = missing(reference, current, tail);
    if (reference.values() == 0 || current.values() == 0) {
      return withoutValues(missing);
    }
    SamplingNoise noise = new SamplingNoise(reference.values(), current.values(), tail);
    PairedHistogram bins = PairedHistogram.ofLevels(reference, current);
    long singletons = reference.levels().values().stream().filter(rows -> rows == 1).count();
    double unknown =
        current.levels().entrySet().stream()
            .filter(level -> !reference.levels().containsKey(level.getKey()))
            .mapToDouble(level -> level.getValue())
            .sum();
    double fresh = (unknown + current.others()) / current.values();
    return new Drift(
        Optional.of(new Distance(bins.stabilityIndex(), noise.stabilityIndex(bins.bins()))),
        Optional.empty(),
        Optional.of(new Distance(bins.jensenShannon(), noise.jensenShannon(bins.bins()))),
        missing,
        Optional.empty(),
        Optional.of(new Share(0, fresh, noise.newLevels(singletons))));
  }

  private static Optional<Share> missing(
      Distribution reference, Distribution current, double tail) {
    if (reference.rows() == 0 || current.rows() == 0) {
      return Optional.empty();
    }
    double both =
        ((double) reference.missing() + current.missing()) / (reference.rows() + current.rows());
    SamplingNoise noise = new SamplingNoise(reference.rows(), current.rows(), tail);
    return Optional.of(
        new Share(reference.missingShare(), current.missingShare(), noise.share(both)));
  }

  private static Drift withoutValues(Optional<Share> missing) {
    return new Drift(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        missing,
        Optional.empty(),
        Optional.empty());
  }
}
