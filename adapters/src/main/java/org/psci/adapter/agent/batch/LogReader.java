// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.psci.adapter.agent.batch.Plan.Action;
import org.psci.adapter.agent.batch.Plan.Calling;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.adapter.agent.mailbox.Mailbox;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.Event.Silent.Awaited;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.target.Profile;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;

/** Makes histories of the logs of a batch that is over. */
public final class LogReader {
  private final Mailbox mailbox;
  private final Batch batch;
  private final Topology topology;
  private final EntryPoints entries;
  private final long patience;
  private final int[] logCounts;
  private final List<CoreLog> logs = new ArrayList<>();

  /**
   * Notes how far the logs go. Another batch may start before they are read, if it leaves their
   * place alone.
   *
   * @param patience in ticks of the counter
   */
  public LogReader(Mailbox mailbox, Batch batch, Profile profile, int cores, long patience) {
    this.mailbox = mailbox;
    this.batch = batch;
    this.topology = profile.topology();
    this.entries = profile.entries();
    this.patience = patience;
    this.logCounts = new int[cores];
    for (int core = 0; core < cores; core++) {
      logCounts[core] = mailbox.logCount(core);
    }
  }

  /** The histories of all programs up to the one that ended the batch, or that makes no sense. */
  public List<History> histories(BatchEnd end) {
    List<History> histories = new ArrayList<>();
    handOver(end, histories::add);
    return histories;
  }

  /**
   * Hands over the histories of all programs up to the one that ended the batch, or that makes no
   * sense. Returns whether all of them ended parked.
   */
  public boolean handOver(BatchEnd end, Consumer<History> histories) {
    BatchEnd known = end;
    for (int core = 0; core < logCounts.length; core++) {
      logs.add(CoreLog.read(mailbox, batch, topology, core, logCounts[core]));
    }
    for (CoreLog log : logs) {
      known = garbled(log, known);
    }
    for (int program = 0; program < known.program(); program++) {
      histories.accept(new History(batch.program(program), events(program), Ending.PARKED, ""));
    }
    History last = last(known);
    histories.accept(last);
    return last.isParked();
  }

  /** The end as it is, or an earlier one at which a log stops making sense. */
  private static BatchEnd garbled(CoreLog log, BatchEnd end) {
    String garble = log.garble();
    if (garble == null && log.program() > end.program()) {
      garble = "a log goes on in program " + log.program() + ", but the batch ended before it";
      return BatchEnd.of(Ending.GARBLED, end.program(), garble);
    }
    if (garble == null && end.isComplete() && (log.silence() != null || log.crash() != null)) {
      garble = "the batch ended well, but a log ends with SILENCE or CRASH";
    }
    return garble != null && log.program() <= end.program() && !isCutOff(log, end)
        ? BatchEnd.of(Ending.GARBLED, log.program(), garble)
        : end;
  }

  /** A machine that goes while a core writes its log leaves half a record behind. */
  private static boolean isCutOff(CoreLog log, BatchEnd end) {
    return end.ending() == Ending.MACHINE_GONE && log.program() == end.program();
  }

  private List<Event> events(int program) {
    if (batch.plan(program).isPlain()) {
      return logs.get(0).events(program);
    }
    List<Event> events = new ArrayList<>();
    for (CoreLog log : logs) {
      events.addAll(log.events(program));
    }
    events.sort(Comparator.comparingLong(Event::time));
    return events;
  }

  private History last(BatchEnd end) {
    List<Event> events = new ArrayList<>(events(end.program()));
    Ending ending = end.ending();
    StringJoiner remark = new StringJoiner("; ");
    if (!end.remark().isEmpty()) {
      remark.add(end.remark());
    }
    if (ending == Ending.GARBLED) {
      stranger().ifPresent(remark::add);
    }
    if (!end.isComplete() && ending != Ending.GARBLED) {
      if (batch.isUnstamped(end.program())) {
        openQuestion(end.program(), events);
      }
      addTimers(end, events);
    }
    PendingOperations pending = new PendingOperations(List.copyOf(events), topology);
    if (ending == Ending.SILENT || ending == Ending.DIED) {
      for (CoreLog log : logs) {
        String crash = log.crash();
        if (crash != null) {
          ending = withCrash(ending, end, wasSentAway(log.core(), events));
          remark.add(crash);
        }
        Silence silence = log.silence();
        if (silence != null) {
          remark.add(silence.remark());
          missing(silence, pending, end.still()).ifPresent(events::add);
        }
      }
    }
    if (end.hangs()) {
      missingInHang(pending, end.still(), events);
    }
    end.machine().ifPresent(what -> events.add(new Event.Machine(what, after(events))));
    return new History(batch.program(end.program()), events, ending, remark.toString());
  }

  private static Ending withCrash(Ending ending, BatchEnd end, boolean wasSentAway) {
    if (!wasSentAway) {
      return Ending.DIED;
    }
    boolean endedByCrashes = ending == Ending.DIED && end.remark().isEmpty();
    return endedByCrashes ? Ending.UNPARKED : ending;
  }

