// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

/**
 * What the specification leaves open of the calls for the machine as a whole.
 *
 * @param suspendSaysAlreadyOn whether SYSTEM_SUSPEND answers ALREADY_ON, not DENIED, while another
 *     core is not OFF
 * @param suspendReturnsEarly whether SYSTEM_SUSPEND returns SUCCESS if an interrupt is pending
 * @param vendorResets whether every vendor type of SYSTEM_RESET2 resets; else none is known
 * @param hibernatesByDefault whether type 0 of SYSTEM_OFF2 means HIBERNATE_OFF; else it is refused
 * @param acceptsEmptyRange whether MEM_PROTECT_CHECK_RANGE has nothing against a length of 0
 */
public record SystemChoices(
    boolean suspendSaysAlreadyOn,
    boolean suspendReturnsEarly,
    boolean vendorResets,
    boolean hibernatesByDefault,
    boolean acceptsEmptyRange) {
  public static final SystemChoices STANDARD = new SystemChoices(false, false, false, true, false);
}
