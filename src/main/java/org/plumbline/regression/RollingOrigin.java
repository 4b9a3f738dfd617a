package org.plumbline.regression;

import java.util.List;
import org.plumbline.statistics.Moments;

/**
 * Folds in order of time with a rolling origin: fold k trains on the blocks 0 … k and is judged on
 * block k + 1, so that no model is judged on rows older than its own.
 */
public final class RollingOrigin implements FoldMoments {
  private final List<Moments> blocks;

  /**
   * @param blocks moments of stretches of days, the oldest first; at least one
   */
  public RollingOrigin(List<Moments> blocks) {
    this.blocks = List.copyOf(blocks);
  }

  @Override
  public int folds() {
    return blocks.size() - 1;
  }

  @Override
  public Moments training(int k) {
    return sum(k + 1);
  }

  @Override
  public Moments validation(int k) {
    return blocks.get(k + 1).select(columns());
  }

  @Override
  public Moments all() {
    return sum(blocks.size());
  }

  private Moments sum(int count) {
    return Moments.sum(columns(), blocks.subList(0, count));
  }

  private List<String> columns() {
    return blocks.get(0).columns();
  }

  @Override
  public String name(int k) {
    return "block " + (k + 2) + " of " + blocks.size();
  }
}
