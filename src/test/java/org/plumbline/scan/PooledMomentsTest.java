package org.plumbline.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.features.DayRange;
import org.plumbline.scan.Sales.Sale;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Tally;
import org.plumbline.table.HadoopStorage;

/** Moments of files that are not stored, added up on executors. */
class PooledMomentsTest {

  private static final List<Sale> SALES = Sales.seeded(6, 4, 200);
  private static final DayRange WINDOW = new DayRange(Sales.FIRST_DAY, Sales.FIRST_DAY + 2);

  @TempDir Path folder;
  private Summarize.Reading apart;
  private Summarize.Reading pooled;

  /** Three files of too few rows to be worth storing, and one that is. */
  @BeforeEach
  void readBothWays() {
    for (int day = 0; day < 3; day++) {
      Sales.write(folder.resolve("t"), "few-" + day, Sales.ofDay(SALES, day).subList(0, 15));
    }
    Sales.write(folder.resolve("t"), "many", Sales.ofDay(SALES, 3));
    StatisticsStore store =
        new StatisticsStore(
            folder.resolve("s").toString(), new HadoopStorage(Sales.hadoop()), Sales.hadoop());
    ReadPlan plan =
        new Summarize(SparkSessions::shared, store)
            .plan(Sales.pin(folder.resolve("t")), Sales.design(), Precision.DOUBLE, WINDOW);
    apart = new PlannedReading(plan).read(SparkSessions::shared);
    pooled = new PlannedReading(plan, 0).read(SparkSessions::shared);
  }

  @Test
  void sumsOverFilesAreThoseOfTheFiles() {
    assertThat(apart.pooledFiles()).isEmpty();
    assertThat(pooled.pooledFiles()).hasSize(3);
    assertThat(sums(pooled)).isEqualTo(sums(apart));
  }

  private static SortedMap<Group, Moments> sums(Summarize.Reading reading) {
    SortedMap<Group, Moments> sums = new TreeMap<>(reading.pooled());
    for (FileStatistics file : reading.files()) {
      file.groups().forEach((group, moments) -> sums.merge(group, moments, Moments::plus));
    }
    return sums;
  }

  @Test
  void eachFileKeepsItsCountsAndTheDigestOfItsTrainingRows() {
    for (PooledFile file : pooled.pooledFiles()) {
      SortedMap<Group, Moments> groups =
          apart.files().stream()
              .filter(each -> each.file().equals(file.file()))
              .findFirst()
              .orElseThrow()
              .groups();
      SortedMap<Group, Tally> tallies = new TreeMap<>();
      groups.forEach((group, moments) -> tallies.put(group, moments.tally()));
      assertThat(file.tallies()).isEqualTo(tallies);
      List<Moments> training = new ArrayList<>();
      groups.forEach(
          (group, moments) -> {
            if (group.fold() != 0 && WINDOW.contains(group.day())) {
              training.add(moments);
            }
          });
      assertThat(file.digest()).hasValue(Moments.sum(Sales.design().names(), training).digest());
    }
  }

  @Test
  void whatIsWorthStoringIsStoredStill() {
    assertThat(pooled.worthStoring())
        .extracting(value -> value.key().file().path())
        .containsExactly("many.parquet");
  }

  @Test
  void aFileReadInPiecesHasOneDigest() {
    List<String> names = Sales.design().names();
    StatisticsPooling pooling = new StatisticsPooling(Summarize.layout(Sales.design()), names);
    List<Moments> pieces = new ArrayList<>(apart.files().get(0).groups().values());
    Pooling.Sums sums = pooling.sums();
    pieces.forEach(piece -> sums.add(new Pooling.Part(PoolKey.file(0), piece.encode())));
    assertThat(new String(sums.end().get(0).value(), StandardCharsets.US_ASCII))
        .isEqualTo(Moments.sum(names, pieces).digest());
  }
}
