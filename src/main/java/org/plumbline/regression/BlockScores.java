package org.plumbline.regression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Expansion;
import org.plumbline.statistics.Statistics;

/**
 * {@linkplain ClusteredErrors Errors by clusters of days} for a design with blocks, in the
 * factorisation's fixed-point arithmetic, without writing a day out: the score s_d = c_d − G_d·β is
 * summed from the levels that the day has.
 *
 * <p>With r_d = s_Q − Hᵀs_B, Q the dense columns, u_d = A⁻¹s_d is S⁻¹r_d there, and in a block a_d
 * − H·u_Q with a_d = B⁻¹s_B. Most blocks have no row on most days, so that the sum over days of
 * squares of an entry k is Σ (a² − 2a·h_k·u_Q) over the days that have its block, and h_kᵀ(Σ
 * u_Q·u_Qᵀ)h_k over all.
 */
final class BlockScores {
  private static final int MOST_KEPT = 4096;

  private final ScaledMoments scaled;
  private final BlockFactorization factorization;
  private final BlockLayout layout;
  private final int bits;
  private final BigBinary factor;

  /** By column of z: what a score multiplies its sums with; null is zero. */
  private final BigInteger[] residualMaker;

  /** u_Q by day and kept dense place. */
  private final List<BigInteger[]> dense = new ArrayList<>();

  /** By column of a block: a_d of the days that have it. */
  private final Map<Integer, List<Entry>> entries = new HashMap<>();

  private record Entry(int day, BigInteger value) {}

  /** Blocks met before, as days ask for the same ones. */
  private final Map<Integer, Solvable> solvables = new HashMap<>();

  /** A block with its H. */
  @SuppressWarnings("ArrayRecordComponent") // working rows, never compared
  private record Solvable(ReducedBlock block, BigInteger[][] shares) {}

  /**
   * @param days at least two, each with a row of positive weight
   */
  BlockScores(
      Training training,
      BlockFactorization factorization,
      TermProducts products,
      Collection<Statistics> days) {
    this.factorization = factorization;
    scaled = training.moments();
    layout = factorization.elimination().layout();
    bits = factorization.bits();
    BigBinary degrees = BigBinary.of(training.rows() - factorization.rank());
    factor = ClusteredErrors.factor(training, days.size(), degrees);
    residualMaker = factorization.fixedCoefficients();
    for (int j = 0; j < residualMaker.length; j++) {
      residualMaker[j] = residualMaker[j] == null ? null : residualMaker[j].negate();
    }
    residualMaker[scaled.label()] = BigInteger.ONE.shiftLeft(bits);
    for (Statistics day : days) {
      addDay(score(products, day));
    }
  }

  /** By column of z: s_d, times 2^b; null is zero. */
  private BigInteger[] score(TermProducts products, Statistics day) {
    BigInteger[] sums = new BigInteger[scaled.size()];
    products.forEach(
        day,
        (i, j, number) -> {
          BigInteger moment = fixed(i, j, number);
          add(sums, i, moment, residualMaker[j]);
          if (i != j) {
            add(sums, j, moment, residualMaker[i]);
          }
        });
    for (int j = 0; j < sums.length; j++) {
      sums[j] = sums[j] == null ? null : FixedPoint.drop(sums[j], bits);
    }
    return sums;
  }

  private BigInteger fixed(int i, int j, Expansion number) {
    return FixedPoint.of(number.toBigBinary(), bits - scaled.exponent(i) - scaled.exponent(j));
  }

  private void add(BigInteger[] sums, int row, BigInteger moment, BigInteger factorOf) {
    // An aliased column has no coefficient, and its row of the score is not asked for.
    if (factorOf != null && residualMaker[row] != null) {
      BigInteger product = moment.multiply(factorOf);
      sums[row] = sums[row] == null ? product : sums[row].add(product);
    }
  }

  private void addDay(BigInteger[] score) {
    List<Integer> places = factorization.places();
    BigInteger[] rest = new BigInteger[layout.dense().length];
    for (int place : places) {
      BigInteger own = score[layout.dense()[place]];
      rest[place] = own == null ? BigInteger.ZERO : own.shiftLeft(bits);
    }
    for (int block = 0; block < layout.blocks().size(); block++) {
      if (layout.blocks().get(block).stream().anyMatch(column -> score[column] != null)) {
        addBlock(solvable(block), score, rest);
      }
    }
    BigInteger[] right = new BigInteger[places.size()];
    for (int k = 0; k < right.length; k++) {
      right[k] = FixedPoint.drop(rest[places.get(k)], bits);
    }
    FixedPointLdl schur = factorization.schur();
    dense.add(schur.backSubstituted(schur.forwardSubstituted(right)));
  }

  private Solvable solvable(int block) {
    Solvable known = solvables.get(block);
    if (known == null) {
      ReducedBlock reduced = factorization.elimination().reduced(block);
      known = new Solvable(reduced, reduced.shares());
      if (solvables.size() < MOST_KEPT) {
        solvables.put(block, known);
      }
    }
    return known;
  }

