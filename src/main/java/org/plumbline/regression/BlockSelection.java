package org.plumbline.regression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.plumbline.statistics.Precision;

/**
 * Decides, in the order of the design, which columns the columns before them explain, though whole
 * runs of block columns are eliminated at once.
 *
 * <p>Eliminating a run keeps S regular exactly if no column of the run is explained by those before
 * it, for these are independent. Otherwise each null vector of S is a combination of the dense
 * columns that block columns explain; carried on to the blocks, and reduced so that no two end in
 * the same column, each ends in a column that those before it explain.
 */
final class BlockSelection {
  /** A residual above this part of a dependency's size is not rounding, whatever the levels add. */
  private static final int SURELY_LEFT = -27;

  /** The same for moments in double, whose tolerance is the larger one of R. */
  private static final int SURELY_LEFT_IN_DOUBLE = -20;

  private final Training training;
  private final ScaledMoments scaled;
  private final BlockLayout layout;
  private final BlockElimination elimination;
  private final List<Integer> places = new ArrayList<>();
  private final List<Alias> aliased = new ArrayList<>();
  private FixedPointLdl ldl;

  BlockSelection(Training training, BlockMoments moments, int bits) {
    this.training = training;
    scaled = training.moments();
    layout = moments.layout();
    elimination = new BlockElimination(moments, scaled, bits);
    ldl = new FixedPointLdl(bits);
    for (BlockLayout.Run run : layout.runs()) {
      if (run.dense()) {
        selectDense(run.columns());
      } else {
        selectWithin(run.columns());
      }
    }
    aliased.sort(Comparator.comparingInt(Alias::column));
  }

  BlockElimination elimination() {
    return elimination;
  }

  /** Dense places kept, ascending. */
  List<Integer> places() {
    return places;
  }

  List<Alias> aliased() {
    return aliased;
  }

  /** S of the places kept, factorised. */
  FixedPointLdl factorised() {
    return ldl;
  }

  /** A dense place projected on those kept. */
  FixedPointLdl.Column project(int place) {
    return project(ldl, places, place);
  }

  private FixedPointLdl.Column project(FixedPointLdl on, List<Integer> of, int place) {
    BigInteger[] products =
        of.stream().map(other -> elimination.at(place, other)).toArray(BigInteger[]::new);
    return on.project(products, elimination.at(place, place));
  }

  private void selectDense(List<Integer> columns) {
    for (int column : columns) {
      if (column >= training.firstColumn()) {
        int place = layout.denseOf(column);
        FixedPointLdl.Column projected = project(place);
        BlockDependency found = dependency(places, place, projected);
        if (explained(column, projected, found)) {
          alias(column, found.shares(elimination, scaled));
        } else {
          ldl.keep(projected);
          places.add(place);
        }
      }
    }
  }

  private BlockDependency dependency(List<Integer> of, int place, FixedPointLdl.Column projected) {
    BigInteger[] vector = new BigInteger[layout.dense().length];
    for (int k = 0; k < of.size(); k++) {
      vector[of.get(k)] = projected.projection(k);
    }
    vector[place] = BigInteger.ONE.shiftLeft(elimination.bits()).negate();
    double square = elimination.toDouble(projected.left().max(BigInteger.ZERO));
    return new BlockDependency(vector, Math.sqrt(square));
  }

  private boolean explained(int column, FixedPointLdl.Column projected, BlockDependency found) {
    if (projected.left().signum() <= 0) {
      return true;
    }
    // The column itself, whose coefficient is −1, is not among what explains it.
    double dense = found.denseSize(elimination, scaled) - scaled.length(column);
    if (training.explains(column, found.left(), dense)) {
      return true;
    }
    return found.left() <= Math.scalb(scaled.length(column) + dense, SURELY_LEFT)
        && training.explains(column, found.left(), dense + found.levelSize(elimination));
  }

