package org.plumbline.regression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.plumbline.statistics.Expansion;

/**
 * The normal matrix A of the scaled, kept columns and its inverse as operators on vectors in
 * double, each entry of the parts rounded once: what bounds need of a design too wide to write the
 * inverse out.
 */
final class BlockOperator {
  private final int[] kept;

  /** Place in a vector of each kept dense column. */
  private final int[] dense;

  private final double[][] gram;
  private final double[][] schurInverse;
  private final List<Block> blocks = new ArrayList<>();

  /**
   * @param columns places in a vector of the block's columns
   * @param normal B
   * @param inverse B⁻¹
   * @param products C, by kept dense column
   * @param shares H = B⁻¹C, by kept dense column
   */
  @SuppressWarnings("ArrayRecordComponent") // working matrices, never compared
  private record Block(
      int[] columns,
      double[][] normal,
      double[][] inverse,
      double[][] products,
      double[][] shares) {}

  BlockOperator(BlockFactorization factorization, BlockMoments moments, ScaledMoments scaled) {
    kept = factorization.kept().stream().mapToInt(k -> k).toArray();
    Map<Integer, Integer> placeOf = new HashMap<>();
    for (int k = 0; k < kept.length; k++) {
      placeOf.put(kept[k], k);
    }
    int[] columns =
        factorization.places().stream().mapToInt(p -> moments.layout().dense()[p]).toArray();
    dense = new int[columns.length];
    gram = new double[columns.length][columns.length];
    for (int a = 0; a < columns.length; a++) {
      dense[a] = placeOf.get(columns[a]);
      for (int b = 0; b < columns.length; b++) {
        gram[a][b] = scaled.fixed(columns[a], columns[b], 64).doubleValue() * 0x1p-64;
      }
    }
    int bits = factorization.bits();
    BigInteger[][] inverse = factorization.schur().inverse();
    schurInverse = ScaledInverse.of(inverse, bits).toArray();
    factorization
        .elimination()
        .forEachBlock(
            block -> blocks.add(block(block, factorization, moments, scaled, placeOf, columns)));
  }

  private Block block(
      ReducedBlock block,
      BlockFactorization factorization,
      BlockMoments moments,
      ScaledMoments scaled,
      Map<Integer, Integer> placeOf,
      int[] denseColumns) {
    int size = block.columns().size();
    BigInteger[][] fixedShares = block.shares();
    double[][] shares = new double[size][dense.length];
    double[][] products = new double[size][dense.length];
    double[][] normal = new double[size][size];
    for (int k = 0; k < size; k++) {
      int column = block.columns().get(k);
      Expansion[] beside = moments.beside(column);
      for (int a = 0; a < dense.length; a++) {
        int place = factorization.places().get(a);
        BigInteger share = fixedShares[k][place];
        shares[k][a] = share == null ? 0 : factorization.elimination().toDouble(share);
        products[k][a] =
            beside[place] == null
                ? 0
                : scaled.fixed(column, denseColumns[a], 64).doubleValue() * 0x1p-64;
      }
      for (int m = 0; m < size; m++) {
        normal[k][m] = scaled.fixed(column, block.columns().get(m), 64).doubleValue() * 0x1p-64;
      }
    }
    int[] columns = block.columns().stream().mapToInt(placeOf::get).toArray();
    return new Block(columns, normal, block.inverse(), products, shares);
  }

  int size() {
    return kept.length;
  }

  /** Av. */
  double[] times(double[] v) {
    double[] product = new double[v.length];
    for (int a = 0; a < dense.length; a++) {
      for (int b = 0; b < dense.length; b++) {
        product[dense[a]] += gram[a][b] * v[dense[b]];
      }
    }
    for (Block block : blocks) {
      for (int k = 0; k < block.columns.length; k++) {
        double sum = 0;
        for (int m = 0; m < block.columns.length; m++) {
          sum += block.normal[k][m] * v[block.columns[m]];
        }
        for (int a = 0; a < dense.length; a++) {
          sum += block.products[k][a] * v[dense[a]];
          product[dense[a]] += block.products[k][a] * v[block.columns[k]];
        }
        product[block.columns[k]] = sum;
      }
    }
    return product;
  }

  /** A⁻¹v. */
  double[] inverseTimes(double[] v) {
    double[] rest = new double[dense.length];
    for (int a = 0; a < dense.length; a++) {
      rest[a] = v[dense[a]];
    }
    for (Block block : blocks) {
      for (int k = 0; k < block.columns.length; k++) {
        for (int a = 0; a < dense.length; a++) {
          rest[a] -= block.shares[k][a] * v[block.columns[k]];
        }
      }
    }
    double[] solution = new double[v.length];
    for (int a = 0; a < dense.length; a++) {
      for (int b = 0; b < dense.length; b++) {
        solution[dense[a]] += schurInverse[a][b] * rest[b];
      }
    }
    for (Block block : blocks) {
      for (int k = 0; k < block.columns.length; k++) {
        double sum = 0;
        for (int m = 0; m < block.columns.length; m++) {
          sum += block.inverse[k][m] * v[block.columns[m]];
        }
        for (int a = 0; a < dense.length; a++) {
          sum -= block.shares[k][a] * solution[dense[a]];
        }
        solution[block.columns[k]] = sum;
      }
    }
    return solution;
  }

  /**
   * For each kept column k a norm of its entries of A⁻¹ beside the dense columns.
   *
   * @param norm of a row of entries, by kept dense column
   */
  double[] overDense(ToDoubleFunction<double[]> norm) {
    double[] all = new double[kept.length];
    for (int a = 0; a < dense.length; a++) {
      all[dense[a]] = norm.applyAsDouble(schurInverse[a]);
    }
    double[] row = new double[dense.length];
    for (Block block : blocks) {
      for (int k = 0; k < block.columns.length; k++) {
        for (int a = 0; a < dense.length; a++) {
          row[a] = 0;
          for (int b = 0; b < dense.length; b++) {
            row[a] -= block.shares[k][b] * schurInverse[b][a];
          }
        }
        all[block.columns[k]] = norm.applyAsDouble(row);
      }
    }
    return all;
  }

  /** Place in a vector of each kept dense column. */
  int[] dense() {
    return dense;
  }
}
