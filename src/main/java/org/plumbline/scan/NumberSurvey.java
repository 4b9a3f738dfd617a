package org.plumbline.scan;

import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.Column;
import org.plumbline.columns.DoubleColumn;
import org.plumbline.columns.Field;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Schema;
import org.plumbline.features.XxHash64;
import org.plumbline.statistics.DistinctValues;
import org.plumbline.statistics.JointMoments;
import org.plumbline.statistics.NumberCollector;

/** Facts of a column of numbers, dates or timestamps. One a thread. */
final class NumberSurvey implements SurveyTask.Collector {

  private final int index;
  private final SurveyedNumbers numbers;
  private final NumberCollector distribution = new NumberCollector();
  private final DistinctValues.Collector distinct = new DistinctValues.Collector();
  private JointMoments withLabel = JointMoments.NONE;
  private double[] x = new double[0];
  private double[] y = new double[0];

  NumberSurvey(Field field, Schema schema) {
    index = schema.names().indexOf(field.name());
    numbers = new SurveyedNumbers(field, schema);
  }

  @Override
  public void add(Block block, SurveyedNumbers label) {
    numbers.read(block);
    if (x.length < block.rows()) {
      x = new double[Block.MAX_ROWS];
      y = new double[Block.MAX_ROWS];
    }
    count(block);
    int pairs = 0;
    for (int row = 0; row < block.rows(); row++) {
      if (Double.isFinite(numbers.at(row)) && Double.isFinite(label.at(row))) {
        x[pairs] = numbers.at(row);
        y[pairs++] = label.at(row);
      }
    }
    withLabel = withLabel.plus(JointMoments.of(x, y, pairs));
  }

  private void count(Block block) {
    Column column = block.columns().get(index);
    int present = 0;
    for (int row = 0; row < block.rows(); row++) {
      if (numbers.isNull(row)) {
        continue;
      }
      x[present++] = numbers.at(row);
      if (!Double.isNaN(numbers.at(row))) {
        distinct.add(hash(column, row));
      }
    }
    distribution.add(x, 0, present);
    distribution.addNulls((long) block.rows() - present);
  }

  /** Of what is stored: long identifiers differ where the doubles near them do not. */
  private static long hash(Column column, int row) {
    if (column instanceof LongColumn longs) {
      return XxHash64.hash(longs.values()[row], XxHash64.SEED);
    }
    if (column instanceof DoubleColumn doubles) {
      return XxHash64.hash(
          Double.doubleToLongBits(doubles.values()[row] + 0.0), XxHash64.SEED); // −0 is 0
    }
    BytesColumn bytes = (BytesColumn) column;
    return TextSurvey.hash(bytes.dictionary(), bytes.codes()[row]);
  }

  @Override
  public ColumnFacts end() {
    return new ColumnFacts.Numbers(distribution.end(), distinct.end(), withLabel);
  }
}
