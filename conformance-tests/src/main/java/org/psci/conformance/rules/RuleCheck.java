// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.psci.spec.rule.Rule;

/**
 * How a rule is checked.
 *
 * @param rule the rule
 * @param how the way of checking
 * @param proof the bug that shows that the check can fail: the id of a bug of the reference
 *     machine, or {@code testfw:} and the id of a bug of the test firmware
 * @param reason why there is no check, or why its failing cannot be shown; empty if there is
 *     nothing to explain
 */
public record RuleCheck(Rule rule, How how, Optional<String> proof, String reason) {

  /** How a rule is checked. */
  public enum How {
    /** By the order of things: the model permits only outcomes that keep the rule. */
    ORDER("the model permits nothing else"),
    /** By what an answer leaves in registers and in the state of its caller. */
    ANSWER("in what a call returns and leaves alone"),
    /** By where and how a core comes in. */
    ENTRY("in where and how a core comes in"),
    /** By what was kept of earlier answers. */
    LEDGER("against earlier answers"),
    /** By what never comes. */
    SILENCE("by what never comes"),
    /** By what the host of the machine sees. */
    HOST("by what the host of the machine sees"),
    /** By a test of the model, since no run can show it. */
    PROPERTY("by a test of the model"),
    /** Not at all. */
    NONE("not checked");

    private final String words;

    How(String words) {
      this.words = words;
    }

    /** The way of checking, as it follows a colon. */
    public String words() {
      return words;
    }

    /** The word that stands for it in files. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a run can show the rule broken. */
  public boolean isChecked() {
    return how != How.NONE;
  }

  /** The steps of the model and the checks of the oracle that name the rule. */
  public List<String> places() {
    return RulePlaces.of(rule);
  }
}
