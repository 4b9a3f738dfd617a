package org.plumbline.regression;

import java.util.Locale;
import org.plumbline.statistics.HeteroskedasticKind;

/** Which standard errors, t, p and intervals the coefficients of a least-squares fit have. */
public sealed interface ErrorKind {

  /** As {@code fit.errors} of a model names them. */
  String label();

  /** Whether the training rows are read again after the fit. */
  default boolean readsRows() {
    return true;
  }

  /** σ²·A⁻¹; with a half-life the sandwich by clusters of days. */
  record Classical() implements ErrorKind {
    @Override
    public String label() {
      return "classical";
    }

    @Override
    public boolean readsRows() {
      return false;
    }
  }

  /** The heteroskedasticity-consistent sandwich, with n − rank degrees of freedom. */
  record Heteroskedastic(HeteroskedasticKind kind) implements ErrorKind {
    @Override
    public String label() {
      return kind.name().toLowerCase(Locale.ROOT);
    }
  }

  /** The sandwich by clusters of equal values of a column, with G − 1 degrees of freedom. */
  record Clustered(String column) implements ErrorKind {
    @Override
    public String label() {
      return "cluster(" + column + ")";
    }
  }
}
