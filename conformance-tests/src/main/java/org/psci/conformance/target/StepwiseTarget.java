// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;

/** Runs programs on a machine that takes one call at a time. */
public final class StepwiseTarget implements Target {
  private final StepwiseMachine machine;
  private final int batchSize;
  private Optional<Profile> profile = Optional.empty();
  private Parking parking = Parking.BY_ASKING;

  /**
   * @param batchSize how many programs to run at once; more save time, fewer lose less
   */
  public StepwiseTarget(StepwiseMachine machine, int batchSize) {
    this.machine = machine;
    this.batchSize = batchSize;
  }

  @Override
  public Profile start(int patienceFactor) throws TargetException {
    Profile started = machine.start(patienceFactor);
    profile = Optional.of(started);
    return started;
  }

  @Override
  public void parkBy(Parking how) {
    parking = how;
  }

  @Override
  public List<History> run(List<Program> programs) {
    Profile current =
        profile.orElseThrow(() -> new IllegalStateException("start the target before it runs"));
    List<History> histories = new ArrayList<>();
    for (Program program : programs) {
      History history = new StepwiseRun(machine, current, program, parking).run();
      histories.add(history);
      if (!history.isParked()) {
        break;
      }
    }
    return histories;
  }

  @Override
  public void part(int number) {
    machine.part(number);
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  @Override
  public void close() {
    machine.close();
  }
}
