// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import org.psci.adapter.agent.BootedMachine;
import org.psci.conformance.target.TargetException;

/** A Linux with KVM, and a QEMU that uses it. */
public interface KvmHost {

  /**
   * Starts a machine and waits until the agent in it has booted.
   *
   * @throws TargetException if it does not; then nothing is left of it
   */
  BootedMachine boot(KvmMachine machine) throws TargetException;

  /**
   * Which KVM it is, for people.
   *
   * @throws TargetException if something is missing; the message says how to get it
   */
  String describe() throws TargetException;
}
