package org.plumbline.regression;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.plumbline.Failure;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.HeteroskedasticKind;
import org.plumbline.statistics.Meat;

/** Which standard errors, t, p and intervals the coefficients of a least-squares fit have. */
public sealed interface ErrorKind {

  /** As {@code fit.errors} of a model names them. */
  String label();

  /** Itself, where the training rows are read again after the fit. */
  Optional<FromRows> fromRows();

  /** σ²·A⁻¹; with a half-life the sandwich by clusters of days. */
  record Classical() implements ErrorKind {
    @Override
    public String label() {
      return "classical";
    }

    @Override
    public Optional<FromRows> fromRows() {
      return Optional.empty();
    }
  }

  /** Who reads the rows. */
  interface Reader<R> {
    R heteroskedastic(HeteroskedasticKind kind);

    R clustered(String column);
  }

  /** Sandwich errors whose meat is made of rows. */
  sealed interface FromRows extends ErrorKind {

    <R> R read(Reader<R> reader);

    /**
     * @throws Failure DATA where no covariance follows from the meat
     */
    void check(Meat meat);

    /** What the covariance is multiplied by, for small samples. */
    BigBinary factor(FitSummary fit, Meat meat);

    /** Degrees of freedom of t, and of the denominator of F. */
    double degrees(FitSummary fit, Meat meat);

    /** How many clusters there are; empty where rows are none. */
    OptionalLong clusters(Meat meat);

    @Override
    default Optional<FromRows> fromRows() {
      return Optional.of(this);
    }
  }

  /** The heteroskedasticity-consistent sandwich, with n − rank degrees of freedom. */
  record Heteroskedastic(HeteroskedasticKind kind) implements FromRows {
    @Override
    public String label() {
      return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public <R> R read(Reader<R> reader) {
      return reader.heteroskedastic(kind);
    }

    @Override
    public void check(Meat meat) {
      if (meat.unusable() > 0) {
        throw new Failure(
            Failure.Kind.DATA,
            "leverage is 1 in %d training rows: each decides a coefficient alone, and %s is not"
                    .formatted(meat.unusable(), label())
                + " defined",
            "Leave out or pool what only one row has, or set training.errors.kind = hc1.");
      }
    }

    /** n/(n − rank) for HC1, else 1. */
    @Override
    public BigBinary factor(FitSummary fit, Meat meat) {
      return kind.isInflated()
          ? BigBinary.of(fit.rows()).dividedBy(BigBinary.of(fit.degreesOfFreedom()), BITS)
          : BigBinary.ONE;
    }

    @Override
    public double degrees(FitSummary fit, Meat meat) {
      return fit.degreesOfFreedom();
    }

    @Override
    public OptionalLong clusters(Meat meat) {
      return OptionalLong.empty();
    }
  }

  /** The sandwich by clusters of equal values of a column, with G − 1 degrees of freedom. */
  record Clustered(String column) implements FromRows {
    @Override
    public String label() {
      return "cluster(" + column + ")";
    }

    @Override
    public <R> R read(Reader<R> reader) {
      return reader.clustered(column);
    }

    @Override
    public void check(Meat meat) {
      if (meat.unusable() > 0) {
        throw new Failure(
            Failure.Kind.DATA,
            "column `%s` is missing in %d training rows, which belong to no cluster"
                .formatted(column, meat.unusable()),
            "Leave them out by data.where = \"`" + column + "` is not null\".");
      }
      if (meat.count() < 2) {
        throw new Failure(
            Failure.Kind.DATA,
            "column `" + column + "` has the same value in all training rows",
            "Set training.errors.cluster to a column of at least two clusters.");
      }
    }

    /** G/(G−1) · (n−1)/(n−rank). */
    @Override
    public BigBinary factor(FitSummary fit, Meat meat) {
      BigBinary clusters = BigBinary.of(meat.count());
      BigBinary others = BigBinary.of(meat.count() - 1);
      return clusters
          .times(BigBinary.of(fit.rows() - 1))
          .dividedBy(others.times(BigBinary.of(fit.degreesOfFreedom())), BITS);
    }

    @Override
    public double degrees(FitSummary fit, Meat meat) {
      return meat.count() - 1;
    }

    @Override
    public OptionalLong clusters(Meat meat) {
      return OptionalLong.of(meat.count());
    }
  }

  /** Significant bits of factors. */
  int BITS = 128;
}
