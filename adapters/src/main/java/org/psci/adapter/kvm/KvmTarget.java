// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import java.time.Duration;
import org.psci.adapter.agent.guest.Guest;
import org.psci.adapter.agent.guest.GuestDiscovery;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.adapter.agent.session.AgentSession;
import org.psci.adapter.agent.session.AgentTarget;
import org.psci.adapter.agent.session.BootedMachine;
import org.psci.conformance.target.BootTime;
import org.psci.conformance.target.TargetException;

/** The PSCI that Linux KVM offers to its guests. */
public final class KvmTarget extends AgentTarget {
  /** Cores of an emulated machine share few threads, and a Linux between them takes turns, too. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final KvmHost host;
  private final KvmMachine machine;
  private final GuestProfile said;
  private final BootTime bootTime;

  /**
   * @param said what the user says of the machine, which counts
   * @param bootTime how long it may take to boot
   */
  public KvmTarget(KvmHost host, KvmMachine machine, GuestProfile said, BootTime bootTime) {
    this.host = host;
    this.machine = machine;
    this.said = said;
    this.bootTime = bootTime;
  }

  @Override
  protected Duration patience() {
    return PATIENCE;
  }

  @Override
  protected BootTime bootTime() {
    return bootTime;
  }

  @Override
  protected BootedMachine boot(Duration longest) throws TargetException {
    return host.boot(machine, longest);
  }

  @Override
  protected Guest guest(AgentSession session) throws TargetException {
    return GuestDiscovery.of(
        session,
        host.describe() + ", " + machine.describe(),
        PATIENCE,
        GuestProfile.shipped("kvm").overriddenBy(said));
  }
}
