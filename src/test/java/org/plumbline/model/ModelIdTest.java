package org.plumbline.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.regression.Certificate;
import org.plumbline.regression.JointTest;
import org.plumbline.table.Json;

class ModelIdTest {

  @Test
  void isTheAsOfDateAndTwelveHexDigits() {
    assertThat(Samples.model().id()).matches("2026-03-01-[0-9a-f]{12}");
  }

  @Test
  void isTheDigestOfTheCompactRecordWithoutMachineDependentNumbers() {
    ObjectNode tree = (ObjectNode) Json.tree(Samples.model());
    tree.remove("id");
    ((ObjectNode) tree.get("certificate")).remove("condition-number");
    ((ObjectNode) tree.get("fit")).remove("f-p-value");
    tree.get("coefficients")
        .forEach(
            coefficient -> {
              ((ObjectNode) coefficient).remove(List.of("p-value", "log10-p", "lower", "upper"));
              ((ObjectNode) coefficient.get("clustered"))
                  .remove(List.of("p-value", "lower", "upper"));
            });
    String digest = Digests.sha256(Json.compact(tree).getBytes(StandardCharsets.UTF_8));
    assertThat(Samples.model().id()).isEqualTo("2026-03-01-" + digest.substring(0, 12));
  }

  @Test
  void machineDependentNumbersAreRoundedToTenDigits() {
    Model model = Samples.model();
    assertThat(model.certificate().conditionNumber()).isEqualTo(123.4567890);
    assertThat(model.coefficients().get(0).pValue()).hasValue(0.3333333333);
    assertThat(model.coefficients().get(0).log10P()).hasValue(-0.4771212547);
    assertThat(model.coefficients().get(1).value()).isEqualTo(1.0 / 3);
    assertThat(model.fit().fPValue()).hasValue(3.333333333e-301);
  }

  @Test
  void aLastDigitOfTheConditionNumberChangesNothing() {
    Model model = Samples.model();
    Certificate other = model.certificate();
    Model moved =
        withCertificate(
            model,
            new Certificate(
                Math.nextUp(other.conditionNumber()),
                other.correctDigits(),
                other.arithmeticDigits(),
                other.dataDigits(),
                other.precision(),
                other.solver(),
                other.rank()));
    assertThat(ModelId.identified(moved)).isEqualTo(model);
  }

  @Test
  void jointTestsAreRoundedAndLeftOutAsThoseOfCoefficientsAre() {
    Model model = ModelId.identified(withJointTest(1.0 / 3));
    assertThat(ModelId.identified(withJointTest(Math.nextUp(1.0 / 3)))).isEqualTo(model);
    JointTest.FTest test = model.jointTests().orElseThrow().get(0).classical().orElseThrow();
    assertThat(test.pValue()).isEqualTo(0.3333333333);
    assertThat(test.f()).isEqualTo(2.0 / 3);
    assertThat(model.id()).isNotEqualTo(Samples.model().id());
  }

  @Test
  void anotherSplitIsAnotherModel() {
    Model other =
        ModelId.identified(
            Samples.unidentified(List.of("sale_id"), 0.1, "price", Optional.of("w")));
    assertThat(other.id()).isNotEqualTo(Samples.model().id());
  }

  @Test
  void inputsAreTheSameInAnyOrderAndWhateverTheirTimes() {
    InputFile first = line("a", 1, 10);
    InputFile second = line("b", 2, 20);
    assertThat(InputFile.summary(List.of(first, second)))
        .isEqualTo(InputFile.summary(List.of(line("b", 7, 20), line("a", 9, 10))))
        .isNotEqualTo(InputFile.summary(List.of(line("a", 1, 10), line("b", 2, 21))));
  }

  @Test
  void sumsByLevelAreInputsOfDesignsWithCategoriesAlone() {
    List<InputFile> files = List.of(line("a", 1, 10), line("b", 2, 20));
    Model.Inputs plain = InputFile.summary(files);
    assertThat(InputFile.summary(files, Optional.empty())).isEqualTo(plain);
    assertThat(InputFile.summary(files, Optional.of("cd")).digest())
        .isNotEqualTo(plain.digest())
        .isNotEqualTo(InputFile.summary(files, Optional.of("ce")).digest());
  }

  private static InputFile line(String path, long modified, long rows) {
    return new InputFile(
        path,
        100,
        modified,
        Optional.empty(),
        rows,
        0,
        Optional.of(Samples.AS_OF),
        Optional.of(Samples.AS_OF),
        "ab");
  }

  private static Model withJointTest(double p) {
    JointTest.FTest test = new JointTest.FTest(2.0 / 3, 17, p, -p);
    return with(
        Samples.model(),
        Samples.model().certificate(),
        Optional.of(
            List.of(
                new JointTest(
                    "district", 2, Optional.of(test), Optional.of(test), Optional.of(test)))));
  }

  private static Model withCertificate(Model of, Certificate certificate) {
    return with(of, certificate, of.jointTests());
  }

  private static Model with(Model of, Certificate certificate, Optional<List<JointTest>> tests) {
    return new Model(
        of.formatVersion(),
        of.id(),
        of.asOf(),
        of.label(),
        of.weight(),
        of.eventTime(),
        of.rowRule(),
        of.split(),
        of.window(),
        of.coefficients(),
        of.objective(),
        of.fit(),
        certificate,
        of.features(),
        of.inputs(),
        of.labelTransform(),
        of.smearing(),
        tests);
  }
}
