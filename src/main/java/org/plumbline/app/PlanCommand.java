package org.plumbline.app;

import java.util.List;
import java.util.concurrent.Callable;
import org.plumbline.cycle.Cycle;
import org.plumbline.cycle.Plan;
import org.plumbline.cycle.When;
import org.plumbline.table.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "What retrain would read, reuse, compute and write.",
      "No data is read and nothing is written."
    },
    footer = {
      "",
      "Examples:",
      "  plumbline plan --conf house-prices.conf --as-of 2026-03-01",
      "  plumbline plan --conf house-prices.conf --config"
    })
final class PlanCommand implements Callable<Integer> {
  private final Desk desk;

  @Mixin private ConfOptions conf = new ConfOptions();

  @Mixin private SparkOptions spark = new SparkOptions();

  @Mixin private DayOptions when = new DayOptions();

  @Option(
      names = "--config",
      description = "Shows each effective setting and where it comes from instead.")
  private boolean config;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "How to answer (default: ${DEFAULT-VALUE}).",
      defaultValue = "text")
  private OutputFormat format;

  PlanCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    List<When> days = when.days();
    List<JobConfig> jobs = conf.jobs();
    if (config) {
      jobs.forEach(this::answerSettings);
      return 0;
    }
    jobs.forEach(Checks::heldOutRows);
    return desk.ask(spark, cycle -> answer(cycle, jobs, days));
  }

  private int answer(Cycle cycle, List<JobConfig> jobs, List<When> days) {
    for (JobConfig job : jobs) {
      for (When day : days) {
        Plan plan = cycle.plan(job.specification(), day);
        desk.console().result(format == OutputFormat.JSON ? Json.compact(plan) : PlanText.of(plan));
      }
    }
    return 0;
  }

  private void answerSettings(JobConfig job) {
    List<Settings.Line> lines = job.settings().lines();
    if (format == OutputFormat.JSON) {
      desk.console().result(Json.compact(lines));
      return;
    }
    TextTable table = new TextTable("key", "value", "from");
    lines.forEach(line -> table.row(line.key(), line.value(), line.origin()));
    desk.console().result(table.toString());
    desk.console().result("configuration digest  " + job.specification().configuration());
  }
}
