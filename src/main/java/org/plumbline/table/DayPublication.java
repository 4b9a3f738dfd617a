package org.plumbline.table;

import java.time.LocalDate;
import java.util.OptionalLong;

/**
 * The scores of one day as an output table holds them.
 *
 * @param model whose scores they are
 * @param version Delta's version or the manifest's sequence that published them
 */
public record DayPublication(
    LocalDate asOf, String model, String runId, long rows, OptionalLong version) {}
