package org.plumbline.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.plumbline.model.Evaluation.Bin;
import org.plumbline.model.Evaluation.Charts;

/**
 * Mean observed over mean predicted value, by bins of the prediction: on the diagonal where the
 * model is right on average. Challenger as discs, champion as hollow diamonds.
 */
final class CalibrationChart {
  private static final double HEIGHT = 340;
  private static final double LARGEST = 8;
  private static final double LEAST = 2.5;

  private CalibrationChart() {}

  /** The picture; absent where no bin holds a row. */
  static Optional<String> draw(String id, Charts charts, int width) {
    List<Bin> challenger = filled(charts.challenger().calibration());
    List<Bin> champion =
        charts.champion().map(bins -> filled(bins.calibration())).orElse(List.of());
    if (challenger.isEmpty() && champion.isEmpty()) {
      return Optional.empty();
    }
    double low = values(challenger, champion).min().orElseThrow();
    double high = values(challenger, champion).max().orElseThrow();
    double margin = high / 20 - low / 20;
    Svg svg = new Svg(id, width, HEIGHT, "Predicted against observed", description(challenger));
    Plot plot = new Plot(svg, 64, 34, width - 16.0, HEIGHT - 52);
    LinearScale x = plot.horizontal(low - margin, high + margin);
    LinearScale y = plot.vertical(low - margin, high + margin);
    plot.verticalAxis(y, "mean observed");
    plot.horizontalAxis(x, "mean predicted");
    svg.line(x.at(x.low()), y.at(y.low()), x.at(x.high()), y.at(y.high()), "ideal");
    long most =
        Stream.concat(challenger.stream(), champion.stream()).mapToLong(Bin::rows).max().orElse(1);
    for (Bin bin : champion) {
      svg.group("champion, " + told(bin));
      svg.diamond(
          x.at(bin.meanPrediction()), y.at(bin.meanObserved()), radius(bin, most), "champion-dot");
      svg.end();
    }
    for (Bin bin : challenger) {
      svg.group("challenger, " + told(bin));
      svg.circle(x.at(bin.meanPrediction()), y.at(bin.meanObserved()), radius(bin, most), "disc");
      svg.end();
    }
    return Optional.of(svg.finish());
  }

  private static List<Bin> filled(List<Bin> bins) {
    return bins.stream().filter(bin -> bin.rows() > 0).toList();
  }

  private static DoubleStream values(List<Bin> challenger, List<Bin> champion) {
    return Stream.concat(challenger.stream(), champion.stream())
        .flatMapToDouble(bin -> DoubleStream.of(bin.meanPrediction(), bin.meanObserved()));
  }

  /** The area is in proportion to the rows. */
  private static double radius(Bin bin, long most) {
    return Math.max(LEAST, LARGEST * Math.sqrt((double) bin.rows() / most));
  }

  private static String told(Bin bin) {
    return "predicted "
        + Numbers.general(bin.meanPrediction(), 4)
        + ", observed "
        + Numbers.general(bin.meanObserved(), 4)
        + ", "
        + Numbers.counted(bin.rows(), "row");
  }

  private static String description(List<Bin> bins) {
    if (bins.isEmpty()) {
      return "The challenger has no rows.";
    }
    return "Challenger in "
        + Numbers.counted(bins.size(), "bin")
        + ", the lowest "
        + told(bins.get(0))
        + "; the highest "
        + told(bins.get(bins.size() - 1))
        + ". The dashed diagonal is where both are equal.";
  }
}
