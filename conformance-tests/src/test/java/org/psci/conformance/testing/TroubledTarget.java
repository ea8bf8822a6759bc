// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;

/** The reference machine, but some programs end badly there, and it wants a restart after them. */
public final class TroubledTarget implements Target {
  /** What the remark of a bad ending says. */
  public static final String REMARK = "trouble, as ordered";

  private final Target machine = ReferenceTarget.of(Configuration.standard(), 1);
  private final Set<Integer> troubles;
  private final Ending ending;
  private int programs;
  private @Nullable Bug bugBeforeTrouble;
  private int mostStarts = Integer.MAX_VALUE;
  private int starts;
  private boolean wantsRestart = true;
  private boolean closed;

  /**
   * @param troubles the programs that end badly, counted from 0 as they are run
   * @param ending how they end
   */
  public TroubledTarget(Set<Integer> troubles, Ending ending) {
    this.troubles = troubles;
    this.ending = ending;
  }

  /** What comes before trouble is seen, and is wrong. */
  public TroubledTarget hasBeforeTrouble(Bug bug) {
    bugBeforeTrouble = bug;
    return this;
  }

  /** It starts so many times, and then no more. */
  public TroubledTarget startsAtMost(int times) {
    mostStarts = times;
    return this;
  }

  @Override
  public Profile start(int patienceFactor) throws TargetException {
    if (starts == mostStarts) {
      throw new TargetException("no more starts");
    }
    starts++;
    wantsRestart = false;
    return machine.start(patienceFactor);
  }

  @Override
  public List<History> run(List<Program> wanted) throws TargetException {
    if (wantsRestart) {
      throw new IllegalStateException("start the target before it runs");
    }
    List<History> histories = new ArrayList<>();
    for (Program program : wanted) {
      History history = machine.run(List.of(program)).get(0);
      boolean trouble = troubles.contains(programs++);
      histories.add(
          trouble ? new History(program, beforeTrouble(program), ending, REMARK) : history);
      if (trouble || !history.isParked()) {
        wantsRestart = true;
        break;
      }
    }
    return histories;
  }

  private List<Event> beforeTrouble(Program program) throws TargetException {
    if (bugBeforeTrouble == null) {
      return List.of();
    }
    Configuration wrong = Configuration.standard().with(Set.of(bugBeforeTrouble));
    try (Target other = ReferenceTarget.of(wrong, 1)) {
      other.start(1);
      return other.run(List.of(program)).get(0).events();
    }
  }

  @Override
  public int batchSize() {
    return 8;
  }

  @Override
  public void close() {
    closed = true;
    machine.close();
  }

  /** How often it was started. */
  public int starts() {
    return starts;
  }

  public boolean isClosed() {
    return closed;
  }
}
