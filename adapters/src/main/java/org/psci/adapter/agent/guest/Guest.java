// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

import java.util.Optional;
import org.psci.conformance.target.Profile;

/**
 * What an agent that has booted can be told.
 *
 * @param profile of the machine
 * @param gic its interrupt controller, if the agent can use it
 */
public record Guest(Profile profile, Optional<Gic> gic) {}
