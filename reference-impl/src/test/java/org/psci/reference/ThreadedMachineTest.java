// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.psci.reference.ReferenceMachine.Observer;
import org.psci.reference.ReferenceMachine.StartState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** Proves that cores on threads do what they are told, and that an end of all work is noticed. */
class ThreadedMachineTest {
  private static final Configuration MACHINE = Configuration.complete(Version.V1_1);

  private final List<String> seen = new ArrayList<>();

  private final Observer observer =
      new Observer() {
        @Override
        public void returned(int core, long x0, long changed, boolean daif) {
          seen.add(core + " returned " + x0);
        }

        @Override
        public void entered(int core, long address, long x0, StartState state) {
          seen.add(core + " entered with " + x0);
        }

        @Override
        public void ended(PowerEvent event) {
          seen.add("ended " + event);
        }
      };

  private static ThreadedMachine machine() {
    return new ThreadedMachine(MACHINE, Rig.MEMORY, 2 * Rig.MEMORY, 1);
  }

  private static long[] on(int core, long context) {
    long mpidr = MACHINE.topology().mpidr(core).value();
    return new long[] {PsciFunction.CPU_ON.smc64() & 0xffff_ffffL, mpidr, Rig.ENTRY, context};
  }

  private void runUntilQuiet(ThreadedMachine machine) throws InterruptedException {
    while (machine.await(observer)) {
      assertThat(seen).hasSizeLessThan(100);
    }
  }

  @Test
  void nothingToDoIsNoticed() throws InterruptedException {
    try (ThreadedMachine machine = machine()) {
      assertThat(machine.await(observer)).isFalse();
      assertThat(machine.look(observer)).isFalse();
    }
  }

  @Test
  void oneOfTwoCallersStartsACore() throws InterruptedException {
    for (int run = 0; run < 50; run++) {
      seen.clear();
      try (ThreadedMachine machine = machine()) {
        machine.call(0, on(1, 1));
        runUntilQuiet(machine);
        machine.call(0, on(2, 10));
        machine.call(1, on(2, 11));
        runUntilQuiet(machine);
      }
      assertThat(seen).contains("0 returned 0", "1 entered with 1");
      assertThat(seen).filteredOn(s -> s.startsWith("2 entered")).hasSize(1);
      String winner = seen.contains("2 entered with 10") ? "0 returned 0" : "1 returned 0";
      assertThat(seen.subList(2, seen.size())).contains(winner);
      assertThat(seen.subList(2, seen.size())).filteredOn(s -> s.endsWith("returned 0")).hasSize(1);
    }
  }

  @Test
  void callBeforeAnEntryThatNobodyHasSeenYetIsNotMade() throws InterruptedException {
    Configuration startsTwice = MACHINE.with(Set.of(Bug.CPUON_CHECK_THEN_ACT));
    for (int run = 0; run < 300; run++) {
      seen.clear();
      try (ThreadedMachine machine =
          new ThreadedMachine(startsTwice, Rig.MEMORY, 2 * Rig.MEMORY, run)) {
        machine.call(0, on(1, 1));
        runUntilQuiet(machine);
        machine.call(0, on(2, 10));
        machine.call(1, on(2, 11));
        int entries = 0;
        while (machine.await(observer)) {
          int now = (int) seen.stream().filter(s -> s.startsWith("2 entered")).count();
          if (now > entries) {
            machine.call(2, new long[] {PsciFunction.PSCI_VERSION.smc32() & 0xffff_ffffL, 0, 0, 0});
          }
          entries = now;
        }
      }
      assertThat(seen).contains("2 returned 65537");
    }
  }

  @Test
  void endOfTheMachineIsSeen() throws InterruptedException {
    try (ThreadedMachine machine = machine()) {
      machine.call(0, new long[] {PsciFunction.SYSTEM_OFF.smc32() & 0xffff_ffffL, 0, 0, 0});
      runUntilQuiet(machine);
    }
    assertThat(seen).containsExactly("ended OFF");
  }

  @Test
  void threadsEndWithTheMachine() throws InterruptedException {
    ThreadedMachine machine = machine();
    machine.close();
    for (Thread thread : machine.threads()) {
      thread.join();
    }
    assertThat(machine.threads()).noneMatch(Thread::isAlive).hasSize(6);
  }
}
