// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

/**
 * The interrupt controller of a machine, as far as the agent has to know it to send wake-ups.
 *
 * @param version 2 or 3
 * @param distributor its physical address
 * @param cores physical address of the CPU interface (2), or of the first redistributor (3)
 */
public record Gic(int version, long distributor, long cores) {

  /**
   * @throws IllegalArgumentException if the agent does not know such a one
   */
  public Gic {
    if (version != 2 && version != 3) {
      throw new IllegalArgumentException("the agent knows GIC versions 2 and 3, not " + version);
    }
  }
}
