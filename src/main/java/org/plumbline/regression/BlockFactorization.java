package org.plumbline.regression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.plumbline.statistics.BigBinary;

/**
 * The normal equations of a design with a large category: its columns are eliminated block by block
 * and what is left of the dense columns, the Schur complement S, is factorised; all in fixed-point
 * arithmetic as in {@link ExactFactorization}, with the same results.
 *
 * <p>With B a block, C its products with the dense columns and H = B⁻¹C: the dense coefficients
 * solve Sβ = s_y, those of a block are B⁻¹c_y − Hβ, and the inverse has S⁻¹ for the dense columns
 * and B⁻¹ + HS⁻¹Hᵀ for a block.
 */
final class BlockFactorization implements Factorization {
  private final ScaledMoments scaled;
  private final BlockElimination elimination;
  private final int bits;
  private final List<Integer> places;
  private final List<Alias> aliased;
  private final FixedPointLdl ldl;
  private final FixedPointLdl.Column label;
  private final List<Integer> kept = new ArrayList<>();

  /** Made once: with many levels it is the dearest of the results. */
  private List<BigBinary> diagonal;

  BlockFactorization(Training training, BlockMoments moments, int bits) {
    this.bits = bits;
    scaled = training.moments();
    BlockSelection selection = new BlockSelection(training, moments, bits);
    elimination = selection.elimination();
    places = selection.places();
    aliased = selection.aliased();
    ldl = selection.factorised();
    label = selection.project(moments.layout().dense().length - 1);
    places.forEach(place -> kept.add(moments.layout().dense()[place]));
    elimination.forEachBlock(block -> kept.addAll(block.columns()));
    kept.sort(null);
  }

  @Override
  public String solver() {
    return "block-ldl-" + bits + "-bit";
  }

  @Override
  public List<Integer> kept() {
    return kept;
  }

  @Override
  public List<Alias> aliased() {
    return aliased;
  }

  /** By dense place: (−β, 1), whose product with z is the residual but for the blocks' part. */
  BigInteger[] residualMaker() {
    BigInteger[] vector = new BigInteger[elimination.layout().dense().length];
    for (int k = 0; k < places.size(); k++) {
      vector[places.get(k)] = label.projection(k).negate();
    }
    vector[vector.length - 1] = BigInteger.ONE.shiftLeft(bits);
    return vector;
  }

  /** By column of z: β of the scaled columns and label, times 2^b; null where aliased. */
  BigInteger[] fixedCoefficients() {
    BigInteger[] all = new BigInteger[scaled.size()];
    for (int k = 0; k < places.size(); k++) {
      all[elimination.layout().dense()[places.get(k)]] = label.projection(k);
    }
    BigInteger[] residualMaker = residualMaker();
    forEachBlockColumn(block -> block.explained(residualMaker), (j, value) -> all[j] = value);
    return all;
  }

  @FunctionalInterface
  private interface OfBlock {
    BigInteger[] values(ReducedBlock block);
  }

  private void forEachBlockColumn(OfBlock of, BiConsumer<Integer, BigInteger> action) {
    elimination.forEachBlock(
        block -> {
          BigInteger[] values = of.values(block);
          for (int k = 0; k < values.length; k++) {
            action.accept(block.columns().get(k), values[k]);
          }
        });
  }

  @Override
  public List<BigBinary> coefficients() {
    BigInteger[] all = fixedCoefficients();
    int labelExponent = scaled.exponent(scaled.label());
    return kept.stream().map(j -> result(all[j], labelExponent - scaled.exponent(j))).toList();
  }

  private BigBinary result(BigInteger fixed, int exponent) {
    return FixedPoint.number(fixed, bits, bits / 4).scaled(exponent);
  }

  @Override
  public BigBinary residualSumOfSquares() {
    return result(label.left().max(BigInteger.ZERO), 2 * scaled.exponent(scaled.label()));
  }

  @Override
  public List<BigBinary> inverseDiagonal() {
    if (diagonal == null) {
      diagonal = diagonal();
    }
    return diagonal;
  }

  private List<BigBinary> diagonal() {
    BigInteger[] all = new BigInteger[scaled.size()];
    BigInteger[][] inverse = ldl.inverse();
    for (int k = 0; k < places.size(); k++) {
      all[elimination.layout().dense()[places.get(k)]] = inverse[k][k];
    }
    forEachBlockColumn(block -> diagonal(block, inverse), (j, value) -> all[j] = value);
    return kept.stream().map(j -> result(all[j], -2 * scaled.exponent(j))).toList();
  }

  /** The diagonal of B⁻¹ + HS⁻¹Hᵀ. */
  private BigInteger[] diagonal(ReducedBlock block, BigInteger[][] inverse) {
    BigInteger[][] shares = block.shares();
    BigInteger[] diagonal = new BigInteger[shares.length];
    for (int k = 0; k < diagonal.length; k++) {
      BigInteger[] share = shares[k];
      BigInteger[] h = places.stream().map(place -> share[place]).toArray(BigInteger[]::new);
      diagonal[k] = block.inverseDiagonal(k).add(quadraticForm(h, inverse, bits));
    }
    return diagonal;
  }

  /**
   * hᵀMh of fixed-point numbers.
   *
   * @param h null is zero
   * @param lower triangle of the symmetric M
   */
  static BigInteger quadraticForm(BigInteger[] h, BigInteger[][] lower, int bits) {
    BigInteger sum = BigInteger.ZERO;
    for (int a = 0; a < h.length; a++) {
      if (h[a] != null) {
        BigInteger beside = BigInteger.ZERO;
        for (int b = 0; b < a; b++) {
          if (h[b] != null) {
            beside = beside.add(lower[a][b].multiply(h[b]));
          }
        }
        BigInteger inner = beside.shiftLeft(1).add(lower[a][a].multiply(h[a]));
        sum = sum.add(FixedPoint.drop(inner, bits).multiply(h[a]));
      }
    }
    return FixedPoint.drop(sum, bits);
  }

  /** A⁻¹ of the scaled columns, written out: for designs that are not wide. */
  ScaledInverse inverse() {
    BlockInverse inverse = new BlockInverse(this);
    BigInteger[][] rows = new BigInteger[kept.size()][];
    for (int j = 0; j < rows.length; j++) {
      BigInteger[] row = inverse.row(kept.get(j));
      rows[j] = kept.stream().map(k -> row[k]).toArray(BigInteger[]::new);
    }
    return ScaledInverse.of(rows, bits);
  }

  /** The kept dense places. */
  List<Integer> places() {
    return places;
  }

  /** S of the kept dense places, factorised. */
  FixedPointLdl schur() {
    return ldl;
  }

  BlockElimination elimination() {
    return elimination;
  }

  int bits() {
    return bits;
  }
}
