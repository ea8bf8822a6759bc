// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import java.time.Duration;

/**
 * How a run goes.
 *
 * @param target the name of the target
 * @param choice the words on the command line that choose the target, for replays
 * @param seed the seed of the random programs
 * @param programs how many random programs to run
 * @param more for how long to go on with random programs when these are done
 * @param selection the rules that the run is about
 */
public record RunOptions(
    String target, String choice, long seed, int programs, Duration more, Selection selection) {}
