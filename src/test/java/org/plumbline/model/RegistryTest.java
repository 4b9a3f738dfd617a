package org.plumbline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.Failure;
import org.plumbline.FaultyStorage;
import org.plumbline.MemoryStorage;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.Storage;

class RegistryTest {

  private static final int RUNS = 4;

  private final MemoryStorage storage = new MemoryStorage();

  @Test
  void aRunJoinsTheCycleThatAnotherClaimedAtTheSameMoment(@TempDir Path home) throws Exception {
    Set<CycleId> joined = atOnce(home, registry -> claim(registry, "same", true));
    assertThat(joined).containsExactly(new CycleId(Samples.AS_OF, 1));
  }

  @Test
  void runsOfDifferentConfigurationsClaimCyclesOfTheirOwn(@TempDir Path home) throws Exception {
    Set<CycleId> claimed =
        atOnce(home, registry -> claim(registry, Thread.currentThread().getName(), true));
    assertThat(claimed).hasSize(RUNS);
    assertThat(claimed).extracting(CycleId::number).containsExactlyInAnyOrder(1, 2, 3, 4);
  }

  @Test
  void ofManyPointersWithOneNumberOneIsCreated(@TempDir Path home) throws Exception {
    Set<Boolean> won = new HashSet<>();
    List<Boolean> all = new ArrayList<>();
    for (Boolean one :
        atOnceList(
            home,
            registry ->
                registry.enthrone(
                    Samples.pointer(1, "a", "2026-02-01", 1, Champion.PROMOTE, null)))) {
      won.add(one);
      all.add(one);
    }
    assertThat(won).containsExactlyInAnyOrder(true, false);
    assertThat(all.stream().filter(each -> each)).hasSize(1);
  }

  @Test
  void theSecondToCreateARecordUsesTheFirst() {
    CycleFolder folder = claim(registry(), "c", true);
    Decision first = folder.create(Samples.decision());
    Decision other =
        new Decision(
            1,
            Samples.AS_OF,
            "other",
            Optional.empty(),
            Decision.HOLD,
            Optional.empty(),
            List.of(),
            List.of());
    assertThat(folder.create(other)).isEqualTo(first);
    assertThat(folder.decision()).contains(first);
  }

  @Test
  void theNewestCycleOfAConfigurationIsFoundAndTheNextOneTaken() {
    Registry registry = registry();
    CycleFolder first = claim(registry, "a", false);
    CycleFolder second = claim(registry, "b", false);
    CycleFolder third = claim(registry, "a", false);
    assertThat(List.of(first.id().number(), second.id().number(), third.id().number()))
        .containsExactly(1, 2, 3);
    assertThat(registry.newest(Samples.AS_OF, "a", snapshot -> true).map(CycleFolder::id))
        .contains(third.id());
    assertThat(registry.newest(Samples.AS_OF, "b", snapshot -> true).map(CycleFolder::id))
        .contains(second.id());
    assertThat(registry.newest(Samples.AS_OF, "none", snapshot -> true)).isEmpty();
  }

  @Test
  void aClosedCycleIsPassedOverWhereARecordIsNeeded() {
    Registry registry = registry();
    CycleFolder older = claim(registry, "a", false);
    older.create(Samples.train());
    CycleFolder closed = claim(registry, "a", false);
    closed.create(Samples.train());
    closed.close(Samples.result());
    assertThat(registry.newestWith(folder -> folder.train().isPresent()).map(CycleFolder::id))
        .contains(older.id());
  }

  @Test
  void bannedIsWhatARollbackLeftUntilItIsForced() {
    List<Champion> pointers = new ArrayList<>();
    pointers.add(Samples.pointer(1, "a", "2026-02-01", 1, Champion.PROMOTE, null));
    pointers.add(Samples.pointer(2, "b", "2026-02-02", 1, Champion.PROMOTE, "a"));
    pointers.add(Samples.pointer(3, "a", "2026-02-01", 0, Champion.ROLLBACK, "b"));
    assertThat(new Champions(pointers).banned()).containsExactly("b");
    pointers.add(Samples.pointer(4, "b", "2026-02-02", 0, Champion.FORCE, "a"));
    assertThat(new Champions(pointers).banned()).isEmpty();
    pointers.add(Samples.pointer(5, "a", "2026-02-01", 0, Champion.ROLLBACK, "b"));
    assertThat(new Champions(pointers).banned()).containsExactly("b");
  }

