package org.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.Failure;
import org.plumbline.cycle.Specification;
import org.plumbline.features.CalendarPart;
import org.plumbline.features.Category;
import org.plumbline.features.CategoryColumns;
import org.plumbline.features.Definition;
import org.plumbline.features.EventTime;
import org.plumbline.features.Feature.LevelChoice;
import org.plumbline.features.Feature.Levels;
import org.plumbline.features.Feature.Numeric;
import org.plumbline.features.Feature.Slopes;
import org.plumbline.features.Feature.YearCycle;
import org.plumbline.features.LabelTransform;
import org.plumbline.features.MissingLevels;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.MissingValues;
import org.plumbline.features.UnseenLevels;

class FeatureListTest {

  @Test
  void everyKindReachesTheSpecification() {
    Specification specification =
        Configured.with(
                "data.missing = impute",
                "data.time-zone = Europe/Berlin",
                "training.label-transform = log",
                """
                data.features = [
                  area
                  { column = rooms, missing = drop }
                  { column = age, indicator = true }
                  { column = district, kind = category, reference = north, pool-below = 30 }
                  { column = heating, kind = category, unseen = reference, missing = drop,
                    max-levels = 7, reference = "" }
                  { column = area, kind = log }
                  { column = age, kind = log1p, missing = fail }
                  { column = area, kind = power, power = 2, center = 100 }
                  { columns = [area, rooms] }
                  { kind = product, columns = [district, area] }
                  { kind = product, columns = [garden, district], missing = drop }
                  { kind = day-of-week, unseen = reference }
                  { kind = month }
                  { kind = year-cycle }
                ]
                """)
            .specification();

    EventTime sold = new EventTime("sold_on", ZoneId.of("Europe/Berlin"));
    Definition area = new Definition.NumberTerm("area");
    Definition garden = new Definition.NumberTerm("garden");
    Definition square = new Definition.Power("area", 2, 100);
    Definition log = new Definition.Logarithm("area", Definition.LogarithmOf.VALUE);
    Definition log1p = new Definition.Logarithm("age", Definition.LogarithmOf.VALUE_PLUS_ONE);
    Category district = new Category.OfColumn("district");
    assertThat(specification.features())
        .containsExactly(
            new Numeric(area, MissingValues.IMPUTE),
            new Numeric(new Definition.NumberTerm("rooms"), MissingValues.DROP),
            new Numeric(new Definition.NumberTerm("age"), MissingValues.IMPUTE_WITH_INDICATOR),
            new Levels(
                district,
                new LevelChoice(Optional.of("north"), 30, 1000),
                UnseenLevels.POOLED,
                MissingLevels.LEVEL),
            new Levels(
                new Category.OfColumn("heating"),
                new LevelChoice(Optional.of(""), 0, 7),
                UnseenLevels.REFERENCE,
                MissingLevels.DROP),
            new Numeric(log, MissingValues.IMPUTE),
            new Numeric(log1p, MissingValues.FAIL),
            new Numeric(square, MissingValues.IMPUTE),
            new Numeric(new Definition.Product("area", "rooms"), MissingValues.IMPUTE),
            new Slopes(district, area, MissingValues.IMPUTE),
            new Slopes(district, garden, MissingValues.DROP),
            new Levels(
                new Category.OfCalendar(CalendarPart.DAY_OF_WEEK, sold),
                new LevelChoice(Optional.empty(), 0, 1000),
                UnseenLevels.REFERENCE,
                MissingLevels.LEVEL),
            new Levels(
                new Category.OfCalendar(CalendarPart.MONTH, sold),
                new LevelChoice(Optional.empty(), 0, 1000),
                UnseenLevels.REFUSE,
                MissingLevels.LEVEL),
            new YearCycle(sold));
    assertThat(specification.design().names())
        .containsExactly(
            "area",
            "area=(missing)",
            "rooms",
            "age",
            "age=(missing)",
            "log(area)",
            "log(area)=(missing)",
            "log1p(age)",
            "(area - 100)^2",
            "(area - 100)^2=(missing)",
            "area:rooms",
            "area:rooms=(missing)",
            "garden",
            "year-sine",
            "year-cosine",
            "log(price)");
    assertThat(specification.design().categories().get(0))
        .isEqualTo(
            new CategoryColumns(district, List.of("area", "area=(missing)", "garden"), 1000));
    assertThat(specification.design().rule().droppers())
        .containsExactly("garden", "heating", "rooms");
    assertThat(specification.design().rule().missing()).isEqualTo(MissingPolicy.FAIL);
    assertThat(specification.design().rule().labelTransform()).isEqualTo(LabelTransform.LOG);
  }

