package org.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.plumbline.benchmark.Measurement.SideTimes;

/** The tables of all that is kept, as Markdown. */
final class Tables {
  private static final String BEGIN = "<!-- measured: begin -->\n";
  private static final String END = "<!-- measured: end -->\n";

  private final Map<Comparison, Measurement> measured = new LinkedHashMap<>();
  private final List<Heaps> heaps;

  Tables(Results results) throws IOException {
    for (Comparison comparison : Comparison.ALL) {
      results.of(comparison).ifPresent(measurement -> measured.put(comparison, measurement));
    }
    heaps = results.heaps().stream().toList();
  }

  /** Replaces what stands between the two marks of a page. */
  void writeInto(Path page) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    if (begin < BEGIN.length() || end < begin) {
      throw new IOException(page + " lacks the marks " + BEGIN.strip() + " and " + END.strip());
    }
    Files.writeString(page, text.substring(0, begin) + markdown() + text.substring(end));
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    where(text);
    ratios(text);
    memory(text);
    starts(text);
    return text.toString();
  }

  private void where(StringBuilder text) {
    Set<String> lines = new LinkedHashSet<>();
    for (Measurement measurement : measured.values()) {
      lines.add("Machine: " + measurement.machine() + ".");
      measurement.sides().forEach(times -> lines.add("Versions: " + times.versions() + "."));
    }
    lines.forEach(line -> text.append("- ").append(line).append('\n'));
    text.append('\n');
  }

  private void ratios(StringBuilder text) {
    text.append("| what | date | ours, s | rival | rival, s | ratio | expected at most |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    for (Comparison comparison : Comparison.ALL) {
      if (measured.containsKey(comparison)) {
        comparison.rivals().forEach(group -> ratios(text, comparison, group));
      } else {
        text.append("| %s | – | – | – | – | – | – |%n".formatted(comparison.name()));
      }
    }
  }

  /** The fastest of a group first, with what is expected of it; in bold where it is missed. */
  private void ratios(StringBuilder text, Comparison comparison, Comparison.Rivals group) {
    Measurement measurement = measured.get(comparison);
    SideTimes ours = measurement.of(comparison.ours());
    List<SideTimes> rivals =
        group.sides().stream()
            .filter(measurement::has)
            .map(measurement::of)
            .sorted(Comparator.comparingDouble(SideTimes::median))
            .toList();
    for (SideTimes rival : rivals) {
      double ratio = ours.median() / rival.median();
      boolean counts = rival.equals(rivals.get(0)) && group.atMost().isPresent();
      boolean missed = counts && ratio > group.atMost().getAsDouble();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s | %s | %s |%n",
              comparison.name(),
              measurement.date(),
              ours.spread(),
              rival.side(),
              rival.spread(),
              String.format(Locale.ROOT, missed ? "**%.4f**" : "%.4f", ratio),
              counts ? String.format(Locale.ROOT, "%.3f", group.atMost().getAsDouble()) : ""));
    }
  }

  private void memory(StringBuilder text) {
    text.append(
        "\n| data | process | smallest heap, MB | most resident, MB |\n|---|---|---|---|\n");
    for (Heaps all : heaps) {
      for (Heaps.Heap heap : all.heaps()) {
        String folder = Table.valueOf(heap.table()).folder();
        text.append("| %s | %s | %d | |%n".formatted(folder, heap.side(), heap.megabytes()));
      }
    }
    Map<String, Long> resident = new LinkedHashMap<>();
    measured.forEach(
        (comparison, measurement) ->
            measurement.sides().stream()
                .filter(times -> SideProcess.isInPython(times.side()))
                .filter(times -> times.residentMegabytes().isPresent())
                .forEach(
                    times ->
                        resident.merge(
                            comparison.data().folder() + " | " + times.side(),
                            times.residentMegabytes().getAsLong(),
                            Math::max)));
    resident.forEach((of, most) -> text.append("| %s | | %d |%n".formatted(of, most)));
  }

  /** Until a process is ready (session, imports, what is set up once), and its first run. */
  private void starts(StringBuilder text) {
    text.append("\n| data | process | ready after, s | first run, s |\n|---|---|---|---|\n");
    Map<String, SideTimes> starts = new LinkedHashMap<>();
    measured.forEach(
        (comparison, measurement) ->
            measurement
                .sides()
                .forEach(
                    times ->
                        starts.putIfAbsent(
                            comparison.data().folder() + " | " + times.side(), times)));
    starts.forEach(
        (of, times) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.2f |%n",
                    of,
                    times.startSeconds(),
                    times.firstSeconds())));
  }
}
