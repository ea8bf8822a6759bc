// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * Proves on chance programs, on every kind of lawful machine, that a node that is off has nothing
 * on below it, that who runs is powered, and that the same seed gives the same run.
 */
class LawfulRunsTest {
  private static final Topology THREE_LEVELS = threeLevels();

  private static Topology threeLevels() {
    List<Mpidr> cores = new ArrayList<>();
    for (int core = 0; core < 8; core++) {
      cores.add(Mpidr.of(core >> 2, core >> 1 & 1, 0, core & 1));
    }
    return new Topology(cores);
  }

  private static Configuration chance(SplittableRandom random) {
    Version version = Version.values()[random.nextInt(5)];
    boolean old = version == Version.V0_2;
    boolean narrow = random.nextBoolean(); // callers in AArch32 cannot name every core
    boolean extended = !old && random.nextBoolean();
    ResidentOs trustedOs = new ResidentOs(MigrateInfoType.values()[random.nextInt(3)], 1);
    return Configuration.complete(version)
        .with(narrow ? Topology.clusters(2, 2) : THREE_LEVELS)
        .with(narrow && random.nextBoolean() ? ExecutionState.AARCH32 : ExecutionState.AARCH64)
        .with(Choice.HIDES_PENDING, random.nextBoolean())
        .with(Choice.CHECKS_ENTRIES, random.nextBoolean())
        .with(extended ? PowerStateFormat.EXTENDED_STATE_ID : PowerStateFormat.ORIGINAL)
        .with(Choice.DOWNGRADES, random.nextBoolean())
        .with(Choice.WAKES_EARLY, random.nextInt(4) == 0)
        .with(Choice.DEFAULT_IS_STANDBY, random.nextBoolean())
        .with(Choice.FROZEN_SHOWS_OFF, random.nextBoolean())
        .with(Choice.COUNTS_ON_EXIT, random.nextBoolean())
        .with(Choice.STRICT_MODE_CHANGE, random.nextInt(4) == 0)
        .with(ErrorOrder.values()[random.nextInt(3)])
        .with(trustedOs);
  }

  /** What is heard, and who runs. */
  private static final class Listener implements ReferenceMachine.Observer {
    final List<String> heard = new ArrayList<>();
    final long[] result = new long[8];
    final Set<Integer> running = new TreeSet<>(Set.of(0));
    boolean ended;

    @Override
    public void returned(int core, long x0, long changed, boolean daif) {
      heard.add(core + " returned " + x0);
      result[core] = x0;
      running.add(core);
    }

    @Override
    public void entered(int core, long address, long x0, ReferenceMachine.StartState state) {
      heard.add(core + " entered " + address + " with " + x0 + " " + state);
      running.add(core);
    }

    @Override
    public void ended(PowerEvent event) {
      heard.add("ended " + event);
      ended = true;
    }
  }

  @Property(tries = 300)
  void sameSeedGivesTheSameRun(@ForAll long seed) {
    assertThat(run(seed)).isEqualTo(run(seed));
  }

  private static List<String> run(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Configuration configuration = chance(random);
    ReferenceMachine machine =
        new ReferenceMachine(configuration, Rig.MEMORY, 2 * Rig.MEMORY, Scheduler.seeded(7));
    Listener listener = new Listener();
    List<PsciFunction> functions =
        new ArrayList<>(
            EnumSet.complementOf(
                EnumSet.of(
                    PsciFunction.SYSTEM_OFF,
                    PsciFunction.SYSTEM_RESET,
                    PsciFunction.SYSTEM_RESET2,
                    PsciFunction.SYSTEM_OFF2)));
    for (int turn = 0; turn < 80 && !listener.ended; turn++) {
      for (int core = 0; core < configuration.topology().size(); core++) {
        if (listener.running.contains(core) && random.nextInt(3) > 0) {
          PsciFunction function = functions.get(random.nextInt(functions.size()));
          machine.call(core, arguments(configuration, function, random));
          listener.running.remove(core);
        }
        if (random.nextInt(6) == 0) {
          machine.interrupt(core);
        }
      }
      int steps = 0;
      while (steps < 200 && machine.step(listener)) {
        steps++;
      }
      checkNodes(configuration, machine, listener);
    }
    return listener.heard;
  }

  private static long[] arguments(
      Configuration configuration, PsciFunction function, SplittableRandom random) {
    List<PowerState> states = configuration.powerStates();
    Topology topology = configuration.topology();
    boolean wide = function.hasSmc64() && configuration.executionState() == ExecutionState.AARCH64;
    long[] x = {(wide ? function.smc64() : function.smc32()) & 0xffff_ffffL, 0, 0, 0};
    for (int register = 1; register <= function.parameters().size(); register++) {
      x[register] =
          switch (function.parameters().get(register - 1).name()) {
            case "core" -> topology.mpidr(random.nextInt(topology.size())).value();
            case "entry" -> Rig.ENTRY;
            case "power_state" -> states.get(random.nextInt(states.size())).value();
            default -> random.nextInt(3);
          };
    }
    return x;
  }

  /** Asks for all nodes, if a core is free to ask. */
  private static void checkNodes(
      Configuration configuration, ReferenceMachine machine, Listener listener) {
    if (listener.running.isEmpty() || !configuration.has(PsciFunction.NODE_HW_STATE)) {
      return;
    }
    int levels = configuration.tree().highestLevel();
    for (int core = 0; core < configuration.topology().size(); core++) {
      long below = 0;
      for (int level = 0; level <= levels; level++) {
        long state = hwState(configuration, machine, listener, core, level);
        if (state < 0) {
          return;
        }
        assertThat(state == 1 && below != 1 && level > 0).isFalse();
        assertThat(state != 0 && below == 0 && level > 0).isFalse();
        assertThat(state == 0 || !listener.running.contains(core)).isTrue();
        below = state;
      }
    }
  }

  private static long hwState(
      Configuration configuration,
      ReferenceMachine machine,
      Listener listener,
      int core,
      int level) {
    int asker = listener.running.iterator().next();
    long mpidr = configuration.topology().mpidr(core).value();
    int id =
        configuration.executionState() == ExecutionState.AARCH64
            ? PsciFunction.NODE_HW_STATE.smc64()
            : PsciFunction.NODE_HW_STATE.smc32();
    machine.call(asker, new long[] {id & 0xffff_ffffL, mpidr, level, 0});
    listener.result[asker] = Long.MIN_VALUE;
    for (int steps = 0; steps < 500 && listener.result[asker] == Long.MIN_VALUE; steps++) {
      machine.step(listener);
    }
    return (int) listener.result[asker];
  }
}
