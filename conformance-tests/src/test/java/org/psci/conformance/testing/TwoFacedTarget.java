// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.testing;

import java.util.ArrayList;
import java.util.List;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Parking;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.reference.Configuration;

/** Programs run now on one reference machine and now on another, which the profile hides. */
public final class TwoFacedTarget implements Target {
  /** Says which machine a program runs on. */
  @FunctionalInterface
  public interface Choice {
    /**
     * Whether it is the other one.
     *
     * @param starts how often the target has been started
     * @param programs how many programs have run since the last start
     */
    boolean isOther(int starts, int programs, Program program);
  }

  private final List<Target> machines;
  private final Choice choice;
  private int starts;
  private int programs;

  public TwoFacedTarget(Configuration one, Configuration other, Choice choice) {
    this.machines = List.of(ReferenceTarget.of(one, 1), ReferenceTarget.of(other, 1));
    this.choice = choice;
  }

  @Override
  public Profile start(int patienceFactor) throws TargetException {
    starts++;
    programs = 0;
    machines.get(1).start(patienceFactor);
    return machines.get(0).start(patienceFactor);
  }

  @Override
  public void part(int number) {
    machines.forEach(machine -> machine.part(number));
  }

  @Override
  public void parkBy(Parking how) {
    machines.forEach(machine -> machine.parkBy(how));
  }

  @Override
  public List<History> run(List<Program> wanted) throws TargetException {
    List<History> histories = new ArrayList<>();
    for (Program program : wanted) {
      int face = choice.isOther(starts, programs++, program) ? 1 : 0;
      History history = machines.get(face).run(List.of(program)).get(0);
      histories.add(history);
      if (!history.isParked()) {
        break;
      }
    }
    return histories;
  }

  @Override
  public void close() {
    machines.forEach(Target::close);
  }
}
