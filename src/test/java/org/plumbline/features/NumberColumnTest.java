package org.plumbline.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plumbline.columns.Block;
import org.plumbline.columns.ColumnType;

class NumberColumnTest {

  @Test
  void finiteDoublesAreNotCopied() {
    Block block = new Blocks().doubles("x", 1.5, -0.0, Double.MAX_VALUE).build();
    NumberColumn column = read(block);
    assertThat(column.flaws().clean()).isTrue();
    assertThat(column.values())
        .isSameAs(((org.plumbline.columns.DoubleColumn) block.columns().get(0)).values());
  }

  @Test
  void missingAndInfiniteValuesReadAsZeroAndAreTold() {
    Block block =
        new Blocks()
            .doubles("x", 1.0, null, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE)
            .build();
    NumberColumn column = read(block);
    assertThat(column.values()).startsWith(1.0, 0, 0, 0, Double.MIN_VALUE);
    assertThat(column.flaws().at(0)).isEqualTo(Flaw.NONE);
    assertThat(column.flaws().at(1)).isEqualTo(Flaw.NULL.code());
    assertThat(column.flaws().at(2)).isEqualTo(Flaw.NAN.code());
    assertThat(column.flaws().at(3)).isEqualTo(Flaw.INFINITE.code());
    assertThat(column.flaws().at(4)).isEqualTo(Flaw.NONE);
  }

  @Test
  void flawsOfABlockAreForgottenWithTheNext() {
    Block odd = new Blocks().doubles("x", null, Double.NaN, 3.0).build();
    Block plain = new Blocks().doubles("x", 4.0, 5.0, null).build();
    NumberColumn column = read(odd);
    column.read(plain.columns().get(0), plain.rows());
    assertThat(column.flaws().at(0)).isEqualTo(Flaw.NONE);
    assertThat(column.flaws().at(1)).isEqualTo(Flaw.NONE);
    assertThat(column.flaws().missing(2)).isTrue();
  }

  @Test
  void longsBeyondTheirDoublesAreConvertedAndCounted() {
    long limit = 1L << 53;
    Block block =
        new Blocks().longs("x", Blocks.LONG, limit, limit + 1, -limit - 1, -limit).build();
    NumberColumn column = read(block);
    assertThat(column.values()).startsWith(0x1p53, 0x1p53, -0x1p53, -0x1p53);
    assertThat(column.flaws().at(0)).isEqualTo(Flaw.NONE);
    assertThat(column.flaws().at(1)).isEqualTo(Flaw.CONVERTED.code());
    assertThat(column.flaws().at(2)).isEqualTo(Flaw.CONVERTED.code());
    assertThat(column.flaws().at(3)).isEqualTo(Flaw.NONE);
  }

  @Test
  void unsignedLongsAreRoundedToTheNearestDouble() {
    Random random = new Random(3);
    Long[] values = random.longs(1000).boxed().toArray(Long[]::new);
    Block block = new Blocks().longs("x", new ColumnType.Whole(64, false), values).build();
    NumberColumn column = read(block);
    for (int row = 0; row < values.length; row++) {
      BigInteger unsigned = new BigInteger(Long.toUnsignedString(values[row]));
      assertThat(column.values()[row]).isEqualTo(unsigned.doubleValue());
    }
  }

  @Test
  void decimalsAreRoundedToTheNearestDouble() {
    Random random = new Random(5);
    for (int scale = 0; scale <= 18; scale++) {
      ColumnType.Decimal type = new ColumnType.Decimal(18, scale);
      Long[] unscaled =
          random.longs(500).map(any -> any >> random.nextInt(60)).boxed().toArray(Long[]::new);
      NumberColumn column = read(new Blocks().longs("x", type, unscaled).build());
      for (int row = 0; row < unscaled.length; row++) {
        BigDecimal decimal = BigDecimal.valueOf(unscaled[row], scale);
        assertThat(column.values()[row])
            .as(decimal.toString())
            .isEqualTo(Double.parseDouble(decimal.toString()));
        assertThat(column.flaws().at(row) == Flaw.CONVERTED.code())
            .isEqualTo(decimal.unscaledValue().abs().toString().length() > 15);
      }
    }
  }

  @Test
  void wideDecimalsAreRoundedToTheNearestDouble() {
    BigDecimal long16 = new BigDecimal("123456789012345.67");
    BigDecimal short3 = new BigDecimal("-0.10").setScale(2);
    Block block =
        new Blocks().wideDecimals("x", new ColumnType.Decimal(38, 2), long16, short3, null).build();
    NumberColumn column = read(block);
    assertThat(column.values()).startsWith(123456789012345.67, -0.1, 0);
    assertThat(column.flaws().at(0)).isEqualTo(Flaw.CONVERTED.code());
    assertThat(column.flaws().at(1)).isEqualTo(Flaw.NONE);
    assertThat(column.flaws().at(2)).isEqualTo(Flaw.NULL.code());
  }

  @Test
  void partitionTextIsANumberOrRefusedByName() {
    NumberColumn column = read(new Blocks().texts("x", "12", null, "-0.5").build());
    assertThat(column.values()).startsWith(12, 0, -0.5);
    assertThatThrownBy(() -> read(new Blocks().texts("x", "twelve").build()))
        .hasMessage("column `x`: the partition value 'twelve' is no number");
  }

  private static NumberColumn read(Block block) {
    NumberColumn column = new NumberColumn("x");
    column.read(block.columns().get(0), block.rows());
    return column;
  }
}
