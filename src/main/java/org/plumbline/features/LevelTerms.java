package org.plumbline.features;

import java.util.List;
import org.plumbline.columns.Block;

/**
 * Adds the effects of a category to predictions: a level's effects are looked up once a block by
 * its code, and added by code to each row. One a thread.
 */
final class LevelTerms {

  private static final byte KNOWN = 0;
  private static final byte STOOD_IN = 1;
  private static final byte REFUSED = 2;
  private static final byte NULL = 3;

  private final LevelEffects effects;
  private final LevelSource source;
  private final List<TermColumn> carriers;

  /** By carrier, the constant first, and by code. */
  private final double[][] byCode;

  private byte[] states = new byte[0];
  private boolean allKnown = true;
  private LevelCodes levels;

  LevelTerms(LevelEffects effects, LevelSource source, List<TermColumn> carriers) {
    this.effects = effects;
    this.source = source;
    this.carriers = carriers;
    byCode = new double[carriers.size() + 1][0];
    levels = new LevelCodes(new int[0], List.of());
  }

  String name() {
    return effects.category().name();
  }

  @SuppressWarnings("ReferenceEquality") // the same list holds the same names
  void read(Block block) {
    List<String> known = levels.names();
    levels = source.read(block);
    if (levels.names() == known) {
      return;
    }
    int count = levels.names().size();
    if (states.length < count) {
      states = new byte[count];
      for (int carrier = 0; carrier < byCode.length; carrier++) {
        byCode[carrier] = new double[count];
      }
    }
    allKnown = true;
    for (int code = 0; code < count; code++) {
      String level = levels.names().get(code);
      states[code] = state(level);
      allKnown &= states[code] == KNOWN;
      List<Double> values = effects.byLevel().getOrDefault(level, effects.ofUnseen());
      for (int carrier = 0; carrier < byCode.length; carrier++) {
        byCode[carrier][code] = values.isEmpty() ? 0 : values.get(carrier);
      }
    }
  }

  private byte state(String level) {
    if (effects.missing() != MissingLevels.LEVEL && level.equals(LevelCodes.MISSING)) {
      return NULL;
    }
    if (effects.byLevel().containsKey(level)) {
      return KNOWN;
    }
    return effects.ofUnseen().isEmpty() ? REFUSED : STOOD_IN;
  }

  void addTo(double[] sums, int rows) {
    int[] codes = levels.codes();
    double[] constants = byCode[0];
    for (int row = 0; row < rows; row++) {
      sums[row] += constants[codes[row]];
    }
    for (int carrier = 1; carrier < byCode.length; carrier++) {
      double[] slopes = byCode[carrier];
      double[] x = carriers.get(carrier - 1).values();
      for (int row = 0; row < rows; row++) {
        sums[row] += slopes[codes[row]] * x[row];
      }
    }
  }

  /** Whether every level of the block's dictionary is one that training had. */
  boolean allKnown() {
    return allKnown;
  }

  boolean usable(int row) {
    return allKnown || states[levels.codes()[row]] <= STOOD_IN;
  }

  /** Why the row is not {@link #usable}. */
  Flaw flaw(int row) {
    return states[levels.codes()[row]] == NULL ? Flaw.NULL : Flaw.UNSEEN;
  }

  boolean stoodIn(int row) {
    return !allKnown && states[levels.codes()[row]] == STOOD_IN;
  }
}
