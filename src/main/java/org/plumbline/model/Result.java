package org.plumbline.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.statistics.KernelInfo;

/**
 * The result of a run: the line on standard output, {@code --result}, {@code latest/} and {@code
 * result.json}.
 *
 * @param name of the model, absent where the configuration could not be read
 */
public record Result(
    int formatVersion,
    String command,
    Optional<String> name,
    Optional<LocalDate> asOf,
    Optional<Integer> cycle,
    String runId,
    String status,
    boolean repeated,
    int exitCode,
    Optional<InputsOfRun> inputs,
    Optional<ModelRef> model,
    Optional<ChampionChange> champion,
    OptionalDouble startSeconds,
    Optional<KernelInfo> kernel,
    List<Warning> warnings,
    Optional<CrossCheck> crossCheck,
    Optional<MetricsPair> metrics,
    Optional<Verdict> verdict,
    Optional<ScoresRecord.Published> scores,
    Optional<Monitored> monitoring,
    List<Skipped> skipped,
    Optional<Reports> reports,
    List<Stage> stages,
    Optional<ErrorRecord> error) {

  public record InputsOfRun(
      Optional<TableInput> training,
      Optional<TableInput> evaluation,
      Optional<TableInput> scoring) {}

  public record ModelRef(String id, String path) {}

  public record ChampionChange(Optional<String> before, Optional<String> after) {}

  public record MetricsPair(Optional<Metrics> challenger, Optional<Metrics> champion) {}

  /**
   * Of a run that failed before it was in a cycle, or outside of one.
   *
   * @param startSeconds of the session, where there was one
   */
  public static Result failed(
      String command,
      Optional<String> name,
      Optional<LocalDate> asOf,
      String runId,
      OptionalDouble startSeconds,
      int exitCode,
      ErrorRecord error) {
    return new Result(
        FormatVersion.CURRENT,
        command,
        name,
        asOf,
        Optional.empty(),
        runId,
        "failed",
        false,
        exitCode,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        startSeconds,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.of(error));
  }

  /**
   * @param awaits {@code approval} where the decision holds until a person approves it
   */
  public record Verdict(String decision, List<String> reasons, Optional<String> awaits) {

    public Verdict(String decision, List<String> reasons) {
      this(decision, reasons, Optional.empty());
    }

    public static Verdict of(Decision decision) {
      return new Verdict(
          decision.decision(),
          decision.reasons(),
          decision.awaitsApproval() ? Optional.of(Decision.APPROVAL) : Optional.empty());
    }
  }

  /**
   * How the champion's world has moved.
   *
   * @param moved measures beyond their sampling noise, the most moved first
   */
  public record Monitored(String status, List<String> reasons, List<Moved> moved) {}

  public record Moved(String column, String measure, double value, double threshold) {}

  public record Skipped(String stage, String reason) {}

  public record Reports(String html, String text, String json) {}

  public record Stage(String name, double seconds) {}

  public record ErrorRecord(String kind, String message, String remedy) {}
}
