// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.rule;

/**
 * A constant of an implementation that an outcome reveals, for instance that a function is
 * implemented. Revealing one value and later another breaks the rule.
 *
 * @param subject what is constant, as a noun phrase for reports
 * @param value the value revealed
 * @param rule the rule by which it is constant
 */
public record Fact(String subject, long value, Rule rule) {}
