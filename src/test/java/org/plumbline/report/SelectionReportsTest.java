package org.plumbline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.Model;

/** What reports say of categories, gaps, near dependencies and penalties. */
class SelectionReportsTest {
  private static final Path SAMPLES = Path.of("target", "report-samples");

  private static String html(String name, CycleDocument cycle) throws IOException {
    Files.createDirectories(SAMPLES);
    String html = Reports.html(cycle);
    Files.writeString(SAMPLES.resolve(name + ".html"), html);
    Files.writeString(SAMPLES.resolve(name + ".txt"), Reports.text(cycle));
    return html;
  }

  @Test
  void categoriesAreTablesOfTheirOwnWithReferenceAndJointTest() throws IOException {
    String html = html("categories", Selections.categories());
    assertThat(html)
        .contains(
            "district: 2 coefficients, each against east; (other) stands for 2 pooled levels. Joint test"
                + " that none matters: F(2, 3,551) = 93.1, p &lt; 2×10⁻¹⁶; by days F(2, 3,551) ="
                + " 1.04, p = 0.402.")
        .contains("0: the reference")
        .contains("Without the levels of agent, which are many.")
        .contains("<summary>All 45 levels of agent</summary>")
        .doesNotContain("All 2 levels");
  }

  @Test
  void textShowsTheLargestLevelsAndCountsTheOthers() {
    String text = Reports.text(Selections.categories());
    assertThat(text).contains("(25 more of agent with smaller |t| are in model.json)");
    assertThat(text.lines().filter(line -> line.startsWith("agent=")).count()).isEqualTo(20);
    assertThat(text).containsPattern("district +2 +3551 +93.1 +<2e-16 \\*\\*\\* east\n");
  }

  @Test
  void gapsPooledLevelsAndTheLogarithmAreSaid() throws IOException {
    assertThat(html("categories", Selections.categories()))
        .contains("area by 98.25 in 37 rows (with an indicator); area^2 by 10,400.5 in 37 rows.")
        .contains("A missing category is a level of its own: district in 12 rows.")
        .contains("Holdout RMSE of log")
        .contains("so are all errors and metrics here, on the logarithmic scale.")
        .contains("exp of the prediction times 1.03125");
  }

  @Test
  void nearDependenciesAreNamedWithTheirTerms() throws IOException {
    assertThat(html("categories", Selections.categories()))
        .contains("The others explain area, rooms, agent so far")
        .contains("The largest condition index is 27.5.")
        .contains("area 0.97, rooms 0.91");
    assertThat(Reports.text(Selections.categories()))
        .contains("condition index 27.5: area 0.97, rooms 0.91\n");
  }

  @Test
  void aPenaltyIsToldWithItsCurveAndWithoutErrors() throws IOException {
    String html = html("elastic-net", Selections.elasticNet());
    assertThat(html)
        .contains("Elastic net with lambda 0.125 and l1-ratio 0.5")
        .contains("Of 6 terms, 5 have a coefficient other than 0, worth 5.75 effective degrees")
        .contains("There are no errors and p values: the data chose the terms.")
        .contains("fold 5 was left out: it has no rows")
        .contains("There are no intervals and p values; the section on the penalty says why.")
        .contains("error-band", "dash2", "smallest mean error")
        .doesNotContain("<th scope=\"col\" class=\"number\">p</th>");
    assertThat(Reports.text(Selections.elasticNet()))
        .contains("area          2452.7\n")
        .contains("Limits hold the coefficients of floor.");
  }

  @Test
  void jsonHasCurveAndCollinearity() {
    String net = new String(Reports.json(Selections.elasticNet()), StandardCharsets.UTF_8);
    String categories = new String(Reports.json(Selections.categories()), StandardCharsets.UTF_8);
    assertThat(net).contains("\"cross-validation\"").doesNotContain("\"collinearity\"");
    assertThat(categories).contains("\"collinearity\"", "\"per-coefficient\"", "\"joint-tests\"");
  }

  @Test
  void aPenalisedFitIsCalledAsGlmnetAndScikitLearnCallIt() {
    String text = Reports.text(Selections.elasticNet());
    assertThat(text)
        .contains("glmnetUtils::glmnet(formula = price ~ ")
        .contains("alpha = 0.5, lambda = 0.125")
        .doesNotContain("lm(formula")
        .contains("StandardScaler().fit_transform(X)");
  }

  @Test
  void limitsAreArgumentsWhereTheToolHasThem() {
    List<String> terms =
        Selections.elasticNet().challenger().orElseThrow().coefficients().stream()
            .map(Model.Coefficient::term)
            .filter(term -> !term.equals("(intercept)"))
            .toList();
    OptionalDouble open = OptionalDouble.empty();
    List<Model.TermLimit> positive =
        terms.stream().map(term -> new Model.TermLimit(term, OptionalDouble.of(0), open)).toList();
    assertThat(Reports.text(Selections.elasticNet(Optional.of(positive))))
        .contains("lower.limits = 0")
        .doesNotContain("upper.limits")
        .contains("positive=True");

    Model.TermLimit first = new Model.TermLimit(terms.get(0), open, OptionalDouble.of(2.5));
    assertThat(Reports.text(Selections.elasticNet(Optional.of(List.of(first)))))
        .contains("upper.limits = c(2.5, Inf")
        .doesNotContain("lower.limits")
        .contains("scikit-learn knows no limits on coefficients but positive=True");
  }
}
