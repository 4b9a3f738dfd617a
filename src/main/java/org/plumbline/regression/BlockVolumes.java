package org.plumbline.regression;

import java.math.BigInteger;
import java.util.List;

/** The volumes of groups of columns of a design with blocks, by determinants. */
final class BlockVolumes implements Collinearities.Volumes {
  private final BlockFactorization factorization;
  private final BlockMoments moments;
  private final Training training;
  private final double whole;

  BlockVolumes(BlockFactorization factorization, BlockMoments moments, Training training) {
    this.factorization = factorization;
    this.moments = moments;
    this.training = training;
    double[] sum = {factorization.schur().log2Determinant()};
    factorization.elimination().forEachBlock(block -> sum[0] += block.log2Determinant());
    whole = sum[0];
  }

  /** det (A⁻¹)_gg is the determinant of the rest of the design over that of the whole. */
  @Override
  public double log2(List<Integer> columns) {
    BlockRest rest = new BlockRest(factorization, moments, training.moments(), columns);
    return rest.log2Determinant() - whole + log2Own(columns);
  }

  /** log₂ det Ĝ_gg. */
  private double log2Own(List<Integer> columns) {
    ScaledMoments scaled = training.moments();
    int bits = factorization.bits();
    BlockLayout layout = moments.layout();
    if (layout.isDense(columns.get(0))) {
      return scaled.log2Determinant(columns, training.centring(), bits);
    }
    BlockElimination own = BlockRest.eliminated(moments, scaled, bits, columns);
    double[] sum = {0};
    own.forEachBlock(block -> sum[0] += block.log2Determinant());
    if (training.options().intercept()) {
      // What the group leaves of the constant, over all of it.
      sum[0] += log2(own.at(0, 0), bits) - log2(scaled.fixed(0, 0, bits), bits);
    }
    return sum[0];
  }

  private static double log2(BigInteger square, int bits) {
    FixedPointLdl single = new FixedPointLdl(bits);
    single.keep(single.project(new BigInteger[0], square));
    return single.log2Determinant();
  }
}
