package org.plumbline.regression;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Statistics;
import org.plumbline.statistics.Tally;

/** A fit of terms of which some lie within the levels of categories. */
final class BlockFit {
  /** Columns up to which the inverse is written out for the certificate. */
  private static final int WRITTEN_OUT = 512;

  private final Encoding encoding;
  private final Statistics total;
  private final Tally tally;
  private final TermProducts products;
  private final BlockMoments moments;
  private final Training training;

  BlockFit(Encoding encoding, List<Statistics> parts, Precision precision, FitOptions options) {
    this.encoding = encoding;
    total = parts.size() == 1 ? parts.get(0) : Statistics.sum(parts.get(0).layout(), parts);
    tally = TermMoments.tally(encoding, total.moments().tally());
    RowChecks.weight(tally);
    RowChecks.enough(tally, encoding.terms().size(), options);
    products = new TermProducts(encoding, total.layout());
    moments = new BlockMoments(new BlockLayout(products.terms()), products, total);
    List<String> names = products.terms().stream().skip(1).map(Term::name).toList();
    training =
        Training.of(new ScaledMoments(names, moments), precision, options, tally.positiveRows());
  }

  /**
   * @param days the clusters; none where rows have no day
   */
  Fit fit(List<Statistics> days) {
    Solver.Solved<BlockFactorization> solved =
        Solver.solve(training, bits -> new BlockFactorization(training, moments, bits));
    if (training.options().aliased() == FitOptions.Aliased.REFUSE) {
      RankDeficiency.refuse(training, solved.factorization());
    }
    BlockFactorization factorization = solved.factorization();
    boolean byDay = days.size() >= 2 && training.rows() > factorization.rank();
    Optional<BlockScores> scores =
        byDay
            ? Optional.of(new BlockScores(training, factorization, products, days))
            : Optional.empty();
    List<OptionalDouble> clustered = scores.map(BlockScores::errors).orElse(List.of());
    List<TermGroup> groups = TermGroup.of(products.terms(), factorization.kept());
    return FitTable.of(training, solved, clustered, days.size(), certificate(solved), tally)
        .with(
            new JointTests(training, moments, solved, scores).of(groups),
            new Collinearities(training, factorization)
                .of(groups, new BlockVolumes(factorization, moments, training)));
  }

  private Certificate certificate(Solver.Solved<BlockFactorization> solved) {
    if (solved.factorization().rank() > WRITTEN_OUT) {
      return new BlockCertificates(training, solved, moments, products.terms(), tally)
          .certificate();
    }
    return Certificates.of(
        training,
        solved.factorization(),
        solved.factorization().inverse(),
        solved.inference(),
        encoding.moments(total));
  }
}
