// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.List;
import java.util.Optional;
import org.psci.adapter.packages.PackageSet;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;

/** A word after {@code --target}: what it stands for, what can be said of it, how it is made. */
interface TargetKind {

  /** The word. */
  String name();

  /** What it is, in a line. */
  String summary();

  /** The options that it takes, as they are written: {@code --cores}. */
  List<String> options();

  /**
   * The target; nothing is started yet.
   *
   * @param given the options; those that this kind does not take are not there
   * @throws UsageException if one of them is wrong, or missing
   */
  Target create(TargetChoice given, long seed) throws UsageException;

  /**
   * What has to be there before it can run here, in words.
   *
   * @return what was found, for instance the version of an emulator; empty if nothing is needed
   * @throws TargetException if something is missing; the message says how to get it
   */
  default String found() throws TargetException {
    return "";
  }

  /** Packages that {@code psci targets fetch} gets for it. */
  default Optional<PackageSet> packages() {
    return Optional.empty();
  }

  /** Whether programs cost next to nothing, so that there can be many. */
  default boolean isEmbedded() {
    return false;
  }

  /** Lines for {@code psci targets} that say more, for instance which bugs there are. */
  default List<String> details() {
    return List.of();
  }
}
