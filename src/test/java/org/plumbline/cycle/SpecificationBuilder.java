package org.plumbline.cycle;

import java.util.List;
import java.util.Optional;
import org.plumbline.features.Design;
import org.plumbline.features.Feature;
import org.plumbline.features.Features;
import org.plumbline.features.RowRule;
import org.plumbline.model.Policy;
import org.plumbline.table.TableSource;

/** A specification with some components changed. */
public final class SpecificationBuilder {
  private final String name;
  private String home;
  private String configuration;
  private TableSource training;
  private Design design;
  private List<Feature> features;
  private final Specification.Window window;
  private Specification.Fitting fitting;
  private final int evaluationDays;
  private Policy policy;
  private Optional<Specification.Scoring> scoring;
  private Optional<Specification.Monitoring> monitoring;
  private Specification.Solver solver;

  private SpecificationBuilder(Specification of) {
    name = of.name();
    home = of.home();
    configuration = of.configuration();
    training = of.training();
    design = of.design();
    features = of.features();
    window = of.window();
    fitting = of.fitting();
    evaluationDays = of.evaluationDays();
    policy = of.policy();
    scoring = of.scoring();
    monitoring = of.monitoring();
    solver = of.solver();
  }

  public static SpecificationBuilder from(Specification of) {
    return new SpecificationBuilder(of);
  }

  public SpecificationBuilder home(String changed) {
    home = changed;
    return this;
  }

  public SpecificationBuilder configuration(String changed) {
    configuration = changed;
    return this;
  }

  public SpecificationBuilder training(TableSource changed) {
    training = changed;
    return this;
  }

  public SpecificationBuilder fitting(Specification.Fitting changed) {
    fitting = changed;
    return this;
  }

  public SpecificationBuilder policy(Policy changed) {
    policy = changed;
    return this;
  }

  public SpecificationBuilder solver(Specification.Solver changed) {
    solver = changed;
    return this;
  }

  public SpecificationBuilder scoring(Specification.Scoring changed) {
    scoring = Optional.of(changed);
    return this;
  }

  public SpecificationBuilder monitoring(Specification.Monitoring changed) {
    monitoring = Optional.of(changed);
    return this;
  }

  public SpecificationBuilder withoutScoring() {
    scoring = Optional.empty();
    return this;
  }

  /** Features and the design that they make. */
  public SpecificationBuilder features(RowRule rule, List<Feature> changed) {
    design = Features.design(rule, changed);
    features = changed;
    return this;
  }

  public Specification build() {
    return new Specification(
        name,
        home,
        configuration,
        training,
        design,
        features,
        window,
        fitting,
        evaluationDays,
        policy,
        scoring,
        monitoring,
        solver);
  }
}
