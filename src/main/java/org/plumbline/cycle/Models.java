package org.plumbline.cycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.model.Champions;
import org.plumbline.model.CycleFolder;
import org.plumbline.model.CycleId;
import org.plumbline.model.Decision;
import org.plumbline.model.Evaluation;
import org.plumbline.model.Metrics;
import org.plumbline.model.Model;
import org.plumbline.model.Registry;

/** Lists models, and compares two. */
final class Models {

  private final Registry registry;
  private final String name;

  Models(Registry registry, String name) {
    this.registry = registry;
    this.name = name;
  }

  ModelListing list() {
    Champions champions = registry.champions();
    Map<String, Metrics> metrics = new HashMap<>();
    Map<String, Decision> decisions = new HashMap<>();
    for (CycleId id : registry.cycles()) {
      CycleFolder folder = registry.cycle(id);
      folder
          .evaluation()
          .map(Evaluation::challenger)
          .ifPresent(
              judged -> judged.metrics().ifPresent(each -> metrics.put(judged.model(), each)));
      registry.decision(folder).ifPresent(decision -> decisions.put(decision.model(), decision));
    }
    List<ModelListing.Entry> entries = new ArrayList<>();
    for (String id : registry.models()) {
      Model model = registry.requireModel(id);
      Optional<Metrics> judged = Optional.ofNullable(metrics.get(id));
      Optional<Decision> decision = Optional.ofNullable(decisions.get(id));
      entries.add(
          new ModelListing.Entry(
              id,
              model.asOf(),
              standing(id, champions),
              model.fit().rows(),
              judged.map(each -> OptionalDouble.of(each.rmse())).orElse(OptionalDouble.empty()),
              judged.map(Metrics::r2).orElse(OptionalDouble.empty()),
              decision.map(Decision::decision),
              decision.map(Decision::reasons).orElse(List.of())));
    }
    return new ModelListing(name, champions.model(), entries, champions.pointers());
  }

  private static ModelListing.Standing standing(String id, Champions champions) {
    if (champions.model().filter(id::equals).isPresent()) {
      return ModelListing.Standing.CHAMPION;
    }
    if (champions.banned().contains(id)) {
      return ModelListing.Standing.BANNED;
    }
    return champions.everReigned(id)
        ? ModelListing.Standing.FORMER
        : ModelListing.Standing.CHALLENGER;
  }

  ModelDifference difference(String first, String second) {
    Map<String, Model.Coefficient> ours = terms(registry.requireModel(first));
    Map<String, Model.Coefficient> theirs = terms(registry.requireModel(second));
    Map<String, Model.Coefficient> all = new LinkedHashMap<>(ours);
    theirs.forEach(all::putIfAbsent);
    return new ModelDifference(
        first,
        second,
        all.keySet().stream()
            .map(
                term ->
                    term(
                        term,
                        Optional.ofNullable(ours.get(term)),
                        Optional.ofNullable(theirs.get(term))))
            .toList());
  }

  private static ModelDifference.Term term(
      String term, Optional<Model.Coefficient> first, Optional<Model.Coefficient> second) {
    OptionalDouble error =
        first.map(Model.Coefficient::standardError).orElse(OptionalDouble.empty());
    boolean measured =
        first.isPresent() && second.isPresent() && error.isPresent() && error.getAsDouble() > 0;
    return new ModelDifference.Term(
        term,
        value(first),
        value(second),
        measured
            ? OptionalDouble.of((second.get().value() - first.get().value()) / error.getAsDouble())
            : OptionalDouble.empty());
  }

  private static OptionalDouble value(Optional<Model.Coefficient> coefficient) {
    return coefficient.map(each -> OptionalDouble.of(each.value())).orElse(OptionalDouble.empty());
  }

  private static Map<String, Model.Coefficient> terms(Model model) {
    Map<String, Model.Coefficient> terms = new LinkedHashMap<>();
    model.coefficients().forEach(coefficient -> terms.put(coefficient.term(), coefficient));
    return terms;
  }
}
