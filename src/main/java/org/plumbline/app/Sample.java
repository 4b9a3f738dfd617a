package org.plumbline.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.plumbline.Failure;
import org.plumbline.columns.Block;
import org.plumbline.columns.Schema;
import org.plumbline.table.BlockWriter;
import org.plumbline.table.DeltaAppend;
import org.plumbline.table.Json;
import org.plumbline.table.WrittenFile;

/** Writes the tables of a {@link HouseMarket} and a configuration for them into a new folder. */
final class Sample {
  static final String CONFIGURATION = "house-prices.conf";

  private final HouseMarket market;
  private final Path folder;
  private final Configuration hadoop = new Configuration();

  Sample(HouseMarket market, Path folder) {
    this.market = market;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** {@code truth.json}: true coefficients by the first day on which they hold. */
  record Truth(int formatVersion, String label, double noise, List<Period> periods) {
    record Period(LocalDate firstDay, Map<String, Double> coefficients) {}
  }

  /**
   * @throws Failure OUTPUT where the folder holds something or cannot be written
   */
  void write() {
    try {
      requireEmpty();
      Files.createDirectories(folder);
      writeDelta("sales", HouseMarket.sales(), market::salesOf);
      writeDelta("listings", HouseMarket.listings(), market::listingsOf);
      writeDelta("closings", HouseMarket.closings(), market::closingsOf);
      writeParquet("sales-parquet", HouseMarket.sales(), market::salesOf);
      Files.write(folder.resolve("truth.json"), Json.pretty(truth()));
      Files.writeString(
          folder.resolve(CONFIGURATION), SampleConfiguration.of(folder), StandardCharsets.UTF_8);
    } catch (IOException unwritable) {
      throw new Failure(
          Failure.Kind.OUTPUT,
          folder + " cannot be written: " + unwritable.getMessage(),
          "name another folder",
          unwritable);
    }
  }

  private void requireEmpty() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> entries =
        Files.isDirectory(folder) ? Files.list(folder) : Stream.of(folder)) {
      if (entries.findAny().isPresent()) {
        throw new Failure(
            Failure.Kind.OUTPUT, folder + " is not an empty folder", "name a new one");
      }
    }
  }

  /** A commit a day; files are named by their day, so that the same seed makes the same models. */
  private void writeDelta(String name, Schema schema, Function<LocalDate, List<Block>> rows) {
    Path root = folder.resolve(name);
    DeltaAppend table = DeltaAppend.create(root.toUri().toString(), schema, List.of(), hadoop);
    for (LocalDate day : market.dates()) {
      WrittenFile file = writeFile(root.resolve(day + ".parquet"), schema, rows.apply(day));
      table.append(List.of(new DeltaAppend.Added(file, Map.of())));
    }
  }

  private void writeParquet(String name, Schema schema, Function<LocalDate, List<Block>> rows) {
    for (LocalDate day : market.dates()) {
      writeFile(folder.resolve(name).resolve(day + ".parquet"), schema, rows.apply(day));
    }
  }

  private WrittenFile writeFile(Path file, Schema schema, List<Block> blocks) {
    try (BlockWriter writer = BlockWriter.create(file.toUri().toString(), schema, hadoop)) {
      blocks.forEach(writer::write);
      return writer.finish();
    }
  }

  private Truth truth() {
    LocalDate change = market.changeDay();
    return new Truth(
        1,
        "price",
        HouseMarket.NOISE,
        List.of(
            new Truth.Period(HouseMarket.FIRST_DAY, market.coefficients(HouseMarket.FIRST_DAY)),
            new Truth.Period(change, market.coefficients(change))));
  }
}
