// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;

/**
 * A signal to the process of a machine, in the middle of a run.
 *
 * @param signal as {@code kill} names it
 * @param after how long the machine runs programs before
 */
public record Harm(String signal, Duration after) {

  /**
   * Runs a program again and again until the harm ends it, and gives back the last history.
   *
   * @param target that has been started
   * @param pid of its process
   */
  public History to(Target target, long pid, Program program) throws TargetException {
    CompletableFuture<Void> harm =
        CompletableFuture.runAsync(
            () -> send(pid),
            CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS));
    List<History> histories;
    do {
      histories = target.run(Collections.nCopies(target.batchSize(), program));
    } while (histories.get(histories.size() - 1).isParked());
    harm.join();
    return histories.get(histories.size() - 1);
  }

  private void send(long pid) {
    try {
      int exit = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start().waitFor();
      assertThat(exit).isZero();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
