package org.plumbline.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plumbline.columns.Block;

class PredictionsTest {

  private static final int TERMS = 11;

  @Test
  void predictionsAreThePlainLoopsToTheLastBitInAnyOrderOfRows() {
    Random random = new Random(11);
    Double[][] values = new Double[TERMS][300];
    for (Double[] column : values) {
      for (int row = 0; row < column.length; row++) {
        column[row] = random.nextGaussian() * Math.exp(random.nextInt(40) - 20);
      }
    }
    List<Definition> definitions = new ArrayList<>();
    List<Double> coefficients = new ArrayList<>();
    for (int term = 0; term < TERMS; term++) {
      definitions.add(new Definition.NumberTerm("x" + term));
      coefficients.add(random.nextGaussian());
    }
    Scorer scorer = new Scorer(definitions, 0.25, coefficients);
    Predictions forwards = predict(scorer, values);
    Predictions backwards = predict(scorer, reversed(values));
    for (int row = 0; row < 300; row++) {
      double expected = 0.25;
      for (int term = 0; term < TERMS; term++) {
        expected += coefficients.get(term) * values[term][row];
      }
      assertThat(forwards.values()[row]).isEqualTo(expected);
      assertThat(backwards.values()[299 - row]).isEqualTo(expected);
    }
    assertThat(forwards.allUsable()).isTrue();
  }

  @Test
  void rowsWithoutATermAreTold() {
    Block block =
        new Blocks()
            .doubles("a", 1.0, null, 2.0, Double.NaN)
            .doubles("b", 1.0, 1.0, Double.POSITIVE_INFINITY, 1.0)
            .build();
    Scorer scorer =
        new Scorer(
            List.of(new Definition.NumberTerm("a"), new Definition.NumberTerm("b")),
            0,
            List.of(1.0, 2.0));
    Predictions predictions = new Predictions(scorer, block.schema());
    predictions.take(block);
    List<String> told = new ArrayList<>();
    for (int row = 0; row < block.rows(); row++) {
      int at = row;
      predictions.flaws(row, (column, flaw) -> told.add(at + " " + column + " " + flaw));
    }
    assertThat(told).containsExactly("1 a NULL", "2 b INFINITE", "3 a NAN");
    assertThat(predictions.usable(0)).isTrue();
    assertThat(predictions.usable(3)).isFalse();
  }

  private static Predictions predict(Scorer scorer, Double[][] values) {
    Blocks blocks = new Blocks();
    for (int term = 0; term < values.length; term++) {
      blocks.doubles("x" + term, values[term]);
    }
    Block block = blocks.build();
    Predictions predictions = new Predictions(scorer, block.schema());
    predictions.take(block);
    return predictions;
  }

  private static Double[][] reversed(Double[][] values) {
    Double[][] reversed = new Double[values.length][];
    for (int term = 0; term < values.length; term++) {
      reversed[term] = new Double[values[term].length];
      for (int row = 0; row < values[term].length; row++) {
        reversed[term][row] = values[term][values[term].length - 1 - row];
      }
    }
    return reversed;
  }
}
