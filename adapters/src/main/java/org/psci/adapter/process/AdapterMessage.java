// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.conformance.target.Profile;
import org.psci.spec.step.EntryState;

/** What an adapter can say: an event on one line of its standard output. */
sealed interface AdapterMessage {

  /** The answer to hello. */
  record Described(Profile profile) implements AdapterMessage {}

  /** The answer to reset. */
  record Ready() implements AdapterMessage {}

  /** A call returned. */
  record Returned(long id, int core, long x0, Changes changed) implements AdapterMessage {}

  /** A core came in. */
  record Entered(int core, long at, long x0, EntryState state) implements AdapterMessage {}

  /** The answer to idle. */
  record Idle(long id) implements AdapterMessage {}

  /** The machine as a whole did something. */
  record Machine(Event.Machine.What what) implements AdapterMessage {}

  /** A remark for people. */
  record Log(String text) implements AdapterMessage {}
}
