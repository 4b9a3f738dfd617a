package org.plumbline.model;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** What was read of a table: the {@code inputs} of a result. */
public record TableInput(
    String format,
    String path,
    OptionalLong version,
    int files,
    OptionalInt filesRead,
    OptionalInt filesReused,
    OptionalLong bytesRead,
    OptionalLong storeBytesRead,
    OptionalLong rows,
    OptionalLong rowsRefused) {}