  /**
   * Whether a core that took an exception had been sent to where no code of the agent is. Then that
   * is no wonder, and no fault: an entry point need not be refused.
   */
  private boolean wasSentAway(int core, List<Event> events) {
    Event last = null;
    boolean isStartedAway = false;
    for (Event event : events) {
      if (event instanceof Event.Called called
          && PendingOperations.mayStart(called, core, topology)) {
        isStartedAway |= isAway(called);
      }
      if (event.core() == core && !(event instanceof Event.WakeUp)) {
        last = event;
      }
    }
    if (last instanceof Event.Called own && !own.returned()) {
      return own.call().is(PsciFunction::suspends)
          ? isAway(own)
          : own.call().is(PsciFunction::takesCoreOut) && isStartedAway;
    }
    return last == null && isStartedAway;
  }

  private boolean isAway(Event.Called called) {
    return !entries.isUsable(called.call().entryPoint());
  }

  /** A call without stamps shows in the log only when it has returned: here is one that has not. */
  private void openQuestion(int program, List<Event> events) {
    List<Action> actions = batch.plan(program).actions();
    boolean last = events.stream().allMatch(e -> e instanceof Event.Called c && c.returned());
    if (last && events.size() < actions.size()) {
      Calling calling = (Calling) actions.get(events.size());
      events.add(
          new Event.Called(
              calling.call(),
              calling.number(),
              after(events),
              Event.Called.NEVER,
              0,
              Changes.UNREAD,
              false));
    }
  }

  /**
   * Timers that were still set: those that fired before the last thing that was seen. In a hang all
   * have fired.
   */
  private void addTimers(BatchEnd end, List<Event> events) {
    long last = end.hangs() ? Event.Called.NEVER - 1 : after(events) - 1;
    for (CoreLog log : logs) {
      if (log.silence() != null) {
        last = Math.max(last, log.silence().end());
      }
    }
    for (int core = 0; core < logs.size(); core++) {
      CoreLog log = logs.get(core);
      if (log.program() == end.program() && log.openTimer() <= last) {
        events.add(new Event.WakeUp(core, log.openTimer(), log.openTimer()));
      }
    }
    events.sort(Comparator.comparingLong(Event::time));
  }

  /**
   * What is missing when a wait was given up. A wait may have begun for something else: only what
   * was due for at least half of the patience is missing.
   */
  private Optional<Event> missing(Silence silence, PendingOperations pending, int still) {
    long latest = silence.end() - patience / 2;
    if (silence.what() == Layout.SilenceRecord.RESULT) {
      boolean justNow =
          pending
              .off(silence.awaited())
              .filter(operation -> operation.since() > latest)
              .isPresent();
      return justNow
          ? Optional.empty()
          : Optional.of(new Event.Silent(silence.awaited(), Awaited.RESULT, silence.end()));
    }
    List<PendingOperations.Operation> candidates = new ArrayList<>();
    pending.of(silence.awaited()).ifPresent(candidates::add);
    if (candidates.isEmpty()) {
      for (int core = 0; core < logs.size(); core++) {
        pending.certain(core).ifPresent(candidates::add);
      }
    }
    if (candidates.isEmpty() && silence.what() != Layout.SilenceRecord.ENTRY) {
      candidates.add(pending.progress(standing(silence.awaited(), pending, still)));
    }
    return candidates.stream()
        .filter(operation -> operation.since() <= latest)
        .findFirst()
        .map(operation -> new Event.Silent(operation.core(), operation.awaited(), silence.end()));
  }

  /** A core that runs, is in no call and does not go on; the awaited one if none is known. */
  private int standing(int awaited, PendingOperations pending, int still) {
    for (int core = 0; core < logs.size(); core++) {
      if ((still >>> core & 1) == 1 && pending.of(core).isEmpty()) {
        return core;
      }
    }
    return awaited;
  }

  /** Nothing moves: what each core has to do, or that it goes on if it is in no call. */
  private void missingInHang(PendingOperations pending, int still, List<Event> events) {
    long time = after(events);
    for (int core = 0; core < logs.size(); core++) {
      Optional<PendingOperations.Operation> operation = pending.of(core);
      if (operation.isEmpty() && (still >>> core & 1) == 1) {
        operation = Optional.of(pending.progress(core));
      }
      operation.ifPresent(d -> events.add(new Event.Silent(d.core(), d.awaited(), time)));
    }
  }

  private static long after(List<Event> events) {
    long last = 0;
    for (Event event : events) {
      last = Math.max(last, event.time());
      if (event instanceof Event.Called call && call.returned()) {
        last = Math.max(last, call.end());
      }
    }
    return last + 1;
  }

  /** Who came in that should not be there, for people. */
  private Optional<String> stranger() {
    if (mailbox.logCount(Layout.STRANGER) == 0) {
      return Optional.empty();
    }
    LogRecord record =
        new LogRecord(mailbox.copy(batch.logOffset(logs.size()), Layout.RECORD_SIZE));
    return Optional.of(
        String.format(
            "its MPIDR is 0x%x, and it came in at 0x%x",
            record.doubleWord(Layout.EntryRecord.MPIDR),
            record.doubleWord(Layout.EntryRecord.ADDRESS)));
  }
}
