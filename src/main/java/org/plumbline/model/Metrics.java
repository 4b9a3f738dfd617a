package org.plumbline.model;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Errors on held-out rows, weighted; mae over the rows that were read. */
public record Metrics(
    long rows,
    double mse,
    double rmse,
    OptionalDouble r2,
    double bias,
    OptionalDouble mae,
    OptionalLong maeRows) {}
