package org.plumbline.export;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.plumbline.columns.Field;
import org.plumbline.features.LevelEffects;

/**
 * The rows that an export is compared on: some of the table, each column at every edge of its type
 * and every level beside values of the table, and all of these mixed at random.
 */
public final class EdgeRows {

  private static final int MIXED = 400;

  /** Levels of a category that get a row each; the others occur in mixed rows. */
  private static final int MOST_LEVELS = 400;

  private final Exported exported;
  private final Map<String, List<Object>> edges = new LinkedHashMap<>();

  /** Values of levels that training had, by column. */
  private final Map<String, List<Object>> known = new HashMap<>();

  private final Random random;

  private EdgeRows(Exported exported, long seed) {
    this.exported = exported;
    this.random = new Random(seed);
    for (Field field : exported.schema().fields()) {
      edges.put(field.name(), new EdgeValues(field.type(), zonesOf(exported)).all(random));
    }
    for (LevelEffects effects : exported.scorer().categories()) {
      if (effects.category().eventTime().isEmpty()) {
        levels(effects);
      }
    }
  }

  /** Levels, and what is nearly one, are among the edges of their column. */
  private void levels(LevelEffects effects) {
    String column = effects.category().columns().get(0);
    Field field = exported.schema().field(column).orElseThrow();
    EdgeValues values = new EdgeValues(field.type(), List.of());
    List<Object> levels =
        effects.byLevel().keySet().stream()
            .sorted(CodePoints.ORDER)
            .limit(MOST_LEVELS)
            .flatMap(level -> values.of(level).stream())
            .toList();
    known.put(column, levels);
    Set<Object> all = new LinkedHashSet<>(edges.get(column));
    levels.forEach(level -> all.addAll(values.like(level)));
    edges.put(column, new ArrayList<>(all));
  }

  private static List<ZoneId> zonesOf(Exported exported) {
    List<ZoneId> zones = new ArrayList<>();
    exported
        .scorer()
        .definitions()
        .forEach(each -> each.eventTime().ifPresent(time -> zones.add(time.zone())));
    exported
        .scorer()
        .categories()
        .forEach(each -> each.category().eventTime().ifPresent(time -> zones.add(time.zone())));
    return zones;
  }

  /**
   * @param sample rows of the table; may be none
   * @param seed of what is random
   */
  public static List<Map<String, Object>> of(
      Exported exported, List<Map<String, Object>> sample, long seed) {
    return new EdgeRows(exported, seed).rows(sample);
  }

  private List<Map<String, Object>> rows(List<Map<String, Object>> sample) {
    List<Map<String, Object>> rows = new ArrayList<>(sample);
    rows.add(Map.of());
    edges.forEach(
        (column, values) -> {
          for (Object value : values) {
            Map<String, Object> row = new HashMap<>(usual(sample));
            row.put(column, value);
            rows.add(row);
          }
        });
    for (int row = 0; row < MIXED; row++) {
      rows.add(mixed(sample));
    }
    return rows;
  }

  /** A row of the table, or one of values that any column may have. */
  private Map<String, Object> usual(List<Map<String, Object>> sample) {
    if (!sample.isEmpty()) {
      return sample.get(random.nextInt(sample.size()));
    }
    Map<String, Object> row = new HashMap<>();
    for (Field field : exported.schema().fields()) {
      List<Object> levels = known.getOrDefault(field.name(), List.of());
      row.put(
          field.name(),
          levels.isEmpty()
              ? new EdgeValues(field.type(), List.of()).usual(random)
              : levels.get(random.nextInt(levels.size())));
    }
    return row;
  }

  /** Of each column in turn an edge or a usual value. */
  private Map<String, Object> mixed(List<Map<String, Object>> sample) {
    Map<String, Object> row = new HashMap<>(usual(sample));
    double share = random.nextDouble();
    edges.forEach(
        (column, values) -> {
          if (random.nextDouble() < share) {
            row.put(column, values.get(random.nextInt(values.size())));
          }
        });
    return row;
  }
}
