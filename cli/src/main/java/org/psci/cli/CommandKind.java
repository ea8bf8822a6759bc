// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.ArrayList;
import java.util.List;
import org.psci.adapter.command.CommandOptions;
import org.psci.conformance.target.Target;

/** Whatever a command line of the user boots the agent in. */
final class CommandKind implements TargetKind {
  @Override
  public String name() {
    return "command";
  }

  @Override
  public String summary() {
    return "your emulator or board, if --command boots {image} in it; docs/own-machine.md has examples";
  }

  @Override
  public List<String> options() {
    List<String> options = new ArrayList<>(List.of("--command", "--boot-time", "--profile"));
    options.addAll(CommandChoice.names());
    return List.copyOf(options);
  }

  @Override
  public Target create(TargetChoice given, long seed) throws UsageException {
    return given.machine.create(
        given.command, given.guestProfile(), given.bootTime(CommandOptions.USUAL_BOOT));
  }
}
