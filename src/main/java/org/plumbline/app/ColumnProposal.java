package org.plumbline.app;

/** What becomes of a column in a proposed configuration. */
sealed interface ColumnProposal {

  String column();

  /** Why, for the one who decides. */
  String because();

  /**
   * A feature.
   *
   * @param feature as {@code data.features} writes it
   * @param terms how many terms it has at most
   */
  record Kept(String column, String feature, int terms, String because) implements ColumnProposal {}

  /** No feature. */
  record LeftOut(String column, Reason reason, String because) implements ColumnProposal {}

  /** Why a column is left out. */
  enum Reason {
    CONSTANT("constant"),
    IDENTIFIER("identifier"),
    LEAK("leak of the label"),
    LEVELS("too many levels"),
    TEXT("text"),
    GAPS("hardly ever known"),
    INFINITE("infinite values"),
    DATE("date"),
    TYPE("not readable");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }
}
