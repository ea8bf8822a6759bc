// SPDX-License-Identifier: Apache-2.0
/**
 * The suite as tests of the JUnit Platform, for a build of an implementation: extend {@link
 * org.psci.conformance.suite.PsciConformanceSuite} and {@link
 * org.psci.conformance.suite.PsciConformanceProperties} and say what is under test.
 *
 * <pre>{@code
 * class MyPsciTest extends PsciConformanceSuite {
 *   @Override
 *   protected Target target() {
 *     return new StepwiseTarget(new MyMachine(), 16);
 *   }
 * }
 * }</pre>
 */
@NullMarked
package org.psci.conformance.suite;

import org.jspecify.annotations.NullMarked;
