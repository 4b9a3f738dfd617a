package org.plumbline.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.features.CategoryColumns;
import org.plumbline.features.Design;
import org.plumbline.statistics.LevelLayout;

/**
 * What sums by level are made of, by the digests under which they are found again, whatever columns
 * and categories are called.
 *
 * @param columns of z without the constant, the label last
 */
record LevelColumns(List<Column> columns, List<Category> categories) {

  private static final String CATEGORY = "@";
  private static final String CARRIER = "*";

  record Column(String name, String digest) {}

  /**
   * @param carriers digests of the columns that vary within its levels
   */
  record Category(String name, String digest, List<String> carriers) {}

  static LevelColumns of(Design design) {
    List<String> names = design.names();
    List<String> digests = design.digests();
    List<Column> columns = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      columns.add(new Column(names.get(k), digests.get(k)));
    }
    List<Category> categories = new ArrayList<>();
    for (CategoryColumns each : design.categories()) {
      List<String> carriers =
          each.carriers().stream().map(carrier -> digests.get(names.indexOf(carrier))).toList();
      categories.add(new Category(each.category().name(), each.category().digest(), carriers));
    }
    return new LevelColumns(columns, categories);
  }

  /** The layout of a design's sums by level. Where there are none no digest is computed. */
  static LevelLayout layout(Design design) {
    return design.categories().isEmpty()
        ? new LevelLayout(design.names(), List.of())
        : of(design).layout();
  }

  /** From names and definitions as the store has them. */
  static LevelColumns stored(List<String> names, List<String> definitions) {
    List<Column> columns = new ArrayList<>();
    List<Category> categories = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      String definition = definitions.get(k);
      if (definition.startsWith(CATEGORY)) {
        List<String> digests = List.of(definition.substring(CATEGORY.length()).split("[*]", -1));
        categories.add(
            new Category(names.get(k), digests.get(0), digests.subList(1, digests.size())));
      } else {
        columns.add(new Column(names.get(k), definition));
      }
    }
    return new LevelColumns(columns, categories);
  }

  /** Names as the store has them: of the columns, then of the categories. */
  List<String> names() {
    return Stream.concat(
            columns.stream().map(Column::name), categories.stream().map(Category::name))
        .toList();
  }

  /** Definitions as the store has them: {@code digest}, or {@code @digest*carrier*carrier…}. */
  List<String> definitions() {
    return Stream.concat(
            columns.stream().map(Column::digest), categories.stream().map(LevelColumns::text))
        .toList();
  }

  private static String text(Category category) {
    StringBuilder text = new StringBuilder(CATEGORY).append(category.digest());
    category.carriers().forEach(carrier -> text.append(CARRIER).append(carrier));
    return text.toString();
  }

  LevelLayout layout() {
    return new LevelLayout(
        columns.stream().map(Column::name).toList(),
        categories.stream()
            .map(each -> new LevelLayout.Category(each.name(), names(each.carriers())))
            .toList());
  }

  private List<String> names(List<String> digests) {
    return digests.stream().map(digest -> column(digest).orElseThrow().name()).toList();
  }

  private Optional<Column> column(String digest) {
    return columns.stream().filter(column -> column.digest().equals(digest)).findFirst();
  }

  /**
   * What others are called here, in their order; empty where one of their columns, categories or
   * carriers is not among these.
   */
  Optional<LevelLayout> serving(LevelColumns others) {
    List<String> digests = others.columns.stream().map(Column::digest).toList();
    if (digests.stream().anyMatch(digest -> column(digest).isEmpty())) {
      return Optional.empty();
    }
    List<LevelLayout.Category> serving = new ArrayList<>();
    for (Category other : others.categories) {
      Optional<Category> known =
          categories.stream()
              .filter(each -> each.digest().equals(other.digest()))
              .filter(each -> each.carriers().containsAll(other.carriers()))
              .findFirst();
      if (known.isEmpty()) {
        return Optional.empty();
      }
      serving.add(new LevelLayout.Category(known.get().name(), names(other.carriers())));
    }
    return Optional.of(new LevelLayout(names(digests), serving));
  }
}
