// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import java.util.Optional;
import java.util.Set;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.conformance.program.Dirt;
import org.psci.conformance.program.Schedule;
import org.psci.spec.step.EntryState;

/**
 * A machine whose cores can be told one by one to make a call. It is the simplest thing that an
 * implementation can be wrapped in; {@link StepwiseTarget} runs programs on it.
 */
public interface StepwiseMachine extends AutoCloseable {

  /** Who hears what the machine does. */
  interface Listener {
    void returned(int core, long x0, Changes changed);

    void entered(int core, long address, long x0, EntryState state);

    void machine(Event.Machine.What what);
  }

  /**
   * Starts it afresh: core 0 runs, all others are OFF, nothing is under way.
   *
   * @throws TargetException if it cannot be started
   */
  Profile start(int patienceFactor) throws TargetException;

  /** As in {@link Target#part}. */
  default void part(int number) {
    // most machines have no choices that could be made again
  }

  /**
   * A program begins.
   *
   * @param schedule what to decide where the machine could decide either way; never there if the
   *     profile does not say that schedules are followed
   * @param placement which core stands for which
   */
  default void begin(Optional<Schedule> schedule, Placement placement) {
    // most machines cannot be told
  }

  /** What was decided since the program began; empty if the machine cannot say. */
  default Optional<Schedule> taken(Placement placement) {
    return Optional.empty();
  }

  /**
   * Prepares the state of a core for its next call; needed only where the profile says that callers
   * can be prepared.
   *
   * @param core the caller, which is running and not in a call
   * @param dirt what to make of its state
   * @throws MachineFailure if the machine is gone
   */
  default void prepare(int core, Set<Dirt> dirt) throws MachineFailure {
    throw new UnsupportedOperationException("this machine cannot prepare its cores");
  }

  /**
   * A core begins a call. What comes of it the listener hears later.
   *
   * @param core the caller, which is running and not in a call
   * @param x the registers X0 to X3
   * @throws MachineFailure if the machine is gone
   */
  void call(int core, long[] x) throws MachineFailure;

  /**
   * An interrupt becomes pending for a core.
   *
   * @throws MachineFailure if the machine is gone
   */
  void wake(int core) throws MachineFailure;

  /**
   * Lets the machine go on until something happens, and tells the listener.
   *
   * @return false if nothing happened although the patience is over
   * @throws MachineFailure if the machine is gone, or makes no sense
   */
  boolean proceed(Listener listener) throws MachineFailure;

  /**
   * Lets a little time pass before a call is made again because its result was not the one that is
   * waited for.
   *
   * @param tries how often it has been made, from 1
   * @return false if the patience is over
   * @throws MachineFailure if the machine is gone, or makes no sense
   */
  boolean pauseBeforeRepeat(int tries, Listener listener) throws MachineFailure;

  @Override
  void close();
}
