// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Tells a process that somebody has stopped from one that has nothing to say. */
final class StoppedProcess {
  private static final String STOPPED_STATES = "Tt";

  private StoppedProcess() {}

  /** Whether a process or one that it has started is stopped, as far as the system tells. */
  static boolean isAnyOf(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .anyMatch(StoppedProcess::isStopped);
  }

  private static boolean isStopped(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
      char state = stat.charAt(stat.lastIndexOf(')') + 2);
      return STOPPED_STATES.indexOf(state) >= 0;
    } catch (IOException | IndexOutOfBoundsException e) {
      return false; // it is gone, or this system does not say
    }
  }
}
