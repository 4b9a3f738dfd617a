package org.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.Result;
import org.plumbline.model.ScoresRecord;
import org.plumbline.model.TableInput;
import org.plumbline.model.TrainRecord;
import org.plumbline.report.Block.Cell;
import org.plumbline.report.Block.Head;

/** What was read, by which code, and how long it took. */
final class OriginSection {
  private OriginSection() {}

  static Page.Section of(CycleDocument cycle) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(inputs(cycle).orElseGet(() -> pinned(cycle)));
    scores(cycle).ifPresent(text -> blocks.add(new Block.Paragraph(text)));
    blocks.add(versions(cycle));
    stages(cycle).ifPresent(blocks::add);
    return new Page.Section("origin", "Inputs and versions", blocks);
  }

  private static Block pinned(CycleDocument cycle) {
    return new Block.Paragraph("Pinned for training: " + Inputs.pinned(cycle) + ".");
  }

  private static Optional<Block> inputs(CycleDocument cycle) {
    Optional<Result.InputsOfRun> run = cycle.result().flatMap(Result::inputs);
    List<List<Cell>> rows = new ArrayList<>();
    cycle
        .train()
        .map(TrainRecord::training)
        .or(() -> run.flatMap(Result.InputsOfRun::training))
        .ifPresent(input -> rows.add(row("training", input)));
    run.flatMap(Result.InputsOfRun::evaluation)
        .ifPresent(input -> rows.add(row("evaluation", input)));
    run.flatMap(Result.InputsOfRun::scoring)
        .or(() -> cycle.scores().flatMap(ScoresRecord::scoring))
        .ifPresent(input -> rows.add(row("scoring", input)));
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Head> heads =
        Stream.concat(
                Stream.of(new Head("For", ""), new Head("Table", "")),
                Head.first("", "Files", "Read", "Reused", "Bytes read", "Rows", "Refused").stream()
                    .skip(1))
            .toList();
    return Optional.of(Block.Table.of("Tables read", heads, rows));
  }

  private static List<Cell> row(String role, TableInput input) {
    return List.of(
        Cell.text(role),
        Cell.styled(Inputs.table(input), "path"),
        Cell.number(Numbers.count(input.files())),
        count(input.filesRead()),
        count(input.filesReused()),
        bytes(input.bytesRead()),
        count(input.rows()),
        count(input.rowsRefused()));
  }

  private static Cell count(OptionalInt value) {
    return Cell.number(value.isPresent() ? Numbers.count(value.getAsInt()) : Numbers.NONE);
  }

  private static Cell count(OptionalLong value) {
    return Cell.number(value.isPresent() ? Numbers.count(value.getAsLong()) : Numbers.NONE);
  }

  private static Cell bytes(OptionalLong value) {
    return Cell.number(value.isPresent() ? Numbers.bytes(value.getAsLong()) : Numbers.NONE);
  }

  private static Optional<String> scores(CycleDocument cycle) {
    return cycle
        .scores()
        .flatMap(
            record ->
                record
                    .scores()
                    .map(
                        scores ->
                            "Scores: "
                                + Numbers.counted(scores.rows(), "row")
                                + " in "
                                + Names.visible(scores.path())
                                + record.model().map(model -> " by " + model).orElse("")
                                + ".")
                    .or(() -> record.skipped().map(reason -> "No scores: " + reason)));
  }

  private static Block versions(CycleDocument cycle) {
    List<List<Cell>> rows = new ArrayList<>();
    add(rows, "Configuration", cycle.snapshot().configuration());
    add(rows, "Run", cycle.snapshot().runId());
    cycle
        .challenger()
        .ifPresent(model -> add(rows, "Digest of the inputs", model.inputs().digest()));
    cycle.train().ifPresent(train -> add(rows, "Kernel", Inputs.kernel(train.kernel())));
    cycle
        .versions()
        .ifPresent(
            versions -> {
              add(rows, "Trained at", versions.trainedAt());
              add(rows, "Plumbline", versions.plumbline());
              add(rows, "Spark", versions.spark());
              add(rows, "Java", versions.java());
            });
    List<Head> heads = List.of(new Head("What", ""), new Head("Which", ""));
    return Block.Table.of("Digests and versions", heads, rows);
  }

  private static void add(List<List<Cell>> rows, String what, String which) {
    rows.add(List.of(Cell.text(what), Cell.styled(Names.visible(which), "path")));
  }

  private static Optional<Block> stages(CycleDocument cycle) {
    List<Result.Stage> stages = cycle.result().map(Result::stages).orElse(List.of());
    if (stages.isEmpty()) {
      return Optional.empty();
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (Result.Stage stage : stages) {
      rows.add(List.of(Cell.text(stage.name()), Cell.number(Numbers.fixed(stage.seconds(), 2))));
    }
    return Optional.of(Block.Table.of("Stages", Head.first("Stage", "Seconds"), rows));
  }
}
