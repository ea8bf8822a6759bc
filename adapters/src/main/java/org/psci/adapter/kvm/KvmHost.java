// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import java.time.Duration;
import org.psci.adapter.agent.session.BootedMachine;
import org.psci.conformance.target.StartLostException;
import org.psci.conformance.target.TargetException;

/** A Linux with KVM, and a QEMU that uses it. */
public interface KvmHost {

  /**
   * Starts a machine and waits until the agent in it has booted.
   *
   * @param longest how long it may take
   * @throws StartLostException if it does not boot in time, or dies; then nothing is left of it
   * @throws TargetException if it cannot be started at all
   */
  BootedMachine boot(KvmMachine machine, Duration longest) throws TargetException;

  /** How long a boot may take if nobody says otherwise. */
  Duration usualBoot();

  /**
   * Which KVM it is, for people.
   *
   * @throws TargetException if something is missing; the message says how to get it
   */
  String describe() throws TargetException;
}
