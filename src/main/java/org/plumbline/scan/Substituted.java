package org.plumbline.scan;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Locale;
import org.plumbline.features.Substitution;

/** A column whose values were made up for in scoring, and how. */
public record Substituted(String column, Substitution how)
    implements Comparable<Substituted>, Serializable {

  private static final Comparator<Substituted> ORDER =
      Comparator.comparing(Substituted::column).thenComparing(Substituted::how);

  @Override
  public int compareTo(Substituted other) {
    return ORDER.compare(this, other);
  }

  /** {@code imputed} or {@code unseen}: the kind of a warning. */
  public String kind() {
    return how.name().toLowerCase(Locale.ROOT);
  }

  /** For people, of so many rows. */
  public String sentence(long rows) {
    return switch (how) {
      case IMPUTED ->
          column
              + ": missing in "
              + rows
              + " scored rows; the mean of the training rows stands in.";
      case UNSEEN ->
          column
              + ": "
              + rows
              + " scored rows have a level that the model was not trained on; the pooled levels or"
              + " the reference stand in.";
    };
  }
}
