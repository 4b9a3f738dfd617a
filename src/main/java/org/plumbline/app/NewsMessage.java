package org.plumbline.app;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.model.Result;

/**
 * What is sent of a run.
 *
 * @param text one line for people; chat services that take {@code {"text": …}} show it as it is
 * @param news why it was sent
 */
record NewsMessage(
    int formatVersion,
    String text,
    List<String> news,
    Optional<String> name,
    Optional<LocalDate> asOf,
    String command,
    String runId,
    String status,
    int exitCode,
    List<String> reasons,
    Optional<String> report,
    Optional<Result.ErrorRecord> error) {

  static NewsMessage of(Set<News> news, Result result) {
    List<String> reasons = result.verdict().map(Result.Verdict::reasons).orElse(List.of());
    return new NewsMessage(
        1,
        text(result, reasons),
        news.stream().map(News::word).sorted().toList(),
        result.name(),
        result.asOf(),
        result.command(),
        result.runId(),
        result.status(),
        result.exitCode(),
        reasons,
        result.reports().map(Result.Reports::html),
        result.error());
  }

  private static String text(Result result, List<String> reasons) {
    List<String> words = new ArrayList<>();
    result.name().ifPresent(words::add);
    result.asOf().ifPresent(day -> words.add(day.toString()));
    words.add(result.command() + ":");
    words.add(result.status());
    result.model().ifPresent(model -> words.add(model.id()));
    String head = String.join(" ", words) + ".";
    String why =
        result
            .error()
            .map(error -> Console.line(error.message(), error.remedy()))
            .orElse(String.join(" ", reasons));
    return why.isEmpty() ? head : head + " " + why;
  }
}
