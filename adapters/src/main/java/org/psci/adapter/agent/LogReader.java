// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.Event.Silent.Awaited;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.spec.vocabulary.Topology;

/** Makes histories of the logs of a batch that is over. */
final class LogReader {
  private final Mailbox mailbox;
  private final Batch batch;
  private final Topology topology;
  private final long patience;
  private final List<CoreLog> logs = new ArrayList<>();

  /**
   * @param patience in ticks of the counter
   */
  LogReader(Mailbox mailbox, Batch batch, Topology topology, int cores, long patience) {
    this.mailbox = mailbox;
    this.batch = batch;
    this.topology = topology;
    this.patience = patience;
    for (int core = 0; core < cores; core++) {
      logs.add(CoreLog.read(mailbox, batch, topology, core));
    }
  }

  /** The histories of all programs up to the one that ended the batch, or that makes no sense. */
  List<History> histories(BatchEnd end) {
    BatchEnd known = end;
    for (CoreLog log : logs) {
      known = garbled(log, known);
    }
    List<History> histories = new ArrayList<>();
    for (int program = 0; program < known.program(); program++) {
      histories.add(new History(batch.programs().get(program), events(program), Ending.PARKED, ""));
    }
    histories.add(last(known));
    return histories;
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
    return garble != null && log.program() <= end.program()
        ? BatchEnd.of(Ending.GARBLED, log.program(), garble)
        : end;
  }

  private List<Event> events(int program) {
    List<Event> events = new ArrayList<>();
    for (CoreLog log : logs) {
      events.addAll(log.events(program));
    }
    events.sort(Comparator.comparingLong(Event::time));
    return events;
  }

  private History last(BatchEnd end) {
    List<Event> events = events(end.program());
    Ending ending = end.ending();
    StringJoiner remark = new StringJoiner("; ");
    if (!end.remark().isEmpty()) {
      remark.add(end.remark());
    }
    if (ending == Ending.GARBLED) {
      stranger().ifPresent(remark::add);
    }
    Dues dues = new Dues(List.copyOf(events), topology);
    if (ending == Ending.SILENT || ending == Ending.DIED) {
      for (CoreLog log : logs) {
        String crash = log.crash();
        if (crash != null) {
          ending = Ending.DIED;
          remark.add(crash);
        }
        Silence silence = log.silence();
        if (silence != null) {
          remark.add(silence.remark());
          missing(silence, dues).ifPresent(events::add);
        }
      }
    }
    if (end.hangs()) {
      missingInHang(dues, events);
    }
    end.machine().ifPresent(what -> events.add(new Event.Machine(what, after(events))));
    return new History(batch.programs().get(end.program()), events, ending, remark.toString());
  }

  /**
   * What is missing when a wait was given up. A wait may have begun for something else: only what
   * was due for at least half of the patience is missing.
   */
  private Optional<Event> missing(Silence silence, Dues dues) {
    long latest = silence.end() - patience / 2;
    if (silence.what() == Layout.SilenceRecord.RESULT) {
      boolean justNow = dues.off(silence.awaited()).filter(due -> due.since() > latest).isPresent();
      return justNow
          ? Optional.empty()
          : Optional.of(new Event.Silent(silence.awaited(), Awaited.RESULT, silence.end()));
    }
    List<Dues.Due> candidates = new ArrayList<>();
    dues.of(silence.awaited()).ifPresent(candidates::add);
    if (candidates.isEmpty()) {
      for (int core = 0; core < logs.size(); core++) {
        dues.of(core).ifPresent(candidates::add);
      }
    }
    return candidates.stream()
        .filter(due -> due.since() <= latest)
        .findFirst()
        .map(due -> new Event.Silent(due.core(), due.awaited(), silence.end()));
  }

  private void missingInHang(Dues dues, List<Event> events) {
    long time = after(events);
    for (int core = 0; core < logs.size(); core++) {
      dues.of(core).ifPresent(due -> events.add(new Event.Silent(due.core(), due.awaited(), time)));
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
        new LogRecord(mailbox.copy(batch.logOffset(logs.size()), Layout.RECORD_SIZE), 0);
    return Optional.of(
        String.format(
            "its MPIDR is 0x%x, and it came in at 0x%x",
            record.doubleWord(Layout.EntryRecord.MPIDR),
            record.doubleWord(Layout.EntryRecord.ADDRESS)));
  }
}
