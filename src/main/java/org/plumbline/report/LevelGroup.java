package org.plumbline.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.model.Model;
import org.plumbline.model.Model.Coefficient;
import org.plumbline.regression.JointTest;

/**
 * The coefficients of a category's levels, or of the slopes of a number within them.
 *
 * @param name {@code district}, {@code district:area}
 * @param reference the level that the others are compared with, where there is one
 * @param pooled how many levels share the coefficient {@code (other)}
 * @param terms in the order of the model
 * @param test that none of them has an effect
 */
record LevelGroup(
    String name,
    Optional<String> reference,
    int pooled,
    List<Coefficient> terms,
    Optional<JointTest> test) {

  /** The groups of a model, in its order. */
  static List<LevelGroup> of(Model model) {
    Map<String, List<Coefficient>> terms = new LinkedHashMap<>();
    for (Coefficient term : model.coefficients()) {
      if (term.level().isPresent()) {
        terms.computeIfAbsent(name(term), name -> new ArrayList<>()).add(term);
      }
    }
    return terms.entrySet().stream().map(e -> of(model, e.getKey(), e.getValue())).toList();
  }

  private static LevelGroup of(Model model, String name, List<Coefficient> terms) {
    Optional<Model.Feature> feature =
        model.features().stream()
            .filter(each -> each.levels().isPresent())
            .filter(each -> name.equals(each.column()) || name.equals(each.kind()))
            .findFirst();
    Optional<JointTest> test =
        model.jointTests().orElse(List.of()).stream()
            .filter(each -> each.name().equals(name))
            .findFirst();
    int pooled = feature.flatMap(Model.Feature::pooled).map(List::size).orElse(0);
    return new LevelGroup(name, feature.flatMap(Model.Feature::reference), pooled, terms, test);
  }

  /** The term without its level: {@code district=north:area} is one of {@code district:area}. */
  private static String name(Coefficient term) {
    return term.term().replace("=" + term.level().orElseThrow(), "");
  }

  /** At most so many terms, those with the largest |t| (or estimate), in the order of the model. */
  List<Coefficient> largest(int most) {
    if (terms.size() <= most) {
      return terms;
    }
    Set<Coefficient> kept =
        terms.stream()
            .sorted(Comparator.comparingDouble(LevelGroup::weight).reversed())
            .limit(most)
            .collect(Collectors.toSet());
    return terms.stream().filter(kept::contains).toList();
  }

  private static double weight(Coefficient term) {
    return Math.abs(term.t().orElse(term.value()));
  }

  /** What the estimates are compared with, and whether the category matters at all. */
  String heading() {
    String levels = Names.visible(name) + ": " + Numbers.counted(terms.size(), "coefficient");
    return levels
        + reference.map(level -> ", each against " + Names.visible(level)).orElse("")
        + (pooled == 0 ? "" : "; (other) stands for " + Numbers.counted(pooled, "pooled level"))
        + "."
        + told().map(text -> " " + text).orElse("");
  }

  private Optional<String> told() {
    List<String> tests = new ArrayList<>();
    test.flatMap(JointTest::fromRows).ifPresent(each -> tests.add(told(each)));
    test.flatMap(JointTest::classical).ifPresent(each -> tests.add(told(each)));
    test.flatMap(JointTest::clustered).ifPresent(each -> tests.add("by days " + told(each)));
    return tests.isEmpty()
        ? Optional.empty()
        : Optional.of("Joint test that none matters: " + String.join("; ", tests) + ".");
  }

  private String told(JointTest.FTest each) {
    String degrees = test.orElseThrow().degreesOfFreedom() + ", ";
    String p = CoefficientTable.p(OptionalDouble.of(each.pValue()));
    return Numbers.typographic(
        "F(%s%s) = %s, p %s"
            .formatted(
                degrees,
                Numbers.general(each.denominatorDegrees(), 6),
                Numbers.general(each.f(), 4),
                p.startsWith("<") ? p : "= " + p));
  }
}
