// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

/**
 * A start that came to nothing: what was started did not come up in time, or died on the way. The
 * next one may well succeed, so it is worth another try; see {@link BootTime}.
 */
public final class StartLostException extends TargetException {
  private static final long serialVersionUID = 1;

  public StartLostException(String message) {
    super(message);
  }
}
