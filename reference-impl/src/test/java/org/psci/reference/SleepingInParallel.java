// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * Cores power down with their cluster and the system, are woken, and ask what has become of these:
 * three threads are the cores of one cluster and one of another, all of which run at first.
 * Lincheck makes the calls.
 */
@Param(name = "self", gen = ThreadIdGen.class)
@Param(name = "core", gen = IntGen.class, conf = "0:2")
@Param(name = "level", gen = IntGen.class, conf = "1:2")
public class SleepingInParallel {
  static final int CORES = 3;

  /** For each level the power_state that takes everything up to it down. */
  private static final int[] POWER_DOWN = {0x1_0002, 0x101_0022, 0x201_0222};

  private static final Configuration SOUND =
      Configuration.complete(Version.V1_1)
          .with(Topology.clusters(2, 2))
          .without(Choice.OS_INITIATED)
          .withPowerStates(
              IntStream.range(0, POWER_DOWN.length).mapToObj(SleepingInParallel::state).toList());

  /** The machine to test: Lincheck wants a constructor without parameters. */
  private static Configuration machine = SOUND;

  private final ParallelCores cores = new ParallelCores(machine, CORES);

  static void give(Bug... bugs) {
    machine = SOUND.with(Set.of(bugs));
  }

  private static PowerState state(int level) {
    List<LocalState> path = Collections.nCopies(level + 1, LocalState.POWER_DOWN);
    return new PowerState(POWER_DOWN[level], StateType.POWER_DOWN, path, PowerState.NO_CLAIM);
  }

  @Operation
  public long suspend(@Param(name = "self") int thread, @Param(name = "level") int level) {
    int self = thread - 1;
    return cores.suspend(self, POWER_DOWN[level], self + 1, self + 1);
  }

  @Operation
  public void wake(@Param(name = "core") int target) {
    cores.interrupt(target);
  }

  @Operation
  public long comeBack(@Param(name = "self") int thread) {
    int self = thread - 1;
    long back = cores.comeBack(self);
    // A request that is given up returns SUCCESS, which says no more than coming in does.
    return back == 0 ? ParallelCores.COMES_IN + (self + 1) * (ParallelCores.SLOT + 1) : back;
  }

  @Operation
  public long hwState(@Param(name = "self") int thread, @Param(name = "level") int level) {
    return cores.hwState(thread - 1, 0, level);
  }

  @Operation
  public long count(@Param(name = "self") int thread, @Param(name = "level") int level) {
    return cores.count(thread - 1, 0, POWER_DOWN[level]);
  }
}
