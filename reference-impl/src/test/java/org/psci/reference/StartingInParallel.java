// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.Set;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * Cores start each other, go off, and ask: three threads are the cores 0 to 2, of which core 2 is
 * OFF at first. Lincheck makes the calls.
 */
@Param(name = "self", gen = ThreadIdGen.class)
@Param(name = "core", gen = IntGen.class, conf = "0:2")
public class StartingInParallel {
  private static final Configuration SOUND =
      Configuration.complete(Version.V1_1)
          .with(Topology.clusters(1, 3))
          .without(Choice.OS_INITIATED);

  static final int RUNNING = 2;

  /** The machine to test: Lincheck wants a constructor without parameters. */
  private static Configuration machine = SOUND;

  private final ParallelCores cores = new ParallelCores(machine, RUNNING);

  static void give(Bug... bugs) {
    machine = SOUND.with(Set.of(bugs));
  }

  @Operation
  public long on(@Param(name = "self") int thread, @Param(name = "core") int target) {
    int self = thread - 1;
    return cores.on(self, target, self + 1, self + 1);
  }

  @Operation
  public long off(@Param(name = "self") int thread) {
    return cores.off(thread - 1);
  }

  @Operation
  public long info(@Param(name = "self") int thread, @Param(name = "core") int target) {
    return cores.info(thread - 1, target, 0);
  }

  @Operation
  public long infoOfAll(@Param(name = "self") int thread) {
    return cores.info(thread - 1, 0, 1);
  }

  @Operation
  public void wake(@Param(name = "core") int target) {
    cores.interrupt(target);
  }

  @Operation
  public long comeBack(@Param(name = "self") int thread) {
    return cores.comeBack(thread - 1);
  }
}
