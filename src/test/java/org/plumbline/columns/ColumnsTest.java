package org.plumbline.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.columns.ColumnType.Bool;
import org.plumbline.columns.ColumnType.Bytes;
import org.plumbline.columns.ColumnType.Date;
import org.plumbline.columns.ColumnType.Decimal;
import org.plumbline.columns.ColumnType.Floating;
import org.plumbline.columns.ColumnType.Text;
import org.plumbline.columns.ColumnType.Timestamp;
import org.plumbline.columns.ColumnType.Whole;

class ColumnsTest {

  @Test
  void aMaskWithoutMissingRowsIsNone() {
    assertThat(Missing.of(new boolean[5], 0)).isSameAs(Missing.NONE);
    assertThat(Missing.NONE.any()).isFalse();
    assertThat(Missing.NONE.at(1_000_000)).isFalse();
  }

  @Test
  void aMaskSaysWhichRowsAreMissing() {
    Missing missing = Missing.of(new boolean[] {false, true, false, true}, 2);
    assertThat(missing.any()).isTrue();
    assertThat(missing.count()).isEqualTo(2);
    assertThat(List.of(missing.at(0), missing.at(1), missing.at(2), missing.at(3)))
        .containsExactly(false, true, false, true);
  }

  @Test
  void aDictionaryCutsItsBytesAtTheOffsets() {
    byte[] bytes = "añox".getBytes(StandardCharsets.UTF_8);
    Dictionary dictionary = new Dictionary(bytes, new int[] {0, 4, 4, 5, 99}, 3);
    assertThat(dictionary.text(0)).isEqualTo("año");
    assertThat(dictionary.text(1)).isEmpty();
    assertThat(dictionary.entry(2)).containsExactly('x');
    assertThat(dictionary.length(0)).isEqualTo(4);
  }

  @Test
  void aSchemaFindsAFieldByItsLiteralName() {
    Schema schema = new Schema(List.of(new Field("a.b", new Bool()), new Field("A", new Date())));
    assertThat(schema.field("a.b")).contains(new Field("a.b", new Bool()));
    assertThat(schema.field("a")).isEmpty();
    assertThat(schema.names()).containsExactly("a.b", "A");
  }

  @Test
  void aSchemaDoesNotChangeWithTheListItWasMadeOf() {
    List<Field> fields = new ArrayList<>(List.of(new Field("a", new Bool())));
    Schema schema = new Schema(fields);
    fields.clear();
    assertThat(schema.names()).containsExactly("a");
    assertThatThrownBy(() -> schema.fields().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static List<ColumnType> numbers() {
    return List.of(
        new Whole(8, true), new Floating(32), new Decimal(38, 2), new Bool(), new Date());
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void numbersAreNumbersToARegression(ColumnType type) {
    assertThat(type.isNumber()).isTrue();
  }

  private static List<ColumnType> others() {
    return List.of(new Text(), new Bytes(), new Timestamp(true), new Timestamp(false));
  }

  @ParameterizedTest
  @MethodSource("others")
  void textBytesAndTimestampsAreNot(ColumnType type) {
    assertThat(type.isNumber()).isFalse();
  }
}
