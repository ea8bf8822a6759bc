// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.psci.conformance.run.ProgressListener;

/**
 * How a run is getting on, for people: on a terminal in one line that renews itself, elsewhere in a
 * line every ten seconds.
 */
final class RunProgress implements ProgressListener {
  private static final Duration ON_A_TERMINAL = Duration.ofMillis(100);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);
  private static final int SECONDS_PER_MINUTE = 60;

  /** Back to the beginning of the line, which is cleared. */
  private static final String RENEW = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean isSilent;
  private final boolean isTerminal;
  private final LongSupplier clock;
  private long lastLine;
  private Phase phase = Phase.SCENARIOS;
  private long phaseSince;
  private long doneAtFirst;
  private boolean isLineOpen;

  /**
   * @param isSilent whether nothing is wanted
   * @param isTerminal whether a line can renew itself
   * @param clock the time in nanoseconds, from whenever
   */
  RunProgress(PrintWriter out, boolean isSilent, boolean isTerminal, LongSupplier clock) {
    this.out = out;
    this.isSilent = isSilent;
    this.isTerminal = isTerminal;
    this.clock = clock;
    this.lastLine = clock.getAsLong();
    this.phaseSince = lastLine;
  }

  /** Where the output goes. */
  static RunProgress on(PrintWriter out, VerdictForm form) {
    return new RunProgress(out, form.isSilent(), Terminal.isOne(), System::nanoTime);
  }

  @Override
  public void say(String message) {
    if (isSilent) {
      return;
    }
    end();
    out.println(message);
    out.flush();
  }

  @Override
  public void at(Phase now, long done, long all, int deviations) {
    long time = clock.getAsLong();
    if (now != phase) {
      phase = now;
      phaseSince = time;
      doneAtFirst = done;
    }
    Duration pause = isTerminal ? ON_A_TERMINAL : ELSEWHERE;
    if (isSilent || time - lastLine < pause.toNanos()) {
      return;
    }
    lastLine = time;
    String line = line(done, all, deviations, (time - phaseSince) / 1e9);
    if (isTerminal) {
      out.print(RENEW + line);
      isLineOpen = true;
    } else {
      out.println(line);
    }
    out.flush();
  }

  private String line(long done, long all, int deviations, double seconds) {
    StringBuilder line = new StringBuilder(phase.words()).append(": ").append(done);
    if (all > 0 && done <= all) {
      line.append(" of ").append(all);
    }
    double rate = seconds > 0 ? (done - doneAtFirst) / seconds : 0;
    if (rate > 0) {
      line.append(String.format(Locale.ROOT, ", %.1f a second", rate));
      if (all > done) {
        line.append(", about ").append(time((long) Math.ceil((all - done) / rate))).append(" left");
      }
    }
    if (deviations > 0) {
      line.append("; ").append(deviations);
      line.append(deviations == 1 ? " kind of deviation" : " kinds of deviations").append(" seen");
    }
    return line.toString();
  }

  private static String time(long seconds) {
    return seconds < SECONDS_PER_MINUTE
        ? seconds + " s"
        : seconds / SECONDS_PER_MINUTE + " min " + seconds % SECONDS_PER_MINUTE + " s";
  }

  /** The line that renews itself is not needed any more. */
  void end() {
    if (isLineOpen) {
      out.print(RENEW);
      out.flush();
      isLineOpen = false;
    }
  }
}
