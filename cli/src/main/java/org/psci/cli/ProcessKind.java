// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.List;
import org.psci.adapter.process.ProcessMachine;
import org.psci.adapter.process.ProcessTarget;
import org.psci.conformance.target.Target;

/** Whatever stands behind an adapter. */
final class ProcessKind implements TargetKind {
  @Override
  public String name() {
    return "process";
  }

  @Override
  public String summary() {
    return "any implementation behind an adapter; docs/adapter-protocol.md says how to write one";
  }

  @Override
  public List<String> options() {
    return List.of("--command", "--boot-time");
  }

  @Override
  public Target create(TargetChoice given, long seed) throws UsageException {
    if (given.command == null) {
      throw new UsageException("--target process needs --command CMD, the adapter to start");
    }
    return ProcessTarget.of(given.command, given.bootTime(ProcessMachine.USUAL_START));
  }
}
