package org.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.plumbline.table.Json;

/** What was measured on this machine, a file for each comparison; a new measurement replaces it. */
record Results(Path folder) {
  private static final String HEAPS = "heaps.json";

  void keep(Comparison comparison, Measurement measurement) throws IOException {
    write(comparison.slug() + ".json", measurement);
  }

  void keep(Heaps heaps) throws IOException {
    write(HEAPS, heaps);
  }

  Optional<Measurement> of(Comparison comparison) throws IOException {
    return read(comparison.slug() + ".json", Measurement.class);
  }

  Optional<Heaps> heaps() throws IOException {
    return read(HEAPS, Heaps.class);
  }

  private void write(String name, Object record) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(name), Json.pretty(record));
  }

  private <T> Optional<T> read(String name, Class<T> type) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file)
        ? Optional.of(Json.read(Files.readAllBytes(file), type, file.toString()))
        : Optional.empty();
  }
}
