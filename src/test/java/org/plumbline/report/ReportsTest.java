package org.plumbline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.plumbline.model.Champion;
import org.plumbline.model.CycleDocument;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportsTest {
  private static final Houses HOUSES = new Houses(1);

  /** Where the pages of these tests are left to be looked at in a browser. */
  private static final Path SAMPLES = Path.of("target", "report-samples");

  @Test
  void textIsTheGoldenOne() throws Exception {
    String text = Reports.text(HOUSES.cycle(20, 30));
    keep("house-prices.txt", text);
    assertThat(text).isEqualTo(resource("house-prices.txt"));
  }

  @Test
  void sameRecordsGiveTheSameBytes() {
    CycleDocument cycle = HOUSES.cycle(20, 30);
    assertThat(Reports.html(cycle)).isEqualTo(Reports.html(cycle));
    assertThat(Reports.json(cycle)).isEqualTo(Reports.json(cycle));
  }

  @Test
  void pageShowsVerdictCoefficientsChartsAndInputs() throws Exception {
    String html = Reports.html(HOUSES.cycle(20, 30));
    keep("win.html", html);
    keep("loss.html", Reports.html(HOUSES.cycle(19, 21)));
    keep("first.html", Reports.html(HOUSES.firstCycle(10)));
    assertThat(ids(html))
        .containsSubsequence(
            "verdict",
            "coefficients",
            "coefficients-wide-title",
            "fit",
            "days",
            "days-wide-title",
            "predictions",
            "calibration-wide-title",
            "residuals-wide-title",
            "data",
            "method",
            "origin")
        .doesNotHaveDuplicates();
  }

  @Test
  void jsonBeginsWithItsFormatVersion() {
    String json = new String(Reports.json(HOUSES.cycle(20, 30)), StandardCharsets.UTF_8);
    assertThat(json)
        .startsWith("{\n  \"format-version\": 1,")
        .contains("\"residual-standard-error\"");
  }

  @Test
  void indexLinksEveryCycleAndShowsWhoReigned() throws Exception {
    List<CycleDocument> cycles = new ArrayList<>();
    List<Champion> champions = reign(cycles);
    String html = Reports.index("house-prices", cycles, champions);
    keep("index.html", html);
    assertThat(ids(html)).contains("errors", "reigns", "cycles").doesNotHaveDuplicates();
    for (CycleDocument cycle : cycles) {
      assertThat(html).contains("href=\"cycles/" + cycle.asOf() + "/1/report.html\"");
    }
    assertThat(html).contains(champions.get(0).model() + " from 2026-01-09 to ");
  }

  @Test
  void indexWithoutCyclesSaysSo() throws Exception {
    String html = Reports.index("empty <name>", List.of(), List.of());
    assertThat(ids(html)).contains("cycles");
    assertThat(html).contains("no cycle yet").contains("empty &lt;name&gt;");
  }

  @TestFactory
  Stream<DynamicTest> oddCyclesRender() {
    return OddCycles.all().entrySet().stream()
        .map(
            odd ->
                DynamicTest.dynamicTest(odd.getKey(), () -> renders(odd.getKey(), odd.getValue())));
  }

  private static void renders(String name, CycleDocument cycle) throws Exception {
    String html = Reports.html(cycle);
    keep(name.replace(' ', '-') + ".html", html);
    assertThat(ids(html)).contains("verdict", "origin").doesNotHaveDuplicates();
    assertThat(html).doesNotContain("NaN", "Infinity", "OptionalDouble", "Optional[");
    assertThat(html.toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("<script", "http:", "https:", "url(", "@import", "javascript:");
    assertThat(Reports.text(cycle)).contains("Verdict: ").doesNotContain("NaN", "Optional");
    assertThat(Reports.json(cycle)).isNotEmpty();
    assertThat(ids(Reports.index(name, List.of(cycle), List.of()))).contains("cycles");
  }

  @Test
  void namesCannotBreakOutOrDeceive() throws Exception {
    CycleDocument cycle = OddCycles.all().get("nasty names");
    String html = Reports.html(cycle);
    String text = Reports.text(cycle);
    assertThat(html).doesNotContain("<b>&", "\u202E", "\u0007").contains("\\u202Eevil\\u0007 🏡");
    assertThat(text).doesNotContain("\u202E", "\u0007").contains("\\u202Eevil\\u0007 🏡");
    assertThat(parse(html).getElementsByTagName("h1").getLength()).isEqualTo(1);
  }

  @Test
  void manyTermsAreDrawnUpToALimitAndAllListed() {
    String html = Reports.html(OddCycles.of(OddCycles.terms(200)));
    assertThat(html).contains("The 40 largest of 200 terms").contains("<bdi>column_199</bdi>");
    assertThat(html.length()).isLessThan(400_000);
  }

  @Test
  void residualsBeyondTheAxisAreCountedInWords() {
    assertThat(Reports.html(OddCycles.all().get("extreme charts")))
        .contains("rows beyond the axis: 1 below and 2 above.")
        .contains("Histogram of 3 residuals");
  }

  @Test
  void collinearTermsAndExactFitsAreSaid() {
    String aliased = Reports.text(OddCycles.all().get("all aliased"));
    assertThat(aliased).contains("(2 not defined because of collinearity)");
    assertThat(aliased.lines()).contains("a           (dropped: collinear)");
    assertThat(Reports.text(OddCycles.all().get("exact fit"))).contains("Essentially perfect fit");
  }

  @Test
  void failureIsToldAsItWasWritten() {
    assertThat(Reports.text(OddCycles.all().get("failed")))
        .contains("Verdict: Failed\n  sales: column <area> is text. Cast it.\n");
  }

  @Test
  void overtakenPromotionIsHeld() {
    assertThat(Reports.text(OddCycles.all().get("overtaken")))
        .contains("Verdict: Held")
        .contains("overtaken");
  }

  @Test
  void anApprovedChallengerIsPromotedAndItsReportSaysByWhom() {
    assertThat(Reports.text(OddCycles.all().get("approved")))
        .contains("Verdict: Promoted")
        .contains("Approved by Anna: slices are plausible. There was no champion")
        .doesNotContain("FAILED");
  }

  private static List<Champion> reign(List<CycleDocument> cycles) {
    List<Champion> champions = new ArrayList<>();
    int reigning = 0;
    for (int day = 8; day <= 30; day += 2) {
      CycleDocument cycle = reigning == 0 ? HOUSES.firstCycle(day) : HOUSES.cycle(reigning, day);
      cycles.add(cycle);
      if (cycle.decision().orElseThrow().decision().equals("promote")) {
        reigning = day;
        champions.add(pointer(cycle, champions));
      }
    }
    return champions;
  }

  static Champion pointer(CycleDocument cycle, List<Champion> before) {
    return new Champion(
        1,
        before.size() + 1L,
        cycle.challenger().orElseThrow().id(),
        before.isEmpty() ? Optional.empty() : Optional.of(before.get(before.size() - 1).model()),
        cycle.asOf(),
        Optional.of(1),
        Champion.PROMOTE,
        Optional.empty(),
        "run-7",
        Optional.empty(),
        Optional.empty());
  }

  private static List<String> ids(String html) throws Exception {
    var elements = parse(html).getElementsByTagName("*");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < elements.getLength(); i++) {
      var id = elements.item(i).getAttributes().getNamedItem("id");
      if (id != null) {
        ids.add(id.getNodeValue());
      }
    }
    return ids;
  }

  /** The markup is XML too, so the JDK can judge whether it is well formed. */
  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static void keep(String name, String text) throws IOException {
    Files.createDirectories(SAMPLES);
    Files.writeString(SAMPLES.resolve(name), text);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReportsTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
