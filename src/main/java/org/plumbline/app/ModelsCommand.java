package org.plumbline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.plumbline.Failure;
import org.plumbline.cycle.Cycle;
import org.plumbline.cycle.ModelDifference;
import org.plumbline.cycle.ModelListing;
import org.plumbline.table.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline models}. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Every model, its verdict, and which is in force.",
    footer = {
      "",
      "Examples:",
      "  plumbline models --conf house-prices.conf",
      "  plumbline models --conf house-prices.conf --diff \\",
      "    2026-02-20-3fa9c1d2e5b7 2026-03-01-0b61fe27c9aa"
    })
final class ModelsCommand implements Callable<Integer> {
  private final Desk desk;

  @Mixin private ConfOptions conf = new ConfOptions();

  @Mixin private SparkOptions spark = new SparkOptions();

  @Option(
      names = "--diff",
      arity = "2",
      paramLabel = "ID",
      description = "Two models, term by term.")
  private List<String> diff = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "How to answer (default: ${DEFAULT-VALUE}).",
      defaultValue = "text")
  private OutputFormat format;

  ModelsCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    List<JobConfig> jobs = conf.jobs();
    if (diff.size() > 2) {
      throw new Failure(
          Failure.Kind.USAGE, "--diff compares two models", "write --diff ID ID, once");
    }
    return desk.ask(spark, cycle -> answer(cycle, jobs));
  }

  private int answer(Cycle cycle, List<JobConfig> jobs) {
    for (JobConfig job : jobs) {
      desk.console().result(diff.isEmpty() ? listing(cycle, job) : difference(cycle, job));
    }
    return 0;
  }

  private String listing(Cycle cycle, JobConfig job) {
    ModelListing listing = cycle.models(job.home(), job.name());
    return format == OutputFormat.JSON ? Json.compact(listing) : ModelsText.of(listing);
  }

  private String difference(Cycle cycle, JobConfig job) {
    ModelDifference difference = cycle.difference(job.home(), job.name(), diff.get(0), diff.get(1));
    return format == OutputFormat.JSON ? Json.compact(difference) : ModelsText.of(difference);
  }
}