  private void selectWithin(List<Integer> columns) {
    elimination.eliminate(columns, this::variesWithinBlock);
    BlockPivots ends = new BlockPivots(training, elimination, columns);
    List<BlockDependency> dependencies = dependencies(ends);
    if (!dependencies.isEmpty()) {
      List<BlockPivot> pivots = ends.of(dependencies);
      List<BlockDependency> ended = pivots.stream().map(BlockPivot::dependency).toList();
      double[][] shares = BlockDependency.shares(ended, elimination, scaled);
      for (int k = 0; k < shares.length; k++) {
        alias(pivots.get(k).column(), shares[k]);
      }
      elimination.restore(pivots.stream().map(BlockPivot::column).toList());
    }
    factorise();
  }

  private boolean variesWithinBlock(
      int column, ReducedBlock before, FixedPointLdl.Column projected) {
    double explained = 0;
    for (int k = 0; k < before.columns().size(); k++) {
      explained += share(before, projected, k);
    }
    boolean varies =
        projected.left().signum() > 0
            && !training.explains(
                column, Math.sqrt(elimination.toDouble(projected.left())), explained);
    if (!varies) {
      aliasWithin(column, before, projected);
    }
    return varies;
  }

  /** |coefficient|·length of the k-th column before one, where these explain it best. */
  private double share(ReducedBlock before, FixedPointLdl.Column projected, int k) {
    return Math.abs(elimination.toDouble(projected.projection(k)))
        * scaled.length(before.columns().get(k));
  }

  private void aliasWithin(int column, ReducedBlock before, FixedPointLdl.Column projected) {
    double[] shares = new double[scaled.size()];
    for (int k = 0; k < before.columns().size(); k++) {
      shares[before.columns().get(k)] = share(before, projected, k);
    }
    alias(column, shares);
  }

  /** The null vectors of S: kept dense columns that those before them and the blocks explain. */
  private List<BlockDependency> dependencies(BlockPivots ends) {
    List<BlockDependency> found = new ArrayList<>();
    List<Integer> independent = new ArrayList<>();
    FixedPointLdl regular = new FixedPointLdl(elimination.bits());
    for (int place : places) {
      FixedPointLdl.Column projected = project(regular, independent, place);
      BlockDependency candidate = dependency(independent, place, projected);
      if (explained(layout.dense()[place], projected, candidate)
          || endsWithin(layout.dense()[place], candidate, ends)) {
        found.add(candidate);
      } else {
        regular.keep(projected);
        independent.add(place);
      }
    }
    return found;
  }

  /**
   * Whether a combination is rounding beside some column of the run, though not beside the dense
   * column: in double the tolerance is a part of the column's own deviation.
   */
  private boolean endsWithin(int column, BlockDependency candidate, BlockPivots ends) {
    double size = scaled.length(column) + candidate.denseSize(elimination, scaled);
    return training.precision() == Precision.DOUBLE
        && candidate.left() <= Math.scalb(size, SURELY_LEFT_IN_DOUBLE)
        && ends.exists(candidate);
  }

  /** Factorises S of the kept places; one of which nothing is left cannot stay. */
  private void factorise() {
    List<Integer> before = List.copyOf(places);
    places.clear();
    ldl = new FixedPointLdl(elimination.bits());
    for (int place : before) {
      FixedPointLdl.Column projected = project(place);
      if (projected.left().signum() > 0) {
        ldl.keep(projected);
        places.add(place);
      } else {
        alias(
            layout.dense()[place],
            dependency(places, place, projected).shares(elimination, scaled));
      }
    }
  }

  /**
   * @param shares by column of z, its share in the combination that explains the column
   */
  private void alias(int column, double[] shares) {
    boolean constant = training.options().intercept() && scaled.constant(column);
    List<Integer> involved =
        IntStream.range(0, shares.length)
            .filter(j -> j != column && shares[j] > 0)
            .boxed()
            .toList();
    DoubleStream sizes = involved.stream().mapToDouble(j -> shares[j]);
    aliased.add(new Alias(column, constant, constant ? List.of() : Suspects.of(involved, sizes)));
  }
}
