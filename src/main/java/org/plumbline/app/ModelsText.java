package org.plumbline.app;

import java.util.Locale;
import org.plumbline.cycle.ModelDifference;
import org.plumbline.cycle.ModelListing;

/** Models as people read them. */
final class ModelsText {
  private ModelsText() {}

  static String of(ModelListing listing) {
    TextTable table =
        new TextTable("model", "as-of", "standing", ">rows", ">rmse", ">r2", "verdict", "reasons");
    for (ModelListing.Entry entry : listing.models()) {
      table.row(
          entry.id(),
          entry.asOf().toString(),
          entry.standing().name().toLowerCase(Locale.ROOT),
          Figures.of(entry.rows()),
          Figures.of(entry.rmse()),
          Figures.of(entry.r2()),
          entry.verdict().orElse("-"),
          String.join("; ", entry.reasons()));
    }
    return listing.name() + ": champion " + listing.champion().orElse("none") + "\n" + table;
  }

  static String of(ModelDifference difference) {
    TextTable table =
        new TextTable("term", ">" + difference.first(), ">" + difference.second(), ">errors apart");
    for (ModelDifference.Term term : difference.terms()) {
      table.row(
          term.term(),
          Figures.of(term.first()),
          Figures.of(term.second()),
          Figures.of(term.standardErrors()));
    }
    return table.toString();
  }
}
