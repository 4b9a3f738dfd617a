package org.plumbline.regression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The kept columns of a design with blocks but for a group of them, factorised: what of the group
 * the rest of the design explains.
 */
final class BlockRest {
  private final ScaledMoments scaled;
  private final BlockLayout layout;
  private final int bits;
  private final BlockElimination elimination;
  private final List<Integer> places = new ArrayList<>();
  private final FixedPointLdl ldl;

  BlockRest(
      BlockFactorization factorization,
      BlockMoments moments,
      ScaledMoments scaled,
      List<Integer> group) {
    this.scaled = scaled;
    layout = moments.layout();
    bits = factorization.bits();
    Set<Integer> left = new HashSet<>(group);
    boolean dense = group.stream().allMatch(layout::isDense);
    // Where the group is dense, the blocks are those of the whole design, and so is S.
    elimination =
        dense
            ? factorization.elimination()
            : eliminated(moments, scaled, bits, without(factorization.kept(), left));
    ldl = new FixedPointLdl(bits);
    for (int place : factorization.places()) {
      if (!left.contains(layout.dense()[place])) {
        ldl.keep(ldl.project(products(place), elimination.at(place, place)));
        places.add(place);
      }
    }
  }

  private List<Integer> without(List<Integer> kept, Set<Integer> left) {
    return kept.stream().filter(j -> !layout.isDense(j) && !left.contains(j)).toList();
  }

  /** S after some block columns, and no others, were eliminated. */
  static BlockElimination eliminated(
      BlockMoments moments, ScaledMoments scaled, int bits, List<Integer> columns) {
    BlockElimination elimination = new BlockElimination(moments, scaled, bits);
    TreeMap<Integer, List<Integer>> byPlace = new TreeMap<>();
    for (int column : columns) {
      int place = moments.layout().placeOf(column);
      byPlace.computeIfAbsent(place, absent -> new ArrayList<>()).add(column);
    }
    byPlace
        .values()
        .forEach(each -> elimination.eliminate(each, (column, before, projected) -> true));
    return elimination;
  }

  private BigInteger[] products(int place) {
    return places.stream().map(other -> elimination.at(place, other)).toArray(BigInteger[]::new);
  }

  /**
   * What the rest leaves of the combination x = Σ vⱼ·zⱼ of the group: its squared length, times
   * 2^b.
   *
   * @param vector by column of z, times 2^b
   */
  BigInteger left(List<Integer> group, BigInteger[] vector) {
    BigInteger[] products = new BigInteger[layout.dense().length];
    for (int a = 0; a < products.length; a++) {
      products[a] = product(layout.dense()[a], group, vector);
    }
    BigInteger square = BigInteger.ZERO;
    for (int column : group) {
      square = square.add(product(column, group, vector).multiply(vector[column]));
    }
    BigInteger[] lost = new BigInteger[] {BigInteger.ZERO};
    elimination.forEachBlock(
        block -> {
          BigInteger[] own =
              block.columns().stream()
                  .map(j -> product(j, group, vector))
                  .toArray(BigInteger[]::new);
          BigInteger[] solved = block.solved(own);
          BigInteger[][] shares = block.shares();
          for (int k = 0; k < own.length; k++) {
            lost[0] = lost[0].add(own[k].multiply(solved[k]));
            for (int place : places) {
              if (shares[k][place] != null) {
                BigInteger part = FixedPoint.drop(shares[k][place].multiply(own[k]), bits);
                products[place] = products[place].subtract(part);
              }
            }
          }
        });
    BigInteger[] chosen = places.stream().map(a -> products[a]).toArray(BigInteger[]::new);
    return ldl.project(chosen, FixedPoint.drop(square.subtract(lost[0]), bits)).left();
  }

  /** Σ w·zⱼ·x. */
  private BigInteger product(int column, List<Integer> group, BigInteger[] vector) {
    if (!layout.isDense(column)) {
      return blockProduct(column, group, vector);
    }
    BigInteger sum = BigInteger.ZERO;
    for (int other : group) {
      sum = sum.add(scaled.fixed(column, other, bits).multiply(vector[other]));
    }
    return FixedPoint.drop(sum, bits);
  }

  /** A block column has products with its own block and the dense columns alone. */
  private BigInteger blockProduct(int column, List<Integer> group, BigInteger[] vector) {
    BigInteger sum = BigInteger.ZERO;
    List<Integer> block = layout.blocks().get(layout.blockOf(column));
    boolean within = !layout.isDense(group.get(0));
    for (int other : within ? block : group) {
      // Of a block only the group's columns count: the vector has no other.
      if (vector[other] != null) {
        sum = sum.add(scaled.fixed(column, other, bits).multiply(vector[other]));
      }
    }
    return FixedPoint.drop(sum, bits);
  }

  /** log₂ of the determinant of the normal matrix of the rest. */
  double log2Determinant() {
    double[] sum = {0};
    elimination.forEachBlock(block -> sum[0] += block.log2Determinant());
    return sum[0] + ldl.log2Determinant();
  }
}
