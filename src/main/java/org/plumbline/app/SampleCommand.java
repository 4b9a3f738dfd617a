package org.plumbline.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.plumbline.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plumbline sample}. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Writes seeded sample tables and a configuration for them.",
      "They hold house sales, listings, and what the listings were sold for.",
      "The true coefficients change two thirds through; truth.json has them by first day."
    },
    footer = {
      "",
      "Example:",
      "  plumbline sample --out target/sample --days 30",
      "  plumbline retrain --conf target/sample/house-prices.conf --as-of 2026-01-20"
    })
final class SampleCommand implements Callable<Integer> {
  private static final int MOST_DAYS = 10_000;
  private static final int MOST_ROWS = 100_000_000;

  private final Desk desk;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for tables and configuration; it must not exist or be empty.")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed makes the same rows (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "Days from 2026-01-01 on (default: ${DEFAULT-VALUE}).",
      defaultValue = "60")
  private int days;

  @Option(
      names = "--rows-per-day",
      paramLabel = "N",
      description = "Sales a day; a quarter as many listings (default: ${DEFAULT-VALUE}).",
      defaultValue = "2000")
  private int rowsPerDay;

  SampleCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    requireWithin("--days", days, MOST_DAYS);
    requireWithin("--rows-per-day", rowsPerDay, MOST_ROWS);
    HouseMarket market = new HouseMarket(seed, days, rowsPerDay);
    new Sample(market, out).write();
    desk.console()
        .note(
            "%,d sales of %d days in %s; true coefficients change on %s"
                .formatted((long) days * rowsPerDay, days, out, market.changeDay()));
    desk.console()
        .note(
            "next: plumbline retrain --conf "
                + out.resolve(Sample.CONFIGURATION)
                + " --as-of "
                + market.changeDay());
    return 0;
  }

  private static void requireWithin(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new Failure(
          Failure.Kind.USAGE,
          option + " " + value + ": not between 1 and " + most,
          "write a number in this range");
    }
  }
}
