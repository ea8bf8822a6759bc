// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Proves that neither children nor what they have started outlive their use. */
@Timeout(60)
class ChildProcessTest {
  /** Tells the number of a grandchild, which does not look at signals that can be ignored. */
  private static final String WITH_GRANDCHILD =
      "(trap '' TERM HUP INT; exec sleep 300) & echo $!; ";

  private static ProcessHandle grandchild(Process process) {
    try {
      BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
      return ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Dead it is also as long as nobody has taken notice of its end. */
  private static void expectEnd(ProcessHandle process) throws Exception {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    try {
      while (process.isAlive() && !Files.readString(stat).contains(") Z ")) {
        Thread.sleep(10);
      }
    } catch (IOException e) {
      assertThat(process.isAlive()).isFalse();
    }
  }

  @Test
  void closeEndsWhatTheChildHasStarted() throws Exception {
    ProcessHandle grandchild;
    try (ChildProcess child = ChildProcess.startShell(WITH_GRANDCHILD + "sleep 300")) {
      grandchild = grandchild(child.process());
      assertThat(grandchild.isAlive()).isTrue();
    }
    expectEnd(grandchild);
  }

  @Test
  void closeEndsWhatAChildHasLeftThatIsGone() throws Exception {
    ProcessHandle grandchild;
    try (ChildProcess child = ChildProcess.startShell(WITH_GRANDCHILD)) {
      grandchild = grandchild(child.process());
      child.process().waitFor();
      assertThat(grandchild.isAlive()).isTrue();
    }
    expectEnd(grandchild);
  }

  @Test
  void killedSuiteLeavesNothing() throws Exception {
    Process suite =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Suite.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ProcessHandle grandchild = grandchild(suite);
    assertThat(grandchild.isAlive()).isTrue();
    suite.destroyForcibly().waitFor();
    expectEnd(grandchild);
  }

  /** A suite that is waiting for its child. */
  static final class Suite {
    private Suite() {}

    public static void main(String[] arguments) throws Exception {
      ChildProcess child = ChildProcess.startShell(WITH_GRANDCHILD + "sleep 300");
      child.process().getInputStream().transferTo(System.out);
    }
  }
}
