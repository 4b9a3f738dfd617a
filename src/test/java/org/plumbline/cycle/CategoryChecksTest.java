package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Warning;
import org.plumbline.regression.CategoryLevels;
import org.plumbline.regression.Encoding;

class CategoryChecksTest {

  @Test
  void aCategoryWithoutCoefficientIsNamed() {
    CategoryLevels two = levels("side", List.of("east", "west"));
    CategoryLevels one = levels("town", List.of("ulm"));
    CategoryLevels pooled = levels("street", List.of(), "elm", "oak");
    CategoryLevels oneAndPooled = levels("zone", List.of("a"), "b");

    assertThat(CategoryChecks.warnings(encoding(two, one, pooled, oneAndPooled)))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.kind()).isEqualTo("constant");
              assertThat(warning.columns()).containsExactly("town", "street");
              assertThat(warning.message()).startsWith("town, street: one level in all training");
            });
  }

  @Test
  void levelsThatAreToldApartAreNotWarnedOf() {
    List<Warning> warnings =
        CategoryChecks.warnings(encoding(levels("side", List.of("east", "west"))));
    assertThat(warnings).isEmpty();
  }

  private static Encoding encoding(CategoryLevels... categories) {
    return new Encoding(List.of(), List.of(categories), Map.of());
  }

  private static CategoryLevels levels(String name, List<String> kept, String... pooled) {
    return new CategoryLevels(
        name, kept, kept.stream().findFirst(), new TreeSet<>(List.of(pooled)));
  }
}
