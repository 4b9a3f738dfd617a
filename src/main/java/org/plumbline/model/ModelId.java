package org.plumbline.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.plumbline.regression.Certificate;
import org.plumbline.regression.Estimate;
import org.plumbline.regression.FitSummary;
import org.plumbline.regression.JointTest;
import org.plumbline.table.Json;

/**
 * A model's id: its as-of date and 12 hex digits of the SHA-256 of what it says.
 *
 * <p>Hashed is {@code model.json} as compact UTF-8 JSON without {@code id} and without the numbers
 * that library functions make, which differ between machines in their last digits: p values,
 * interval bounds and the condition number. Those are rounded to 10 significant digits before they
 * are written, so that the file has the same bytes wherever it is made.
 */
public final class ModelId {

  private static final MathContext TEN_DIGITS = new MathContext(10, RoundingMode.HALF_EVEN);
  private static final int HEX_DIGITS = 12;
  private static final Set<String> UNHASHED =
      Set.of("p-value", "log10-p", "lower", "upper", "f-p-value", "condition-number");

  private ModelId() {}

  /** The same model with machine-dependent numbers rounded and its id set. */
  public static Model identified(Model model) {
    Model rounded =
        withId(
            model,
            model.id(),
            model.coefficients().stream().map(ModelId::rounded).toList(),
            rounded(model.fit()),
            rounded(model.certificate()),
            model.jointTests().map(tests -> tests.stream().map(ModelId::rounded).toList()));
    return withId(
        rounded,
        of(rounded),
        rounded.coefficients(),
        rounded.fit(),
        rounded.certificate(),
        rounded.jointTests());
  }

  /** The id that a model should have; whatever id it has is not looked at. */
  public static String of(Model model) {
    ObjectNode tree = (ObjectNode) Json.tree(model);
    tree.remove("id");
    removeUnhashed(tree);
    byte[] bytes = Json.compact(tree).getBytes(StandardCharsets.UTF_8);
    return model.asOf() + "-" + Digests.sha256(bytes).substring(0, HEX_DIGITS);
  }

  private static void removeUnhashed(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(UNHASHED);
    }
    node.forEach(ModelId::removeUnhashed);
  }

  private static Model withId(
      Model model,
      String id,
      List<Model.Coefficient> coefficients,
      FitSummary fit,
      Certificate certificate,
      Optional<List<JointTest>> jointTests) {
    return new Model(
        model.formatVersion(),
        id,
        model.asOf(),
        model.label(),
        model.weight(),
        model.eventTime(),
        model.rowRule(),
        model.split(),
        model.window(),
        coefficients,
        model.objective(),
        fit,
        certificate,
        model.features(),
        model.inputs(),
        model.labelTransform(),
        model.smearing(),
        jointTests);
  }

  private static Model.Coefficient rounded(Model.Coefficient of) {
    return new Model.Coefficient(
        of.term(),
        of.kind(),
        of.columns(),
        of.level(),
        of.power(),
        of.value(),
        of.standardError(),
        of.t(),
        rounded(of.pValue()),
        rounded(of.log10P()),
        rounded(of.lower()),
        rounded(of.upper()),
        of.clustered().map(ModelId::rounded),
        of.aliased());
  }

  private static Estimate.Clustered rounded(Estimate.Clustered of) {
    return new Estimate.Clustered(
        of.standardError(), of.t(), rounded(of.pValue()), rounded(of.lower()), rounded(of.upper()));
  }

  private static JointTest rounded(JointTest of) {
    return new JointTest(
        of.name(),
        of.degreesOfFreedom(),
        of.classical().map(ModelId::rounded),
        of.clustered().map(ModelId::rounded),
        of.fromRows().map(ModelId::rounded));
  }

  private static JointTest.FTest rounded(JointTest.FTest of) {
    return new JointTest.FTest(
        of.f(), of.denominatorDegrees(), rounded(of.pValue()), rounded(of.log10P()));
  }

  private static FitSummary rounded(FitSummary of) {
    return new FitSummary(
        of.rows(),
        of.effectiveRows(),
        of.degreesOfFreedom(),
        of.residualStandardError(),
        of.r2(),
        of.adjustedR2(),
        of.fStatistic(),
        rounded(of.fPValue()),
        of.errors(),
        of.clusters(),
        of.confidenceLevel(),
        of.exactFit());
  }

  private static Certificate rounded(Certificate of) {
    return new Certificate(
        rounded(of.conditionNumber()),
        of.correctDigits(),
        of.arithmeticDigits(),
        of.dataDigits(),
        of.precision(),
        of.solver(),
        of.rank());
  }

  private static OptionalDouble rounded(OptionalDouble number) {
    return number.isPresent() ? OptionalDouble.of(rounded(number.getAsDouble())) : number;
  }

  private static double rounded(double number) {
    return new BigDecimal(number).round(TEN_DIGITS).doubleValue();
  }
}