  @ParameterizedTest
  @MethodSource
  void refusesWithCauseAndRemedy(String features, String sentence) {
    String line = "data.features = [" + features + "]";
    Failure failure = catchThrowableOfType(Failure.class, () -> Configured.with(line));

    assertThat(failure).as(line).isNotNull();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
    assertThat(Console.line(failure.getMessage(), failure.remedy())).endsWith(sentence);
    assertThat(failure.getMessage()).startsWith("data.features");
  }

  static Stream<Arguments> refusesWithCauseAndRemedy() {
    return Stream.of(
        Arguments.of(
            "{ column = a, kind = categori }",
            "data.features.kind = categori: a feature has no such kind; did you mean category?"),
        Arguments.of("{ column = a, kind = power }", "a power needs its exponent; add power = 2"),
        Arguments.of(
            "{ column = a, kind = power, power = 1 }",
            "data.features.power = 1: an exponent is a whole number from -16 to 16, neither 0 nor"
                + " 1; set one such as 2"),
        Arguments.of(
            "{ column = a, kind = log, center = 3 }",
            "data.features.center = 3: it goes with kind = power, and this is a log;"
                + " leave it out, or set the kind"),
        Arguments.of(
            "{ column = a, reference = x }",
            "data.features.reference = x: it goes with kind = category or day-of-week or month,"
                + " and this is a number; leave it out, or set the kind"),
        Arguments.of(
            "{ column = a, indicator = true }",
            "a has an indicator of values that are missing, and keeps none;"
                + " set its missing = impute, or leave indicator out"),
        Arguments.of(
            "{ column = a, kind = category, missing = impute }",
            "data.features.missing = impute: not a policy of a category; set level or fail or drop"),
        Arguments.of(
            "{ column = a, missing = level }",
            "data.features.missing = level: not a policy of a number; set fail or drop or impute"),
        Arguments.of(
            "{ column = a, kind = category, unseen = pooled }",
            "a has unseen = pooled, and pools no levels;"
                + " set its pool-below, such as 30, or unseen = reference or refuse"),
        Arguments.of(
            "{ column = a, kind = category, max-levels = 0 }",
            "data.features.max-levels = 0: it is at least 1; set a larger number"),
        Arguments.of(
            "{ columns = [a, b, c] }",
            "a product is of two columns; write { kind = product, columns = [A, B] }"),
        Arguments.of(
            "{ column = a, kind = category }, { column = b, kind = category },"
                + " { columns = [a, b] }",
            "a:b is a product of two categories;"
                + " name a category and a number, or make a column of both"),
        Arguments.of(
            "{ column = a, kind = category }, { columns = [a, b], missing = impute,"
                + " indicator = true }",
            "a:b is within the levels of a category, and has no indicator of its own;"
                + " add { column = b, missing = impute, indicator = true }"),
        Arguments.of(
            "b, { column = a, kind = category }, { columns = [a, b], missing = drop }",
            "a:b says otherwise than b what a missing value does; say it once, at b"),
        Arguments.of(
            "a, { column = a, kind = category }", "a is named twice; name each feature once"),
        Arguments.of("{ columns = [a, price] }", "the label price is among them; leave it out"));
  }

  @ParameterizedTest
  @MethodSource
  void calendarTermsNeedAnEventTime(String scoring, String sentence) {
    Failure failure =
        catchThrowableOfType(
            Failure.class,
            () -> Configured.with(scoring, "data.features = [area, { kind = month }]"));

    assertThat(Console.line(failure.getMessage(), failure.remedy())).endsWith(sentence);
  }

  static Stream<Arguments> calendarTermsNeedAnEventTime() {
    return Stream.of(
        Arguments.of(
            "data.event-time = null",
            "month is of the event time, and there is none;"
                + " set data.event-time, or leave it out"),
        Arguments.of(
            "scoring { table.path = target/none/a, output.path = target/none/b }",
            "month is of the event time, and rows to score have none;"
                + " set scoring.event-time, or leave it out"));
  }

  @Test
  void whatIsSaidOfAFeatureIsPartOfTheConfigurationsIdentity() {
    String plain = Configured.digest("data.features = [area]");
    Stream.of(
            "{ column = area, missing = impute }",
            "{ column = area, missing = drop }",
            "{ column = area, kind = category }",
            "{ column = area, kind = category, reference = \"\" }",
            "{ column = area, kind = category, unseen = reference }",
            "{ column = area, kind = log }",
            "{ column = area, kind = power, power = 2 }",
            "{ column = area, kind = power, power = 3 }")
        .map(feature -> Configured.digest("data.features = [" + feature + "]"))
        .forEach(digest -> assertThat(digest).isNotEqualTo(plain));
    assertThat(Configured.digest("data.features = [{ column = area, kind = number }]"))
        .isEqualTo(plain);
  }
}
