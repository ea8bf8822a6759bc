// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.psci.conformance.cause.Diagnosis;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Shape;
import org.psci.spec.function.Specification;
import org.psci.spec.model.Call;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.step.EntryState;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * Proves that histories in which everything overlaps get a verdict, or none, before long: eight
 * cores, each of whose calls overlaps several of each other core, with answers that depend on the
 * order and fit many of them.
 */
@Timeout(60)
class CrowdedHistoriesTest {
  private static final EntryPoints ENTRIES = new EntryPoints(0x4000_0000L, 16, 64);
  private static final Topology CORES = Topology.clusters(1, State.CORES);

  private final List<Event> events = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(1);
  private long now;

  private Judgement judge() {
    Platform platform = new Platform(Version.V1_1, CORES, ExecutionState.AARCH64, 1, ENTRIES);
    Program program = new Program(Shape.of(CORES), List.of());
    History history = new History(program, events, History.Ending.UNPARKED, "");
    return new Diagnosis(new Specification(platform)).judge(history);
  }

  private void call(int core, long begin, long end, long result, int id, long... x) {
    long x2 = x.length > 1 ? x[1] : 0;
    long x3 = x.length > 2 ? x[2] : 0;
    Call call = new Call(core, Integer.toUnsignedLong(id), x[0], x2, x3, ExecutionState.AARCH64);
    events.add(new Event.Called(call, 0, begin, end, result, Changes.UNREAD, false));
  }

  private void startAll() {
    for (int core = 1; core < State.CORES; core++) {
      call(0, now, now + 1, 0, PsciFunction.CPU_ON.smc64(), core, ENTRIES.address(core), core);
      EntryState unread = EntryState.NOTHING_READ;
      events.add(new Event.Entered(core, ENTRIES.address(core), core, unread, now + 2));
      now += 3;
    }
  }

  /** A call of the crowd, and when it took effect. */
  private record Turn(int core, long begin, long end, int wanted, long moment) {}

  /**
   * MEM_PROTECT by all cores, which returns what was set before: each call overlaps two of each
   * other core.
   */
  private void protectAndUnprotect(int rounds, double wrong) {
    List<Turn> turns = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (int core = 0; core < State.CORES; core++) {
        long begin = now + 200L * round + 25L * core;
        turns.add(
            new Turn(core, begin, begin + 199, random.nextInt(2), begin + random.nextInt(200)));
      }
    }
    List<Turn> inOrder = new ArrayList<>(turns);
    inOrder.sort(Comparator.comparingLong(Turn::moment));
    int before = 0;
    int[] results = new int[turns.size()];
    for (Turn turn : inOrder) {
      results[turns.indexOf(turn)] = random.nextDouble() < wrong ? 1 - before : before;
      before = turn.wanted;
    }
    for (int number = 0; number < turns.size(); number++) {
      Turn turn = turns.get(number);
      int id = PsciFunction.MEM_PROTECT.smc32();
      call(turn.core, turn.begin, turn.end, results[number], id, turn.wanted);
    }
  }

  @Test
  void lawfulCrowdIsExplained() {
    startAll();
    protectAndUnprotect(60, 0);
    assertThat(judge().isExplained()).isTrue();
  }

  @Test
  void unlawfulCrowdGetsAVerdict() {
    startAll();
    protectAndUnprotect(60, 0.3);
    Judgement judgement = judge();
    assertThat(judgement.violations().isEmpty() && judgement.undecided().isEmpty()).isFalse();
  }

  /** One core goes off and is started by any of the others, all at once and again and again. */
  @Test
  void crowdAroundOneCoreGetsAVerdict() {
    startAll();
    long end = now + 100_000;
    for (int round = 0; round < 8; round++) {
      for (int core = 0; core < State.CORES - 1; core++) {
        long begin = now + round * 1000L;
        long result = random.nextInt(3) == 0 ? 0 : random.nextBoolean() ? -4 : -5;
        long entry = ENTRIES.address(8 + core);
        call(core, begin, begin + 999, result, PsciFunction.CPU_ON.smc64(), 7, entry, 7);
      }
    }
    call(7, now, Event.Called.NEVER, 0, PsciFunction.CPU_OFF.smc32(), 0);
    EntryState unread = EntryState.NOTHING_READ;
    events.add(new Event.Entered(7, ENTRIES.address(9), 7, unread, end));
    Judgement judgement = judge();
    judgement
        .undecided()
        .ifPresent(why -> assertThat(why).contains("too many orders", "are explained"));
    assertThat(judgement.violations().isEmpty() && judgement.isExplained()).isFalse();
  }
}
