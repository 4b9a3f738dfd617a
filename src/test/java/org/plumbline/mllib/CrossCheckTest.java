package org.plumbline.mllib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.cycle.Command;
import org.plumbline.cycle.Specification;
import org.plumbline.cycle.When;
import org.plumbline.features.CalendarPart;
import org.plumbline.features.Category;
import org.plumbline.features.Definition;
import org.plumbline.features.Feature;
import org.plumbline.features.LabelTransform;
import org.plumbline.features.MissingLevels;
import org.plumbline.features.MissingValues;
import org.plumbline.features.UnseenLevels;
import org.plumbline.model.CrossCheck;
import org.plumbline.model.Result;

/** Fits of every kind of term, trained here and by MLlib from the same files. */
class CrossCheckTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 2, 28);

  @TempDir private Path folder;

  @Test
  void numbersOfEveryKindAgree() {
    CrossCheck check =
        checked(
            new Lots(folder)
                .specification(
                    LabelTransform.LOG,
                    OptionalInt.of(30),
                    List.of(
                        number(new Definition.NumberTerm("area"), MissingValues.IMPUTE),
                        number(
                            new Definition.NumberTerm("rooms"),
                            MissingValues.IMPUTE_WITH_INDICATOR),
                        number(
                            new Definition.Logarithm("area", Definition.LogarithmOf.VALUE),
                            MissingValues.DROP),
                        number(
                            new Definition.Logarithm(
                                "rooms", Definition.LogarithmOf.VALUE_PLUS_ONE),
                            MissingValues.IMPUTE),
                        number(new Definition.Power("area", 2, 100), MissingValues.DROP),
                        number(new Definition.Product("area", "rooms"), MissingValues.IMPUTE),
                        number(new Definition.NumberTerm("corner"), MissingValues.FAIL),
                        new Feature.YearCycle(Lots.SOLD))));

    assertThat(check.terms())
        .extracting(CrossCheck.Term::term)
        .contains("rooms=(missing)", "log1p(rooms)", "(area - 100)^2", "area:rooms", "year-sine");
    agree(check, 8);
  }

  @Test
  void categoriesAgree() {
    Category district = new Category.OfColumn("district");
    CrossCheck check =
        checked(
            new Lots(folder)
                .specification(
                    LabelTransform.NONE,
                    OptionalInt.empty(),
                    List.of(
                        number(new Definition.NumberTerm("area"), MissingValues.IMPUTE),
                        levels(district, Optional.of("south"), 15),
                        levels(new Category.OfColumn("corner"), Optional.empty(), 0),
                        levels(
                            new Category.OfCalendar(CalendarPart.DAY_OF_WEEK, Lots.SOLD),
                            Optional.empty(),
                            0),
                        levels(
                            new Category.OfCalendar(CalendarPart.MONTH, Lots.SOLD),
                            Optional.of("02"),
                            0),
                        new Feature.Slopes(
                            district, new Definition.NumberTerm("area"), MissingValues.IMPUTE),
                        new Feature.Slopes(
                            new Category.OfColumn("corner"),
                            new Definition.NumberTerm("rooms"),
                            MissingValues.DROP))));

    assertThat(check.terms())
        .extracting(CrossCheck.Term::term)
        .contains(
            "district=(missing)",
            "district=(other)",
            "district=o'hare \\ \"west\"",
            "district=north:area",
            "corner=true",
            "corner=false:rooms",
            "day-of-week=7",
            "month=01")
        .doesNotContain("district=south", "district=rare", "district=south:area", "day-of-week=1");
    agree(check, 8);
  }

  @Test
  void penaltiesAgree() {
    Specification plain =
        new Lots(folder)
            .specification(
                LabelTransform.NONE,
                OptionalInt.empty(),
                List.of(
                    number(new Definition.NumberTerm("area"), MissingValues.IMPUTE),
                    levels(new Category.OfColumn("district"), Optional.empty(), 15),
                    number(new Definition.NumberTerm("corner"), MissingValues.FAIL)));

    agree(checked(Lots.penalized(plain, 0.3, 0)), 8);
    // MLlib searches, and ends where its objective no longer changes in double.
    agree(checked(Lots.penalized(plain, 0.3, 0.5)), 5);
  }

  private static Feature levels(Category category, Optional<String> reference, long leastRows) {
    return new Feature.Levels(
        category,
        new Feature.LevelChoice(reference, leastRows, 100),
        UnseenLevels.REFERENCE,
        MissingLevels.LEVEL);
  }

  private static Feature number(Definition definition, MissingValues missing) {
    return new Feature.Numeric(definition, missing);
  }

  private static CrossCheck checked(Specification specification) {
    Result result =
        Lots.cycle()
            .run(specification, new Command.Train(Command.Train.CrossChecking.ON), When.on(AS_OF));
    assertThat(result.error()).isEmpty();
    return result.crossCheck().orElseThrow();
  }

  private static void agree(CrossCheck check, double digits) {
    assertThat(check.rows()).isGreaterThan(500);
    assertThat(check.terms())
        .allSatisfy(
            term -> assertThat(term.digits().orElse(15)).as("%s", term).isGreaterThan(digits));
  }
}
