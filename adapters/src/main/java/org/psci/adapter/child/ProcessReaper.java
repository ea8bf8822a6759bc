// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.child;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A small process that outlives the suite by a moment. Each child is the leader of a process group
 * of its own, and the reaper kills groups: one when the suite asks for it, and all that are left
 * when the suite ends, however it ends.
 */
final class ProcessReaper {
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      live=' '
      while read -r what group; do
        case $what in
          add) live="$live$group " ;;
          kill)
            live="${live%% $group *} ${live#* $group }"
            kill -s KILL -- "-$group" 2>/dev/null
            echo done ;;
        esac
      done
      for group in $live; do kill -s KILL -- "-$group"; done
      """;

  private final @Nullable Process shell;

  /** Starts the reaper; without a shell there is none. */
  ProcessReaper() {
    this.shell = start();
  }

  private static @Nullable Process start() {
    try {
      return new ProcessBuilder("sh", "-c", SCRIPT)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      return null;
    }
  }

  /** A group that is not to outlive the suite. It has to be killed once. */
  void add(long group) {
    order("add", group, false);
  }

  /** Kills all that are left of a group; nobody is to add one of its number before. */
  void kill(long group) {
    order("kill", group, true);
  }

  private synchronized void order(String what, long group, boolean isAnswered) {
    if (shell == null) {
      return;
    }
    try {
      OutputStream orders = shell.getOutputStream();
      orders.write((what + " " + group + "\n").getBytes(StandardCharsets.US_ASCII));
      orders.flush();
      int answer = 0;
      while (isAnswered && answer >= 0 && answer != '\n') {
        answer = shell.getInputStream().read();
      }
    } catch (IOException e) {
      // Somebody has killed the reaper; the kernel still signals the children themselves.
    }
  }
}
