package org.plumbline.model;

import java.util.Arrays;
import java.util.Optional;

/** What monitoring measures; docs/monitoring.md has each formula. */
public enum Measure {
  PSI("psi", "population stability index", Form.NUMBER),
  KOLMOGOROV_SMIRNOV("kolmogorov-smirnov", "Kolmogorov–Smirnov distance", Form.NUMBER),
  JENSEN_SHANNON("jensen-shannon", "Jensen–Shannon distance", Form.NUMBER),
  MISSING("missing", "missing values beyond those of training", Form.SHARE),
  OUT_OF_RANGE("out-of-range", "values beyond the range of training", Form.SHARE),
  NEW_LEVELS("new-levels", "rows with a level that training did not have", Form.SHARE),
  ERROR("error", "realised above promised error", Form.SHARE);

  private final String word;
  private final String meaning;
  private final Form form;

  /** How a value reads best. */
  private enum Form {
    NUMBER,
    SHARE
  }

  Measure(String word, String meaning, Form form) {
    this.word = word;
    this.meaning = meaning;
    this.form = form;
  }

  /** The measure that records name so; empty for one of a later version. */
  public static Optional<Measure> of(String word) {
    return Arrays.stream(values()).filter(measure -> measure.word.equals(word)).findFirst();
  }

  /** Its name in records and configuration. */
  public String word() {
    return word;
  }

  /** What it measures, for people. */
  public String meaning() {
    return meaning;
  }

  /** A value of it, for people: {@code 0.31}, or {@code 12%} of a share. */
  public String text(double value) {
    return form == Form.SHARE ? Numbers.brief(100 * value) + "%" : Numbers.brief(value);
  }
}
