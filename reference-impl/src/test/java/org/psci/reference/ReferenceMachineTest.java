// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * Proves, without the model, that the reference machine starts and stops cores as the specification
 * says, and that a seed decides the order of everything.
 */
class ReferenceMachineTest {
  private static final long MEMORY = 0x4000_0000L;
  private static final long CPU_ON = PsciFunction.CPU_ON.smc64() & 0xffff_ffffL;
  private static final long CPU_OFF = PsciFunction.CPU_OFF.smc32() & 0xffff_ffffL;
  private static final long AFFINITY_INFO = PsciFunction.AFFINITY_INFO.smc64() & 0xffff_ffffL;

  /** Writes down what it hears. */
  private static final class Script implements ReferenceMachine.Observer {
    final List<String> lines = new ArrayList<>();

    @Override
    public void returned(int core, long x0, long changed, boolean daif) {
      lines.add("core " + core + " returned " + (int) x0);
    }

    @Override
    public void entered(int core, long address, long x0, ReferenceMachine.StartState state) {
      lines.add(String.format("core %d entered at 0x%x with 0x%x", core, address, x0));
    }

    @Override
    public void ended(PowerEvent event) {
      lines.add("the machine ended: " + event);
    }
  }

  private static final Configuration TWO_CLUSTERS =
      Configuration.standard().with(Topology.clusters(2, 2));

  private final Script script = new Script();

  private static ReferenceMachine machine(Configuration configuration, long seed) {
    return new ReferenceMachine(configuration, MEMORY, 2 * MEMORY, Scheduler.seeded(seed));
  }

  private void call(ReferenceMachine machine, int core, long... x) {
    long[] registers = {x[0], 0, 0, 0};
    System.arraycopy(x, 0, registers, 0, x.length);
    machine.call(core, registers);
    while (machine.step(script)) {
      assertThat(script.lines).hasSizeLessThan(100);
    }
  }

  @Test
  void coreGoesThroughItsLife() {
    ReferenceMachine machine = machine(TWO_CLUSTERS, 1);
    call(machine, 0, AFFINITY_INFO, 1, 0);
    call(machine, 0, CPU_ON, 1, MEMORY, 0xa);
    call(machine, 1, AFFINITY_INFO, 1, 0);
    call(machine, 0, CPU_ON, 1, MEMORY, 0xb);
    call(machine, 1, CPU_OFF);
    call(machine, 0, AFFINITY_INFO, 1, 0);
    assertThat(script.lines)
        .containsExactlyInAnyOrder(
            "core 0 returned 1",
            "core 0 returned 0",
            "core 1 entered at 0x40000000 with 0xa",
            "core 1 returned 0",
            "core 0 returned -4",
            "core 0 returned 1");
  }

  @Test
  void coreMakesOneCallAtATime() {
    ReferenceMachine machine = machine(TWO_CLUSTERS, 1);
    machine.call(0, new long[] {AFFINITY_INFO, 0, 0, 0});
    assertThatThrownBy(() -> machine.call(0, new long[] {AFFINITY_INFO, 0, 0, 0}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("core 0 is in a call already");
  }

  @Property(tries = 200)
  void oneOfTwoCallersStartsTheCore(@ForAll long seed) {
    Script events = new Script();
    ReferenceMachine machine = machine(TWO_CLUSTERS, seed);
    machine.call(0, new long[] {CPU_ON, 1, MEMORY, 0xa});
    run(machine, events);
    events.lines.clear();
    machine.call(0, new long[] {CPU_ON, 0x100, MEMORY, 0xb});
    machine.call(1, new long[] {CPU_ON, 0x100, MEMORY + 16, 0xc});
    run(machine, events);
    boolean first = events.lines.contains("core 0 returned 0");
    assertThat(events.lines).contains(first ? "core 0 returned 0" : "core 1 returned 0");
    assertThat(events.lines).doesNotContain(first ? "core 1 returned 0" : "core 0 returned 0");
    assertThat(events.lines)
        .contains(
            first
                ? "core 2 entered at 0x40000000 with 0xb"
                : "core 2 entered at 0x40000010 with 0xc");
  }

  @Property(tries = 200)
  void seedDecidesTheOrder(@ForAll long seed) {
    assertThat(race(seed)).isEqualTo(race(seed));
  }

  @Test
  void anotherSeedCanDecideOtherwise() {
    Set<List<String>> orders = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      orders.add(race(seed));
    }
    assertThat(orders).hasSizeGreaterThan(3);
  }

  private static List<String> race(long seed) {
    Script events = new Script();
    ReferenceMachine machine = machine(TWO_CLUSTERS, seed);
    machine.call(0, new long[] {CPU_ON, 1, MEMORY, 0xa});
    run(machine, events);
    machine.call(0, new long[] {CPU_ON, 0x100, MEMORY, 0xb});
    machine.call(1, new long[] {AFFINITY_INFO, 0x100, 0, 0});
    run(machine, events);
    return events.lines;
  }

  private static void run(ReferenceMachine machine, Script events) {
    while (machine.step(events)) {
      assertThat(events.lines).hasSizeLessThan(100);
    }
  }

  @Test
  void badEntryHasACodeOfItsOwnFromOneOnwards() {
    call(machine(TWO_CLUSTERS, 1), 0, CPU_ON, 1, 4, 0);
    call(machine(TWO_CLUSTERS.with(Version.V0_2), 1), 0, CPU_ON, 1, 4, 0);
    assertThat(script.lines)
        .containsExactly(
            "core 0 returned " + ReturnCode.INVALID_ADDRESS.value(),
            "core 0 returned " + ReturnCode.INVALID_PARAMETERS.value());
  }
}
