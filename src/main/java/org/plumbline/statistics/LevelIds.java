package org.plumbline.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the levels of a category as they come, and translates the codes of a block. */
final class LevelIds {

  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private LevelCollector.Codes codes = new LevelCollector.Codes(new int[0], List.of());

  /** By code of the block at hand; −1 where it was not asked for yet. */
  private int[] idOfCode = new int[0];

  @SuppressWarnings("ReferenceEquality") // the same list is known to hold the same names
  void take(LevelCollector.Codes ofBlock) {
    boolean sameNames = ofBlock.names() == codes.names();
    codes = ofBlock;
    if (sameNames) {
      return;
    }
    int size = codes.names().size();
    if (idOfCode.length < size) {
      idOfCode = new int[size];
    }
    Arrays.fill(idOfCode, 0, size, -1);
  }

  /** The id of a row of the block. */
  int id(int row) {
    int code = codes.codes()[row];
    int id = idOfCode[code];
    return id >= 0 ? id : translate(code);
  }

  private int translate(int code) {
    String name = codes.names().get(code);
    Integer known = ids.putIfAbsent(name, names.size());
    if (known == null) {
      names.add(name);
    }
    idOfCode[code] = known == null ? names.size() - 1 : known;
    return idOfCode[code];
  }

  /** How many levels blocks had, rows of weight 0 among them. */
  int size() {
    return names.size();
  }

  /**
   * The levels in code-point order.
   *
   * @param ranks by id
   * @param names by rank
   */
  @SuppressWarnings("ArrayRecordComponent") // lives for one end of a collector, never compared
  record Order(int[] ranks, String[] names) {}

  Order order() {
    Integer[] sorted = new Integer[names.size()];
    Arrays.setAll(sorted, id -> id);
    Arrays.sort(sorted, Comparator.comparing(names::get, LevelOrder.CODE_POINTS));
    Order order = new Order(new int[sorted.length], new String[sorted.length]);
    for (int rank = 0; rank < sorted.length; rank++) {
      order.ranks()[sorted[rank]] = rank;
      order.names()[rank] = names.get(sorted[rank]);
    }
    return order;
  }

  void clear() {
    ids.clear();
    names.clear();
    Arrays.fill(idOfCode, -1);
  }
}
