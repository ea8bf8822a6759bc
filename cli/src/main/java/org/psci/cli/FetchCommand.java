// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.psci.adapter.packages.PackageCache;
import org.psci.adapter.packages.PackageSet;
import org.psci.conformance.target.TargetException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code psci targets fetch}: packages that a target needs, into the user's cache. */
@Command(
    name = "fetch",
    description = {
      "Fetch the Debian packages that a target needs into your cache, and unpack them there.",
      "Nothing is installed. If it is interrupted, run it again: it goes on where it was."
    })
final class FetchCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The target.")
  String name = "";

  @Override
  public Integer call() throws UsageException, TargetException {
    Optional<PackageSet> packages = TargetKinds.named(name).packages();
    if (packages.isEmpty()) {
      throw new UsageException(
          name
              + " needs no packages in your cache; "
              + TargetKinds.names(" and ", kind -> kind.packages().isPresent())
              + " do");
    }
    PrintWriter out = spec.commandLine().getOut();
    PackageCache.ofUser()
        .fetch(
            packages.get(),
            line -> {
              out.println(line);
              out.flush();
            });
    return Exit.OK;
  }
}
