// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.List;

/** One kind of things that {@code psci explain} knows. */
interface Topic {

  /** What they are, with examples, in a line. */
  String summary();

  /** What each of them is called. */
  List<String> names();

  /**
   * What is to be said.
   *
   * @param word what was asked for, in letters of any size
   * @return lines; none if nothing here is called that
   */
  List<String> explain(String word);
}
