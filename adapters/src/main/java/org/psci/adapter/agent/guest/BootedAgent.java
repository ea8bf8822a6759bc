// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

import org.psci.conformance.target.TargetException;

/** An agent that has booted, as far as it can be asked about the machine that it runs in. */
public interface BootedAgent {

  /** What the agent says of itself. */
  BootFacts facts();

  /** Whether the machine gave a device tree to the agent. */
  boolean hasDeviceTree();

  /**
   * The device tree that the machine gave to the agent.
   *
   * @throws TargetException if there is none, or if it cannot be read
   */
  DeviceTree deviceTree() throws TargetException;
}
