// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.psci.adapter.qemu.QemuOptions;
import org.psci.adapter.qemu.QemuVersion;
import org.psci.adapter.qemu.TestFirmwareBug;
import org.psci.conformance.target.TargetException;
import org.psci.reference.Bug;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code psci targets}: what can be tested here. */
@Command(name = "targets", description = "List the targets, and what each of them needs.")
final class TargetsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "reference  ready: the machine that comes with the suite; --bug switches these on:");
    for (Bug bug : Bug.values()) {
      out.printf("             %-32s %s (%s)%n", bug.id(), bug.summary(), bug.origin());
    }
    out.println("qemu       " + emulator("its own PSCI"));
    out.println(
        "testfw     " + emulator("with a firmware that comes with the suite at EL3; --bug:"));
    for (TestFirmwareBug bug : TestFirmwareBug.values()) {
      out.printf("             %-36s %s%n", bug.id(), bug.summary());
    }
    out.println("process    ready: any implementation behind an adapter, --command CMD;");
    out.println("             docs/adapter-protocol.md says how to write one");
    out.flush();
    return Exit.OK;
  }

  private static String emulator(String what) {
    try {
      return "ready: QEMU " + QemuVersion.of(QemuOptions.DEFAULT.binary()).text() + ", " + what;
    } catch (TargetException e) {
      return "not here: " + e.getMessage();
    }
  }
}
