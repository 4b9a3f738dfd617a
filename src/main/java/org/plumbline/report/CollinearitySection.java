package org.plumbline.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.model.CollinearityRecord;
import org.plumbline.regression.Collinearity.Condition;
import org.plumbline.regression.Collinearity.Inflation;
import org.plumbline.regression.Collinearity.Proportion;
import org.plumbline.report.Block.Cell;
import org.plumbline.report.Block.Head;

/** How far terms explain each other: a verdict first, the numbers after it. */
final class CollinearitySection {
  private static final int MOST_ROWS = 20;

  /** Part of a variance from which a term takes part in a dependency (Belsley, Kuh, Welsch). */
  private static final double INVOLVED = 0.5;

  /** What a standard error may grow by before it is told: that of a variance inflation of 10. */
  private static final double NOTEWORTHY_GROWTH = Math.sqrt(10);

  private final CollinearityRecord record;

  private CollinearitySection(CollinearityRecord record) {
    this.record = record;
  }

  /** Absent for fewer than two terms. */
  static Optional<Page.Section> of(CollinearityRecord record) {
    if (record.inflation().size() < 2) {
      return Optional.empty();
    }
    CollinearitySection section = new CollinearitySection(record);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(verdict(record)));
    List<Condition> noteworthy = noteworthy(record);
    if (!noteworthy.isEmpty()) {
      blocks.add(conditions(noteworthy));
    }
    blocks.add(section.inflation());
    return Optional.of(new Page.Section("collinearity", "Collinearity", blocks));
  }

  /** Whether terms explain each other so far that their coefficients are uncertain. */
  static String verdict(CollinearityRecord record) {
    List<String> inflated =
        record.inflation().stream()
            .filter(each -> growth(each) > NOTEWORTHY_GROWTH)
            .map(each -> Names.visible(each.name()))
            .toList();
    String indices = "";
    if (!record.conditions().isEmpty()) {
      double largest = record.conditions().stream().mapToDouble(Condition::index).max().orElse(1);
      indices = " The largest condition index is " + Numbers.general(largest, 3) + ".";
    }
    String others =
        inflated.isEmpty()
            ? "No term is explained by the others so far that its coefficient suffers: no standard"
                + " error is more than 3.2 times what it were alone."
            : "The others explain "
                + shortened(inflated)
                + " so far that standard errors are more than 3.2 times what they were alone.";
    return others + Numbers.typographic(indices);
  }

  private static String shortened(List<String> names) {
    int most = 5;
    return String.join(", ", names.subList(0, Math.min(most, names.size())))
        + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
  }

  /** Infinite where the factor is beyond a double. */
  private static double growth(Inflation each) {
    return each.perCoefficient().orElse(Double.POSITIVE_INFINITY);
  }

  static List<Condition> noteworthy(CollinearityRecord record) {
    return record.conditions().stream()
        .filter(each -> each.index() > CollinearityRecord.NOTEWORTHY_INDEX)
        .sorted(Comparator.comparingDouble(Condition::index).reversed())
        .limit(MOST_ROWS)
        .toList();
  }

  /** The terms of a dependency with their parts, the largest first; two at least. */
  static String involved(Condition condition) {
    List<Proportion> sorted =
        condition.proportions().stream()
            .sorted(Comparator.comparingDouble(Proportion::value).reversed())
            .toList();
    long many = sorted.stream().filter(each -> each.value() >= INVOLVED).count();
    return sorted.stream()
        .limit(Math.max(2, Math.min(8, many)))
        .map(each -> Names.visible(each.term()) + " " + Numbers.fixed(each.value(), 2))
        .collect(Collectors.joining(", "));
  }

  private static Block conditions(List<Condition> noteworthy) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Condition each : noteworthy) {
      rows.add(
          List.of(
              Cell.styled(Numbers.typographic(Numbers.general(each.index(), 3)), ""),
              Cell.text(involved(each))));
    }
    return Block.Table.of(
        "Condition indices above 10, with the terms involved and the part of their variance",
        List.of(new Head("Index", ""), new Head("Terms", "")),
        rows);
  }

  private Block inflation() {
    List<Inflation> shown = largest(record);
    List<List<Cell>> rows = new ArrayList<>();
    for (Inflation each : shown) {
      rows.add(
          List.of(
              Cell.text(Names.visible(each.name())),
              Cell.number(Numbers.count(each.degreesOfFreedom())),
              Cell.number(MetricsTable.number(each.factor(), 4)),
              Cell.number(MetricsTable.number(each.perCoefficient(), 3))));
    }
    int all = record.inflation().size();
    String some = shown.size() < all ? ": the " + shown.size() + " largest of " + all : "";
    return Block.Table.of(
        "Variance inflation, of a category as a whole" + some,
        Head.first("Term", "Coefficients", "Inflation of variance", "of an error"),
        rows);
  }

  /** Those that grow most, the largest first. */
  static List<Inflation> largest(CollinearityRecord record) {
    return record.inflation().stream()
        .sorted(Comparator.comparingDouble(CollinearitySection::growth).reversed())
        .limit(MOST_ROWS)
        .toList();
  }
}
