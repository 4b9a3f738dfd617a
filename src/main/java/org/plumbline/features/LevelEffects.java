package org.plumbline.features;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What the levels of a category add to a prediction: a constant, and slopes of numbers.
 *
 * @param carriers the numbers that have slopes within the levels
 * @param byLevel of each level that training had, the reference and the pooled ones among them: the
 *     constant, then a slope for each carrier
 * @param ofUnseen the same for a level that training did not have; empty: it is refused
 * @param missing whether a null is a level
 */
public record LevelEffects(
    Category category,
    List<Definition> carriers,
    Map<String, List<Double>> byLevel,
    List<Double> ofUnseen,
    MissingLevels missing)
    implements Serializable {

  public LevelEffects {
    carriers = List.copyOf(carriers);
    byLevel = Map.copyOf(byLevel);
    ofUnseen = List.copyOf(ofUnseen);
  }

  /** The same with a calendar of another event time. */
  LevelEffects datedBy(EventTime time) {
    return new LevelEffects(category.datedBy(time), carriers, byLevel, ofUnseen, missing);
  }
}
