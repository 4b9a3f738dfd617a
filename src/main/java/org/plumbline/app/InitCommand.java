package org.plumbline.app;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline init}. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Looks at a table, Delta or Parquet, and writes a configuration for it that runs.",
      "Comments say what was found and why a column is proposed or left out."
    },
    footer = {
      "",
      "Examples:",
      "  plumbline init --table sales --label price --out sales.conf",
      "  plumbline init --table s3a://lake/sales --label price --event-time sold_on \\",
      "    --key sale_id --name house-prices --home s3a://lake/models --out sales.conf",
      "  plumbline retrain --conf sales.conf"
    })
final class InitCommand implements Callable<Integer> {
  private final Desk desk;

  @Mixin private SparkOptions spark = new SparkOptions();

  @Option(
      names = "--table",
      required = true,
      paramLabel = "PATH",
      description = "A Delta table or a folder of Parquet files.")
  private String table;

  @Option(
      names = "--label",
      required = true,
      paramLabel = "COLUMN",
      description = "What is to be predicted: numbers.")
  private String label;

  @Option(
      names = "--event-time",
      paramLabel = "COLUMN",
      description = "A row's day: a date or timestamp (default: where there is but one).")
  private Optional<String> eventTime = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      description = "Identifies a row (default: one that does); repeated for several.")
  private List<String> key = new ArrayList<>();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the model (default: that of the table).")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--home",
      paramLabel = "PATH",
      description = "Where models are to live (default: the folder home beside the file).")
  private Optional<String> home = Optional.empty();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The configuration; must not exist yet.")
  private Path out;

  InitCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Session session = Session.prepare(spark, started -> {});
    ProposedConfiguration proposed =
        new Init(session, LocalDate.now(desk.clock()))
            .run(new Init.Request(table, label, eventTime, key, name, home, out));
    Proposal proposal = proposed.proposal();
    String leftOut =
        proposal.leftOut().stream()
            .map(each -> each.column() + " (" + each.reason() + ")")
            .collect(Collectors.joining(", "));
    desk.console()
        .note(
            "init: %s rows of %s; of %d other columns %d are features%s"
                .formatted(
                    Figures.of(proposal.table().rows()),
                    proposal.table().snapshot().name(),
                    proposal.columns(),
                    proposal.features().size(),
                    leftOut.isEmpty() ? "" : ", left out: " + leftOut));
    desk.console().note("next: plumbline " + proposed.command() + " --conf " + out);
    return 0;
  }
}
