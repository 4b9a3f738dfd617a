package org.plumbline.app;

import java.util.Optional;
import org.plumbline.export.Agreement;

/** What {@code export} answers. */
record ExportResult(
    int formatVersion,
    String command,
    String name,
    String model,
    String format,
    Optional<String> dialect,
    String path,
    Agreement proof) {}
