package org.plumbline.mllib;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.plumbline.model.Model;
import org.plumbline.regression.Certificate;
import org.plumbline.regression.FitSummary;

/** A model that is its coefficients, with nothing else said of it. */
final class Line {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  private Line() {}

  /**
   * @param coefficients value of the intercept, then of each term
   */
  static Model of(List<String> terms, OptionalInt halfLife, double... coefficients) {
    List<Model.Coefficient> all = new ArrayList<>();
    all.add(coefficient("(intercept)", "intercept", List.of(), coefficients[0]));
    for (int k = 0; k < terms.size(); k++) {
      all.add(coefficient(terms.get(k), "number", List.of(terms.get(k)), coefficients[k + 1]));
    }
    return new Model(
        1,
        "line",
        LocalDate.of(2026, 2, 1),
        "y",
        Optional.empty(),
        Optional.empty(),
        new Model.RowRuleRecord(Optional.empty(), "fail", "UTC"),
        new Model.SplitRecord(List.of(), 0, 1),
        new Model.Window(Optional.empty(), Optional.empty(), halfLife),
        all,
        new Model.Objective(0, 0, true, true, Optional.empty()),
        new FitSummary(
            1,
            NONE,
            1,
            NONE,
            NONE,
            NONE,
            NONE,
            NONE,
            "classical",
            OptionalLong.empty(),
            0.95,
            false),
        new Certificate(1, 15, 15, 15, "exact", "exact", terms.size() + 1),
        terms.stream().map(term -> new Model.Feature(term, "number", "fail")).toList(),
        new Model.Inputs("", 1, 1, 0),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty());
  }

  private static Model.Coefficient coefficient(
      String term, String kind, List<String> columns, double value) {
    return new Model.Coefficient(
        term,
        kind,
        columns,
        Optional.empty(),
        OptionalInt.empty(),
        value,
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
        Optional.empty(),
        false);
  }
}
