package org.plumbline.model;

/**
 * The promotion policy.
 *
 * @param minRows holdout rows needed
 * @param minR2 least r2 on the holdout
 * @param margin challenger rmse ≤ champion rmse · (1 + margin)
 * @param digits correct digits asked of the certificate
 */
public record Policy(long minRows, double minR2, double margin, double digits) {}
