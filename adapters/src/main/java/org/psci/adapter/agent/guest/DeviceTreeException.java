// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

/** A device tree cannot be read; the message says where and why. */
public final class DeviceTreeException extends Exception {
  private static final long serialVersionUID = 1;

  DeviceTreeException(String message) {
    super(message);
  }
}
