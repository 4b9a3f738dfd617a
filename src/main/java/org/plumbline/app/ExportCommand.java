package org.plumbline.app;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.plumbline.Failure;
import org.plumbline.export.Dialect;
import org.plumbline.table.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "A model for other systems, proven to predict the same before it is kept.",
    footer = {
      "",
      "Examples:",
      "  plumbline export --conf house-prices.conf --format spark --to house-prices-pipeline",
      "  plumbline export --conf house-prices.conf --format sql --dialect duckdb \\",
      "    --to house-prices.sql",
      "  plumbline export --conf house-prices.conf --model 2026-02-20-3fa9c1d2e5b7 \\",
      "    --format json --to house-prices.json"
    })
final class ExportCommand implements Callable<Integer> {
  private final Desk desk;

  @Mixin private ConfOptions conf = new ConfOptions();

  @Mixin private SparkOptions spark = new SparkOptions();

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "The model to export (default: the champion).")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "spark|sql|json",
      description =
          "A folder that Spark ML loads, an expression of SQL, or terms for other languages.")
  private ExportFormat format;

  @Option(
      names = "--dialect",
      paramLabel = "spark|duckdb",
      description = "With --format sql: whose SQL (default: spark).")
  private Optional<Dialect> dialect = Optional.empty();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "PATH",
      description = "Where it is kept; must not exist yet.")
  private String to;

  ExportCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    if (dialect.isPresent() && format != ExportFormat.SQL) {
      throw new Failure(
          Failure.Kind.USAGE,
          "--dialect " + dialect.get() + ": --format " + format + " has no dialects",
          "write --format sql, or leave --dialect out");
    }
    List<JobConfig> jobs = conf.jobs();
    if (jobs.size() != 1) {
      throw new Failure(
          Failure.Kind.USAGE,
          "export: " + jobs.size() + " configurations for one --to",
          "name one file with --conf");
    }
    Session session = Session.prepare(spark, started -> {});
    ModelExport export = new ModelExport(session, jobs.get(0), Desk.runId());
    ExportResult result = export.run(model, format, dialect.orElse(Dialect.SPARK), to);
    desk.console().note("export: " + result.path() + ": " + result.proof().sentence() + ".");
    desk.console().result(Json.compact(result));
    return 0;
  }
}
