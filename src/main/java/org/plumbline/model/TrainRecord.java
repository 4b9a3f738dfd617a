package org.plumbline.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.plumbline.statistics.KernelInfo;

/**
 * {@code train.json}: the challenger of a cycle and what training saw.
 *
 * @param crossValidation absent where the penalty was given
 * @param collinearity of the terms; absent under a penalty
 */
public record TrainRecord(
    int formatVersion,
    LocalDate asOf,
    String model,
    TableInput training,
    KernelInfo kernel,
    DataSummary data,
    List<Warning> warnings,
    Optional<CrossCheck> crossCheck,
    Optional<CrossValidationRecord> crossValidation,
    Optional<CollinearityRecord> collinearity) {}
