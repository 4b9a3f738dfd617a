package org.plumbline.regression;

/**
 * What is known of a fit's digits, for its worst unaliased coefficient; capped at 15.
 *
 * @param conditionNumber 2-norm, of the design with columns of unit length, intercept included
 * @param correctDigits the smaller of the two below
 * @param arithmeticDigits agreement guaranteed with the exact solution for the stored doubles
 * @param dataDigits what is left if every non-integer value is a decimal rounded to double
 * @param precision {@code exact} or {@code double}
 * @param solver the method's name
 * @param rank columns kept, the intercept among them
 */
public record Certificate(
    double conditionNumber,
    double correctDigits,
    double arithmeticDigits,
    double dataDigits,
    String precision,
    String solver,
    int rank) {}
