// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.conformance.target.StepwiseMachine.Listener;
import org.psci.spec.step.EntryState;

/** Remembers of each core the last that it did. */
final class LatestEvents implements Listener {

  /** Where and how a core came in. */
  record Arrival(long address, long x0, EntryState state) {}

  private final Map<Integer, Long> results = new TreeMap<>();
  private final Map<Integer, Arrival> arrivals = new TreeMap<>();
  private Event.Machine.@Nullable What machineDid;

  @Override
  public void returned(int core, long x0, Changes changed) {
    results.put(core, x0);
  }

  @Override
  public void entered(int core, long address, long x0, EntryState state) {
    arrivals.put(core, new Arrival(address, x0, state));
  }

  @Override
  public void machine(Event.Machine.What what) {
    machineDid = what;
  }

  /** A core makes another call. */
  void forget(int core) {
    results.remove(core);
    arrivals.remove(core);
  }

  Optional<Long> result(int core) {
    return Optional.ofNullable(results.get(core));
  }

  Optional<Arrival> arrival(int core) {
    return Optional.ofNullable(arrivals.get(core));
  }

  Optional<Event.Machine.What> machineDid() {
    return Optional.ofNullable(machineDid);
  }
}
