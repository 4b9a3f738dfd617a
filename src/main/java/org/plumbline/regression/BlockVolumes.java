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
    FixedPointLdl ldl = new FixedPointLdl(bits);
    double constant = 0;
    if (training.options().intercept()) {
      ldl.keep(ldl.project(new BigInteger[0], scaled.fixed(0, 0, bits)));
      constant = ldl.log2Determinant();
    }
    if (layout.isDense(columns.get(0))) {
      for (int k = 0; k < columns.size(); k++) {
        int column = columns.get(k);
        BigInteger[] products = new BigInteger[ldl.size()];
        int first = products.length - k;
        if (first == 1) {
          products[0] = scaled.fixed(0, column, bits);
        }
        for (int m = 0; m < k; m++) {
          products[first + m] = scaled.fixed(columns.get(m), column, bits);
        }
        ldl.keep(ldl.project(products, scaled.fixed(column, column, bits)));
      }
      return ldl.log2Determinant() - constant;
    }
    BlockElimination own = BlockRest.eliminated(moments, scaled, bits, columns);
    double[] sum = {0};
    own.forEachBlock(block -> sum[0] += block.log2Determinant());
    if (training.options().intercept()) {
      FixedPointLdl left = new FixedPointLdl(bits);
      left.keep(left.project(new BigInteger[0], own.at(0, 0)));
      sum[0] += left.log2Determinant() - constant;
    }
    return sum[0];
  }
}
