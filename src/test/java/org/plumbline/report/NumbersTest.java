package org.plumbline.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void significantDigitsKeepZeros() {
    assertThat(Numbers.significant(0.05, 4)).isEqualTo("0.05000");
    assertThat(Numbers.significant(1234.5678, 4)).isEqualTo("1235");
    assertThat(Numbers.significant(1e-300, 4)).isEqualTo("1.000e-300");
    assertThat(Numbers.significant(-1e300, 3)).isEqualTo("-1.00e+300");
    assertThat(Numbers.significant(0, 3)).isEqualTo("0");
  }

  @Test
  void generalIsThatOfC() {
    assertThat(Numbers.general(0.6510794, 4)).isEqualTo("0.6511");
    assertThat(Numbers.general(110500, 4)).isEqualTo("1.105e+05");
    assertThat(Numbers.general(1e5, 4)).isEqualTo("1e+05");
    assertThat(Numbers.general(38.60, 4)).isEqualTo("38.6");
    assertThat(Numbers.general(9.9999e-5, 2)).isEqualTo("0.0001");
  }

  @Test
  void roundedZeroHasNoSign() {
    assertThat(Numbers.fixed(-0.0001, 2)).isEqualTo("0.00");
  }

  @Test
  void anEstimateHasTheDecimalsOfItsError() {
    assertThat(Numbers.beside(2452.719668, 23.62)).isEqualTo("2452.7");
    assertThat(Numbers.beside(539.27, 27472)).isEqualTo("539");
    assertThat(Numbers.beside(1e-300, 1e-302)).isEqualTo("1.0000e-300");
    assertThat(Numbers.beside(0, 1e-301)).isEqualTo("0");
    assertThat(Numbers.beside(1.5, 0)).isEqualTo("1.50000");
  }

  @Test
  void pagesSetNumbersAsPrintersDo() {
    assertThat(Numbers.typographic("-12345.67891")).isEqualTo("−12,345.67891");
    assertThat(Numbers.typographic("1.20e-09")).isEqualTo("1.20×10⁻⁹");
    assertThat(Numbers.typographic("< 2e-16")).isEqualTo("< 2×10⁻¹⁶");
    assertThat(Numbers.typographic("0.00012345")).isEqualTo("0.00012345");
  }

  @Test
  void bytesAreInDecimalUnits() {
    assertThat(Numbers.bytes(999)).isEqualTo("999 B");
    assertThat(Numbers.bytes(81_234)).isEqualTo("81.2 kB");
    assertThat(Numbers.bytes(999_700)).isEqualTo("1 MB");
  }

  @Test
  void percentsHaveASign() {
    assertThat(Numbers.percent(0.0123)).isEqualTo("+1.2 %");
    assertThat(Numbers.percent(-0.059)).isEqualTo("-5.9 %");
    assertThat(Numbers.percent(1e-9)).isEqualTo("0.0 %");
  }
}
