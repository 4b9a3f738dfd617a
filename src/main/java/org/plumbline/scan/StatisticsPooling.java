package org.plumbline.scan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.plumbline.scan.SummarizeTask.Found;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;

/**
 * Pools the sums by level, and the moments of files that are not stored.
 *
 * @param names of the columns of z
 */
record StatisticsPooling(LevelLayout layout, List<String> names) implements Pooling<Found> {

  @Override
  public List<Part> pooled(Found found) {
    return found.pooled();
  }

  @Override
  public Found rest(Found found) {
    return new Found(found.pieces(), List.of(), found.kernel());
  }

  @Override
  public Sums sums() {
    return new StatisticsSums();
  }

  private final class StatisticsSums implements Sums {
    private final LevelTotals levels = new LevelTotals(layout);
    private final NavigableMap<PoolKey, Moments> moments = new TreeMap<>();

    @Override
    public void add(Part part) {
      switch (part.key().kind()) {
        case LEVELS -> levels.add(part.key().group(), Levels.decode(layout, part.value()));
        case MOMENTS, FILE ->
            moments.merge(part.key(), Moments.decode(names, part.value()), Moments::plus);
      }
    }

    @Override
    public List<Part> end() {
      List<Part> sums = new ArrayList<>();
      levels.encode().forEach(sum -> sums.add(new Part(PoolKey.levels(sum.group()), sum.value())));
      while (!moments.isEmpty()) {
        Map.Entry<PoolKey, Moments> sum = moments.pollFirstEntry();
        sums.add(new Part(sum.getKey(), ended(sum.getKey(), sum.getValue())));
      }
      return sums;
    }

    private byte[] ended(PoolKey key, Moments sum) {
      return key.kind() == PoolKey.Kind.FILE
          ? sum.digest().getBytes(StandardCharsets.US_ASCII)
          : sum.encode();
    }
  }
}
