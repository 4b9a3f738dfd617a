package org.plumbline.regression;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The fit as a whole, as {@code summary(lm)} has it.
 *
 * @param rows training rows of positive weight
 * @param effectiveRows (Σw)²/Σw², where a half-life decays weights
 * @param degreesOfFreedom rows − rank
 * @param errors {@code classical}, {@code day-clustered} with a half-life, {@code hc0} … {@code
 *     hc3}, or {@code cluster(COLUMN)}; F is of this kind too
 * @param clusters of a column, whose t has one degree of freedom less
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
    OptionalLong clusters,
    double confidenceLevel,
    boolean exactFit) {}
