package org.plumbline.regression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.plumbline.statistics.BigBinary;

/**
 * Inflation of variances and condition indices of the kept columns.
 *
 * <p>With Ĝ the normal matrix about the means (about zero without an intercept), the generalised
 * factor of a group g is det (A⁻¹)_gg · det Ĝ_gg; for a single column (A⁻¹)_jj·Σ w(x − x̄)².
 */
final class Collinearities {
  private static final int BITS = 128;

  private final Training training;
  private final ScaledMoments scaled;
  private final Factorization factorization;
  private final Map<Integer, BigBinary> inverseDiagonal = new HashMap<>();

  Collinearities(Training training, Factorization factorization) {
    this.training = training;
    this.factorization = factorization;
    scaled = training.moments();
    List<BigBinary> diagonal = factorization.inverseDiagonal();
    for (int k = 0; k < diagonal.size(); k++) {
      inverseDiagonal.put(factorization.kept().get(k), diagonal.get(k));
    }
  }

  /** The volume of a group of several columns. */
  @FunctionalInterface
  interface Volumes {
    /** log₂ of det (A⁻¹)_gg · det Ĝ_gg. */
    double log2(List<Integer> columns);
  }

  Collinearity of(List<TermGroup> groups, Volumes volumes) {
    List<Collinearity.Inflation> inflation = new ArrayList<>();
    for (TermGroup group : groups) {
      int q = group.columns().size();
      OptionalDouble factor =
          q == 1
              ? single(group.columns().get(0))
              : finite(StrictMath.pow(2, volumes.log2(group.columns())));
      OptionalDouble root =
          factor.isPresent()
              ? OptionalDouble.of(StrictMath.pow(factor.getAsDouble(), 1 / (2.0 * q)))
              : OptionalDouble.empty();
      inflation.add(new Collinearity.Inflation(group.name(), q, factor, root));
    }
    List<Collinearity.Condition> conditions =
        factorization.rank() <= Collinearity.MOST_COLUMNS
            ? ConditionIndices.of(scaled, factorization)
            : List.of();
    return new Collinearity(inflation, conditions);
  }

  private static OptionalDouble finite(double value) {
    return Double.isFinite(value) && value > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private OptionalDouble single(int column) {
    BigBinary spread =
        training.options().intercept()
            ? scaled.weightedCovariance(column, column).dividedBy(scaled.totalWeight(), BITS)
            : scaled.exact(column, column);
    return Inference.rounded(inverseDiagonal.get(column).times(spread));
  }
}
