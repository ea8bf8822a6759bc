// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.TargetException;
import org.psci.reference.Configuration;
import org.psci.spec.model.Platform;
import org.psci.spec.vocabulary.Topology;

/**
 * Lawful histories in which calls overlap as much as they can: those of random programs on the
 * reference machine, with each call stretched to the one before and the one after it on its core.
 * What explains a history explains it with wider calls too.
 */
final class OverlappingHistories {
  private static final long TICK = 1000;

  private final int cores;
  private final int calls;
  private final SplittableRandom random;

  /**
   * @param cores how many cores take part
   * @param calls how many calls each program makes
   */
  OverlappingHistories(int cores, int calls, long seed) {
    this.cores = cores;
    this.calls = calls;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Histories and what they are of.
   *
   * @param platform the machine
   * @param histories the histories, all of them different
   * @param overlap with how many others a call overlaps on average
   */
  record Batch(Platform platform, List<History> histories, double overlap) {
    long events() {
      return histories.stream().mapToLong(history -> history.events().size()).sum();
    }

    /** All of them one after the other, as one history. */
    History joined() {
      List<Event> all = new ArrayList<>();
      long start = 0;
      for (History history : histories) {
        long last = 0;
        for (Event event : history.events()) {
          all.add(moved(event, start, start));
          last = Math.max(last, end(event));
        }
        start += last + TICK;
      }
      History first = histories.get(0);
      return new History(first.program(), all, first.ending(), "");
    }
  }

  Batch batch(int count) throws TargetException {
    Configuration machine = Configuration.standard().with(Topology.clusters(1, cores));
    List<History> histories = new ArrayList<>();
    double overlap = 0;
    try (Session session = new Session(ReferenceTarget.of(machine, 1))) {
      List<Program> programs = new ArrayList<>();
      while (programs.size() < count) {
        programs.add(program());
      }
      for (Session.Judged judged : session.judge(programs)) {
        History history = stretched(judged.judgement().history());
        histories.add(history);
        overlap += overlap(history);
      }
      return new Batch(session.platform(), List.copyOf(histories), overlap / histories.size());
    }
  }

  private Program program() {
    StringBuilder text = new StringBuilder("topology 1x" + cores + "\n");
    boolean[] on = new boolean[cores];
    on[0] = true;
    for (int call = 0; call < calls; call++) {
      int caller = random.nextInt(cores);
      while (!on[caller]) {
        caller = (caller + 1) % cores;
      }
      int other = call + 1 < cores ? call + 1 : random.nextInt(cores);
      text.append("core ").append(caller).append(": ");
      int kind = call + 1 < cores ? 0 : random.nextInt(10);
      if (kind < 3) {
        text.append("CPU_ON core=")
            .append(other)
            .append(" entry=")
            .append((char) ('A' + call % 26));
        text.append(" context=").append(call);
        on[other] = true;
      } else if (kind < 7) {
        text.append("AFFINITY_INFO core=").append(other).append(" level=0");
      } else if (kind == 7 && caller != 0) {
        text.append("CPU_OFF");
        on[caller] = false;
      } else {
        text.append(kind == 8 ? "PSCI_FEATURES function=CPU_ON" : "PSCI_VERSION");
      }
      text.append('\n');
    }
    try {
      return ProgramParser.parse("made up", text.toString());
    } catch (ProgramSyntaxException e) {
      throw new IllegalStateException(text.toString(), e);
    }
  }

  private History stretched(History history) {
    List<Event> events = history.events();
    long[] latest = new long[cores];
    long[] nextBegin = new long[events.size()];
    long[] begins = new long[cores];
    long over = 0;
    for (Event event : events) {
      over = Math.max(over, end(event) + 1);
    }
    Arrays.fill(begins, over);
    for (int number = events.size() - 1; number >= 0; number--) {
      Event event = events.get(number);
      nextBegin[number] = begins[event.core()];
      begins[event.core()] = event.time();
    }
    List<Event> stretched = new ArrayList<>();
    for (int number = 0; number < events.size(); number++) {
      Event event = events.get(number);
      int core = event.core();
      if (event instanceof Event.Called called && called.returned()) {
        long begin = latest[core] + 1;
        long end = (called.end() + nextBegin[number]) * TICK / 2;
        stretched.add(moved(event, begin - called.begin(), end - called.end()));
        latest[core] = end;
      } else {
        Event later = moved(event, event.time() * (TICK - 1), event.time() * (TICK - 1));
        stretched.add(later);
        latest[core] = later.time();
      }
    }
    return new History(history.program(), stretched, history.ending(), history.remark());
  }

  private static Event moved(Event event, long begin, long end) {
    if (event instanceof Event.Called called) {
      return new Event.Called(
          called.call(),
          called.step(),
          called.begin() + begin,
          called.returned() ? called.end() + end : called.end(),
          called.result(),
          called.changed(),
          called.bigEndian());
    }
    if (event instanceof Event.Entered entered) {
      return new Event.Entered(
          entered.core(), entered.address(), entered.x0(), entered.state(), entered.time() + end);
    }
    throw new IllegalStateException("no program here has " + event);
  }

  private static long end(Event event) {
    return event instanceof Event.Called called && called.returned() ? called.end() : event.time();
  }

  private static double overlap(History history) {
    int pairs = 0;
    int count = 0;
    for (Event one : history.events()) {
      count += one instanceof Event.Called ? 1 : 0;
      for (Event other : history.events()) {
        boolean calls = one instanceof Event.Called && other instanceof Event.Called;
        boolean apart = end(one) < other.time() || end(other) < one.time();
        pairs += calls && one != other && !apart ? 1 : 0;
      }
    }
    return (double) pairs / count;
  }
}
