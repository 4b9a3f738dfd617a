package org.plumbline.statistics;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The products whose sums a layout asks for, by table: of each category, then of each pair of
 * categories (0,1), (0,2) … (1,2) …. A product that several tables have is formed once for all.
 */
final class LevelProducts {

  private final LevelLayout layout;
  private final BitSet carriers = new BitSet();
  private final Map<Long, FactorProduct> products = new LinkedHashMap<>();

  /** By table and cell: the product whose sums it holds. */
  private final List<FactorProduct[]> productOfCell = new ArrayList<>();

  LevelProducts(LevelLayout layout) {
    this.layout = layout;
    int categories = layout.categories().size();
    for (int c = 0; c < categories; c++) {
      for (int carrier : layout.carriers(c)) {
        carriers.set(carrier);
      }
    }
    int[] columns = new int[layout.order()];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = j;
    }
    for (int c = 0; c < categories; c++) {
      listTable(layout.carriers(c), columns);
    }
    for (int c = 0; c < categories; c++) {
      for (int d = c + 1; d < categories; d++) {
        listTable(layout.carriers(c), layout.carriers(d));
      }
    }
  }

  private void listTable(int[] first, int[] second) {
    int table = productOfCell.size();
    FactorProduct[] cells = new FactorProduct[first.length * second.length];
    for (int u = 0; u < first.length; u++) {
      for (int v = 0; v < second.length; v++) {
        int low = Math.min(first[u], second[v]);
        int high = Math.max(first[u], second[v]);
        int carrier = carriers.get(low) ? low : high;
        FactorProduct product =
            products.computeIfAbsent(
                PairTable.key(low, high), key -> new FactorProduct(carrier, low + high - carrier));
        int cell = u * second.length + v;
        product.targets().add(new FactorProduct.Target(table, cell));
        cells[cell] = product;
      }
    }
    productOfCell.add(cells);
  }

  /** Indices of z that are carriers of some category, ascending: the constant 0 first. */
  int[] carriers() {
    return carriers.stream().toArray();
  }

  List<FactorProduct> all() {
    return List.copyOf(products.values());
  }

  /** Categories and pairs of them. */
  int tables() {
    return layout.categories().size() + layout.pairCount();
  }

  /** Cells of each key of a table. */
  int cells(int table) {
    return productOfCell.get(table).length;
  }

  /** By cell of a table: the grid of its sums. */
  int[] grids(int table) {
    FactorProduct[] cells = productOfCell.get(table);
    int[] grids = new int[cells.length];
    for (int cell = 0; cell < cells.length; cell++) {
      grids[cell] = cells[cell].grid();
    }
    return grids;
  }
}
