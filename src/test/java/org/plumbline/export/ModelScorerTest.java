package org.plumbline.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.plumbline.Failure;
import org.plumbline.table.Json;

class ModelScorerTest {

  @Test
  void aScorerReadFromJsonPredictsAsTheModelDoesToTheLastBit() {
    for (long seed = 1; seed <= 40; seed++) {
      Exported model = SeededModels.model(seed);
      List<Map<String, Object>> rows = EdgeRows.of(model, List.of(), seed);
      ModelScorer scorer = read(Json.pretty(TermsDocument.of(model)));
      List<Optional<Double>> theirs =
          rows.stream().map(scorer::score).map(ModelScorerTest::boxed).toList();

      Agreement agreement =
          Agreement.check("JSON, seed " + seed, model, new Tolerance.None(), rows, theirs);

      assertThat(agreement.differing()).as("seed %d", seed).isZero();
      assertThat(scorer.columns()).isEqualTo(model.schema());
      assertThat(scorer.model()).isEqualTo(model.model());
    }
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  private static ModelScorer read(byte[] json) {
    return ModelScorer.load(new ByteArrayInputStream(json));
  }

  private static final String DOCUMENT =
      """
      {"format-version": 1, "name": "n", "model": "id", "as-of": "2026-03-01", "label": "y",
       "columns": [{"name": "x", "type": "double"}],
       "intercept": 1.5,
       "terms": [{"term": "x", "value": {"function": "number", "columns": ["x"]}, "coefficient": 2}],
       "categories": [], "response": "identity"}
      """;

  @Test
  void aDocumentWrittenByHandIsAScorer() {
    ModelScorer scorer = read(DOCUMENT.getBytes(StandardCharsets.UTF_8));

    assertThat(scorer.score(Map.of("x", 3))).hasValue(7.5);
    assertThat(scorer.score(Map.of())).isEmpty();
    assertThat(scorer.score(Map.of("x", Double.NaN))).isEmpty();
    assertThatThrownBy(() -> scorer.score(Map.of("x", "3")))
        .hasMessage("column `x`: 3 (String) is not a number");
  }

  @Test
  void documentsThatCannotBeMeantAreRefused() {
    refused("\"format-version\": 1", "\"format-version\": 2", Failure.Kind.UNSUPPORTED);
    refused("\"function\": \"number\"", "\"function\": \"spline\"", Failure.Kind.UNSUPPORTED);
    refused("\"response\": \"identity\"", "\"response\": \"logit\"", Failure.Kind.UNSUPPORTED);
    refused("\"response\": \"identity\"", "\"response\": \"exponential\"", Failure.Kind.IO);
    refused("\"columns\": [\"x\"]", "\"columns\": []", Failure.Kind.IO);
    refused("\"columns\": [\"x\"]", "\"columns\": [\"z\"]", Failure.Kind.DATA);
    refused("\"double\"", "\"timestamp\"", Failure.Kind.DATA);
    refused("}\n", "", Failure.Kind.IO);
  }

  private static void refused(String from, String to, Failure.Kind kind) {
    byte[] json = DOCUMENT.replace(from, to).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read(json))
        .as("%s", to)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).as("%s", to).isEqualTo(kind));
  }
}
