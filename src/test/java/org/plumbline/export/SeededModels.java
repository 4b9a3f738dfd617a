package org.plumbline.export;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;
import org.plumbline.features.CalendarPart;
import org.plumbline.features.Category;
import org.plumbline.features.Definition;
import org.plumbline.features.EventTime;
import org.plumbline.features.LevelCodes;
import org.plumbline.features.LevelEffects;
import org.plumbline.features.MissingLevels;
import org.plumbline.features.Response;
import org.plumbline.features.Scorer;

/** Predictors with every kind of feature over columns of every type. */
public final class SeededModels {

  private static final List<String> LEVELS =
      List.of("north", "", "it's", "\"x\"", "back\\slash", "${x}", "__THIS__", "a\nb", "東京", "%s");

  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "America/New_York", "+05:30", "Asia/Kolkata", "Z");

  private final Random random;
  private final List<Field> fields = new ArrayList<>();
  private final List<Definition> definitions = new ArrayList<>();
  private final Map<Definition, Double> imputed = new HashMap<>();

  private SeededModels(long seed) {
    random = new Random(seed);
  }

  /** A predictor, a pure function of its seed. */
  public static Exported model(long seed) {
    return new SeededModels(seed).model();
  }

  private Exported model() {
    fields.addAll(
        List.of(
            new Field("x", new ColumnType.Floating(64)),
            new Field("a.b `c` \"d\" 'e'", new ColumnType.Floating(64)),
            new Field("small", new ColumnType.Floating(32)),
            new Field("rooms", new ColumnType.Whole(32, true)),
            new Field("large", new ColumnType.Whole(64, true)),
            new Field("unsigned", new ColumnType.Whole(64, false)),
            new Field("cents", new ColumnType.Decimal(12, 2)),
            new Field("fine", new ColumnType.Decimal(18, 17)),
            new Field("wide", new ColumnType.Decimal(38, 20)),
            new Field("flag", new ColumnType.Bool()),
            new Field("built", new ColumnType.Date()),
            new Field("district", new ColumnType.Text()),
            new Field("sold", time())));
    Category district = new Category.OfColumn("district");
    EventTime sold = new EventTime("sold", ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
    for (Field field : fields) {
      if (field.type().isNumber() && random.nextInt(3) > 0) {
        add(number(field.name()));
      }
    }
    if (random.nextBoolean()) {
      definitions.add(new Definition.YearCycle(sold, Definition.Wave.SINE));
      definitions.add(new Definition.YearCycle(sold, Definition.Wave.COSINE));
    }
    List<LevelEffects> categories = new ArrayList<>();
    if (random.nextInt(4) > 0) {
      categories.add(effects(district, LEVELS, carriers()));
    }
    if (random.nextBoolean()) {
      categories.add(
          effects(new Category.OfColumn("rooms"), List.of("-1", "0", "1", "7"), List.of()));
    }
    if (random.nextBoolean()) {
      categories.add(
          effects(new Category.OfColumn("built"), List.of("1970-01-01", "2024-02-29"), List.of()));
    }
    if (random.nextBoolean()) {
      categories.add(effects(new Category.OfColumn("flag"), List.of("false", "true"), List.of()));
    }
    if (random.nextBoolean()) {
      categories.add(
          effects(
              new Category.OfCalendar(CalendarPart.DAY_OF_WEEK, sold),
              List.of("1", "2", "3", "4", "5", "6", "7"),
              List.of()));
      categories.add(
          effects(
              new Category.OfCalendar(CalendarPart.MONTH, sold),
              List.of("01", "02", "03", "11", "12"),
              carriers()));
    }
    Scorer scorer =
        new Scorer(
            definitions,
            coefficient(),
            definitions.stream().map(each -> coefficient()).toList(),
            imputed,
            categories,
            random.nextInt(3) == 0
                ? new Response.Exponential(1 + random.nextDouble())
                : new Response.Identity());
    return Exported.of(
        "seeded",
        "2026-03-01-0123456789ab",
        LocalDate.of(2026, 3, 1),
        "y",
        new Schema(fields),
        scorer);
  }

  private ColumnType time() {
    return switch (random.nextInt(3)) {
      case 0 -> new ColumnType.Date();
      case 1 -> new ColumnType.Timestamp(false);
      default -> new ColumnType.Timestamp(true);
    };
  }

  private Definition number(String column) {
    return switch (random.nextInt(6)) {
      case 0 -> new Definition.Logarithm(column, Definition.LogarithmOf.VALUE);
      case 1 -> new Definition.Logarithm(column, Definition.LogarithmOf.VALUE_PLUS_ONE);
      case 2 ->
          new Definition.Power(
              column, List.of(-2, -1, 2, 3, 5).get(random.nextInt(5)), random.nextInt(2) * 2.5);
      case 3 -> new Definition.Product(column, random.nextBoolean() ? "x" : "cents");
      default -> new Definition.NumberTerm(column);
    };
  }

  /** With a stand-in and an indicator, a stand-in alone, or neither. */
  private void add(Definition definition) {
    if (definitions.contains(definition)) {
      return;
    }
    definitions.add(definition);
    int gaps = random.nextInt(3);
    if (gaps > 0) {
      imputed.put(definition, random.nextGaussian());
    }
    if (gaps > 1) {
      definitions.add(new Definition.MissingIndicator(definition));
    }
  }

  private List<Definition> carriers() {
    return random.nextBoolean()
        ? List.of()
        : List.of(new Definition.NumberTerm("x"), new Definition.NumberTerm("cents"));
  }

  private LevelEffects effects(Category category, List<String> all, List<Definition> carriers) {
    List<String> levels = new ArrayList<>(all);
    if (random.nextBoolean()) {
      levels.add(LevelCodes.MISSING);
    }
    List<Double> pooled = effect(carriers);
    Map<String, List<Double>> byLevel = new HashMap<>();
    for (String level : levels) {
      byLevel.put(level, random.nextInt(4) == 0 ? pooled : effect(carriers));
    }
    return new LevelEffects(
        category,
        carriers,
        byLevel,
        random.nextInt(3) == 0 ? List.of() : pooled,
        List.of(MissingLevels.values()).get(random.nextInt(3)));
  }

  private List<Double> effect(List<Definition> carriers) {
    List<Double> effect = new ArrayList<>();
    effect.add(coefficient());
    carriers.forEach(carrier -> effect.add(coefficient()));
    return effect;
  }

  private double coefficient() {
    return switch (random.nextInt(8)) {
      case 0 -> 0.0;
      case 1 -> random.nextGaussian() * 1e-9;
      case 2 -> random.nextInt(2000) - 1000;
      default -> random.nextGaussian();
    };
  }
}