  @Test
  void pointersComeBackInOrderOfSequence() {
    Registry registry = registry();
    for (long sequence = 1; sequence <= 12; sequence++) {
      registry.enthrone(
          Samples.pointer(sequence, "m" + sequence, "2026-02-01", 1, Champion.PROMOTE, null));
    }
    assertThat(registry.champions().pointers())
        .extracting(Champion::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
    assertThat(registry.champions().model()).contains("m12");
    assertThat(registry.champions().nextSequence()).isEqualTo(13);
    assertThat(storage.paths()).contains("/home/prices/champion/0000000012.json");
  }

  @Test
  void aKeptModelIsReadBackAndStaysAsItIs() {
    Registry registry = registry();
    Model model = Samples.model();
    registry.keep(model, Samples.trained(), List.of());
    registry.keep(model, Samples.trained(), List.of());
    assertThat(registry.model(model.id())).contains(model);
    assertThat(registry.models()).containsExactly(model.id());
    assertThat(storage.paths())
        .contains(
            "/home/prices/models/" + model.id() + "/model.json",
            "/home/prices/models/" + model.id() + "/trained.json",
            "/home/prices/models/" + model.id() + "/inputs.jsonl.gz");
  }

  @Test
  void aModelThatIsNotThereIsMissingInput() {
    assertThatThrownBy(() -> registry().requireModel("2026-01-01-000000000000"))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.MISSING_INPUT))
        .hasMessage("There is no model 2026-01-01-000000000000 under /home/prices/models");
  }

  @Test
  void aFolderOfSomebodyElseIsRefused() {
    storage.createIfAbsent("/home/prices/holiday.jpg", "x".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(this::registry)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.OUTPUT))
        .hasMessage("/home/prices is not ours: it holds holiday.jpg but no plumbline.json");
  }

  @Test
  void openingWritesNothingAndClaimingMarksTheHome() {
    Registry registry = registry();
    assertThat(storage.paths()).isEmpty();
    claim(registry, "c", true);
    assertThat(storage.paths())
        .containsExactly(
            "/home/prices/cycles/2026-03-01/1/snapshot.json", "/home/prices/plumbline.json");
    assertThat(registry().cycles()).hasSize(1);
  }

  @Test
  void aCycleThatAppearsRightAfterTheListingIsJoined() {
    AtomicBoolean armed = new AtomicBoolean();
    Storage late =
        FaultyStorage.listing(
            found -> {
              if (armed.compareAndSet(true, false)) {
                claim(registry(), "c", true);
              }
              return found;
            },
            storage);
    Registry registry = Registry.open("/home", "prices", late);
    armed.set(true);

    assertThat(claim(registry, "c", true).id().number()).isEqualTo(1);
    assertThat(registry().cycles()).hasSize(1);
  }

  private Registry registry() {
    return Registry.open("/home", "prices", storage);
  }

  private static CycleFolder claim(Registry registry, String configuration, boolean joins) {
    return registry.joinOrClaim(Samples.trainable(configuration), other -> joins);
  }

  private static Set<CycleId> atOnce(Path home, Function<Registry, CycleFolder> work)
      throws Exception {
    return new HashSet<>(atOnceList(home, registry -> work.apply(registry).id()));
  }

  private static <T> List<T> atOnceList(Path home, Function<Registry, T> work) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(RUNS);
    ExecutorService threads = Executors.newFixedThreadPool(RUNS);
    try {
      Callable<T> task =
          () -> {
            Registry registry =
                Registry.open(home.toString(), "prices", new HadoopStorage(new Configuration()));
            barrier.await();
            return work.apply(registry);
          };
      List<Future<T>> futures = new ArrayList<>();
      for (int run = 0; run < RUNS; run++) {
        futures.add(threads.submit(task));
      }
      List<T> done = new ArrayList<>();
      for (Future<T> future : futures) {
        done.add(future.get());
      }
      return done;
    } finally {
      threads.shutdownNow();
    }
  }
}
