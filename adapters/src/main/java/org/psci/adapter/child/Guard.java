// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.child;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A small process that outlives the suite by a moment. Each child is the leader of a process group
 * of its own; when the suite ends, however it ends, the guard kills the groups that are left.
 */
final class Guard {
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      live=' '
      while read -r what group; do
        case $what in
          add) live="$live$group " ;;
          drop) case $live in *" $group "*) live="${live%% $group *} ${live#* $group }" ;; esac ;;
        esac
      done
      for group in $live; do kill -s KILL -- "-$group"; done
      """;

  private final @Nullable OutputStream orders;

  /** Starts the guard; without a shell there is none. */
  Guard() {
    this.orders = start();
  }

  private static @Nullable OutputStream start() {
    try {
      return new ProcessBuilder("sh", "-c", SCRIPT)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .getOutputStream();
    } catch (IOException e) {
      return null;
    }
  }

  /** A group that is not to outlive the suite. */
  void add(long group) {
    order("add", group);
  }

  /** A group that nobody is in any more. */
  void drop(long group) {
    order("drop", group);
  }

  private synchronized void order(String what, long group) {
    if (orders == null) {
      return;
    }
    try {
      orders.write((what + " " + group + "\n").getBytes(StandardCharsets.US_ASCII));
      orders.flush();
    } catch (IOException e) {
      // Somebody has killed the guard; the kernel still signals the children themselves.
    }
  }
}
