package org.plumbline.table;

import java.util.stream.Collectors;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.Schema;

/** What the kinds of score tables refuse alike. */
final class ScoreTables {

  private ScoreTables() {}

  static Failure notOurs(String root, String why) {
    return new Failure(
        Kind.OUTPUT,
        root + ": is not a score table of ours: " + why,
        "Set scoring.output.path to a new or empty folder.");
  }

  static void requireName(String root, String found, String name) {
    if (!found.equals(name)) {
      throw notOurs(root, "it holds the scores of " + found + ", not of " + name);
    }
  }

  static void requireSchema(String root, Schema found, Schema expected) {
    if (!found.equals(expected)) {
      throw new Failure(
          Kind.OUTPUT,
          "%s: holds columns (%s), but the scores have (%s)"
              .formatted(root, text(found), text(expected)),
          "Set scoring.output.path to a new folder, or scoring.carry as it was.");
    }
  }

  /** A run's id as the part of a path. */
  static String pathPart(String runId) {
    return runId.replaceAll("[^A-Za-z0-9.-]", "-").replaceFirst("^[.-]+", "");
  }

  private static String text(Schema schema) {
    return schema.fields().stream()
        .map(field -> field.name() + " " + TypeText.of(field.type()))
        .collect(Collectors.joining(", "));
  }
}
