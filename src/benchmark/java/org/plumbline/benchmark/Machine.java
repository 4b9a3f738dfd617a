package org.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where it is measured. */
final class Machine {
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
  private static final Path MEMORY = Path.of("/proc/meminfo");

  private Machine() {}

  /** Processors, their model, memory and system. */
  static String description() throws IOException {
    return "%d × %s, %s, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            field(PROCESSOR, "model name", System.getProperty("os.arch")),
            gigabytes(field(MEMORY, "MemTotal", "")),
            System.getProperty("os.name"),
            System.getProperty("os.version"));
  }

  static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  private static String gigabytes(String kilobytes) {
    String digits = kilobytes.replaceAll("[^0-9]", "");
    return digits.isEmpty()
        ? "memory unknown"
        : Math.round(Long.parseLong(digits) / 1048576.0) + " GB";
  }

  private static String field(Path file, String name, String otherwise) throws IOException {
    if (!Files.exists(file)) {
      return otherwise;
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }
}
