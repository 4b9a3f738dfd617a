package org.plumbline.report;

import java.util.List;
import java.util.Optional;

/**
 * A page as its template shows it.
 *
 * @param eyebrow the small line above the heading
 * @param facts what identifies the page, in one line
 * @param figures the few numbers that are looked for first
 */
public record Page(
    String title,
    String eyebrow,
    String heading,
    List<String> facts,
    Optional<Verdict> verdict,
    List<Headline> figures,
    List<Section> sections) {

  /** The outcome, the rules that made it, and what else a person should know. */
  public record Verdict(Outcome outcome, List<Rule> rules, List<Notice> notices) {}

  /**
   * A rule of the policy and how it ended.
   *
   * @param compared value and threshold as numbers; empty where there are none
   */
  public record Rule(boolean passed, String name, String sentence, String compared) {}

  /** A warning. */
  public record Notice(String kind, String message) {}

  /** A number that is looked for first, and what it is beside. */
  public record Headline(String label, String value, String beside) {}

  /** A part of the page under a heading. */
  public record Section(String id, String heading, List<Block> blocks) {}
}
