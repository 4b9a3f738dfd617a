package org.plumbline.regression;

import java.util.OptionalDouble;

/**
 * The fit as a whole, as {@code summary(lm)} has it.
 *
 * @param rows training rows of positive weight
 * @param effectiveRows (Σw)²/Σw², where a half-life decays weights
 * @param degreesOfFreedom rows − rank
 * @param errors {@code classical}, or {@code day-clustered} with a half-life
 * @param exactFit whether the residuals are rounding alone: then no t, F and p
 */
public record FitSummary(
    long rows,
    OptionalDouble effectiveRows,
    long degreesOfFreedom,
    OptionalDouble residualStandardError,
    OptionalDouble r2,
    OptionalDouble adjustedR2,
    OptionalDouble fStatistic,
    OptionalDouble fPValue,
    String errors,
    double confidenceLevel,
    boolean exactFit) {}