  /** Solves a block's part of a score, and takes its share from what is left for the dense. */
  private void addBlock(Solvable solvable, BigInteger[] score, BigInteger[] rest) {
    ReducedBlock block = solvable.block();
    BigInteger[] own =
        block.columns().stream()
            .map(column -> score[column] == null ? BigInteger.ZERO : score[column])
            .toArray(BigInteger[]::new);
    BigInteger[][] shares = solvable.shares();
    BigInteger[] solved = block.solved(own);
    for (int k = 0; k < own.length; k++) {
      for (int a = 0; a < rest.length; a++) {
        if (rest[a] != null && shares[k][a] != null) {
          rest[a] = rest[a].subtract(shares[k][a].multiply(own[k]));
        }
      }
      entries
          .computeIfAbsent(block.columns().get(k), column -> new ArrayList<>())
          .add(new Entry(dense.size(), solved[k]));
    }
  }

  /** Standard errors of the kept columns. */
  List<OptionalDouble> errors() {
    BigInteger[] squares = new BigInteger[scaled.size()];
    List<Integer> places = factorization.places();
    BigInteger[][] outer = outer();
    for (int k = 0; k < places.size(); k++) {
      squares[layout.dense()[places.get(k)]] = outer[k][k];
    }
    factorization
        .elimination()
        .forEachBlock(
            block -> {
              BigInteger[][] shares = block.shares();
              for (int k = 0; k < shares.length; k++) {
                int column = block.columns().get(k);
                squares[column] = squares(column, places(shares[k]), outer);
              }
            });
    return factorization.kept().stream().map(j -> standardError(squares[j], j)).toList();
  }

  /** Of the dense places, the kept ones. */
  private BigInteger[] places(BigInteger[] share) {
    return factorization.places().stream().map(place -> share[place]).toArray(BigInteger[]::new);
  }

  /** The lower triangle of Σ u_Q·u_Qᵀ, times 2^b. */
  private BigInteger[][] outer() {
    int q = factorization.places().size();
    BigInteger[][] outer = new BigInteger[q][];
    for (int a = 0; a < q; a++) {
      outer[a] = new BigInteger[a + 1];
      Arrays.fill(outer[a], BigInteger.ZERO);
      for (int b = 0; b <= a; b++) {
        for (BigInteger[] u : dense) {
          outer[a][b] = outer[a][b].add(u[a].multiply(u[b]));
        }
        outer[a][b] = FixedPoint.drop(outer[a][b], bits);
      }
    }
    return outer;
  }

  private BigInteger squares(int column, BigInteger[] share, BigInteger[][] outer) {
    BigInteger sum = BigInteger.ZERO;
    for (Entry entry : entries.getOrDefault(column, List.of())) {
      BigInteger twice = dot(share, dense.get(entry.day())).shiftLeft(1);
      sum = sum.add(entry.value().multiply(entry.value().subtract(twice)));
    }
    return FixedPoint.drop(sum, bits).add(BlockFactorization.quadraticForm(share, outer, bits));
  }

  private BigInteger dot(BigInteger[] share, BigInteger[] u) {
    BigInteger sum = BigInteger.ZERO;
    for (int a = 0; a < share.length; a++) {
      if (share[a] != null) {
        sum = sum.add(share[a].multiply(u[a]));
      }
    }
    return FixedPoint.drop(sum, bits);
  }

  /** √(factor·Σu²) in the units of the data. */
  private OptionalDouble standardError(BigInteger sumOfSquares, int column) {
    BigBinary squares =
        FixedPoint.number(sumOfSquares.max(BigInteger.ZERO), bits, bits / 4).times(factor);
    return Inference.rounded(
        squares.sqrt(128).scaled(scaled.exponent(scaled.label()) - scaled.exponent(column)));
  }

  int days() {
    return dense.size();
  }

  /** G/(G−1) · (n−1)/(n−rank). */
  BigBinary factor() {
    return factor;
  }

  /** u_d of a kept column by day, times 2^b; for a column of a block with its row of H. */
  BigInteger[] influences(int column) {
    BigInteger[] byDay = new BigInteger[dense.size()];
    if (layout.isDense(column)) {
      int k = factorization.places().indexOf(layout.denseOf(column));
      Arrays.setAll(byDay, day -> dense.get(day)[k]);
      return byDay;
    }
    ReducedBlock block = factorization.elimination().reduced(layout.blockOf(column));
    BigInteger[] share = places(block.shares()[block.columns().indexOf(column)]);
    Arrays.setAll(byDay, day -> dot(share, dense.get(day)).negate());
    for (Entry entry : entries.getOrDefault(column, List.of())) {
      byDay[entry.day()] = byDay[entry.day()].add(entry.value());
    }
    return byDay;
  }
}
