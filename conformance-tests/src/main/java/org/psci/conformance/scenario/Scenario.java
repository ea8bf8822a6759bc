// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.scenario;

import java.util.List;
import org.psci.conformance.program.Program;

/**
 * A hand-written program that exercises certain rules.
 *
 * @param name its stable name: the function or topic, and what it is about
 * @param rules the ids of the rules that it is there for
 * @param program the program
 */
public record Scenario(String name, List<String> rules, Program program) {
  public Scenario {
    rules = List.copyOf(rules);
  }
}
