// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Dirt;
import org.psci.conformance.program.Phase;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.conformance.program.Step;
import org.psci.conformance.program.Value;
import org.psci.conformance.target.Placement;
import org.psci.conformance.target.Profile;
import org.psci.spec.step.EntryState;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.NodeHwState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Version;

/**
 * Histories as text: an event a line, with the time at which it began and ended.
 *
 * <pre>
 *   1-2  core 0: CPU_ON core=1 entry=A context=0xa -&gt; SUCCESS
 *   3    core 1 enters A x0=0xa
 *   4-   core 1: CPU_OFF
 *   5-6  core 0: PSCI_VERSION -&gt; 1.1 changes x19
 *   7    core 1 silent: result
 *   8    machine RESET
 *   9    wake core 1
 *   no core left
 * </pre>
 *
 * Behind {@code changes}, {@code unread} says that nobody looked, {@code unread-state} that only
 * registers were looked at. Behind an entry {@code el}, {@code daif}, {@code spsel}, {@code sctlr},
 * {@code mpidr}, {@code cntfrq} and {@code t32} may say what was read.
 */
final class HistoryText {
  private static final Pattern CALL =
      Pattern.compile("(\\d+)-(\\d*) (core (\\d): .*?)(?: -> (\\S+)(?: changes (\\S+))?)?");
  private static final Pattern ENTRY =
      Pattern.compile("(\\d+) core (\\d) enters (\\S+) x0=(\\S+)(.*)");
  private static final Pattern SILENCE = Pattern.compile("(\\d+) core (\\d) silent: (\\S+)");
  private static final Pattern WAKE = Pattern.compile("(\\d+) wake core (\\d)");
  private static final Pattern MACHINE = Pattern.compile("(\\d+) machine (\\w+)");

  private final Profile profile;
  private final String topology;
  private final List<Event> events = new ArrayList<>();
  private final List<Phase> phases = new ArrayList<>();
  private Ending ending = Ending.PARKED;

  private HistoryText(Profile profile, String topology) {
    this.profile = profile;
    this.topology = "topology " + topology + "\n";
  }

  /** The history that a text stands for, on a machine with this topology, such as 2x2. */
  static History parse(Profile profile, String topology, String text)
      throws ProgramSyntaxException {
    HistoryText history = new HistoryText(profile, topology);
    for (String line : text.lines().toList()) {
      if (line.strip().equals("no core left")) {
        history.ending = Ending.NO_CORE_LEFT;
      } else if (!line.isBlank()) {
        history.add(line.strip().replaceAll("\\s+", " "));
      }
    }
    Program program = ProgramParser.parse("topology", history.topology);
    return new History(
        new Program(program.shape(), history.phases),
        history.events,
        history.ending,
        history.ending == Ending.PARKED ? "" : "the run stopped");
  }

  private void add(String line) throws ProgramSyntaxException {
    Matcher call = CALL.matcher(line);
    Matcher entry = ENTRY.matcher(line);
    Matcher silence = SILENCE.matcher(line);
    Matcher machine = MACHINE.matcher(line);
    Matcher wake = WAKE.matcher(line);
    if (call.matches()) {
      call(call);
    } else if (entry.matches()) {
      events.add(
          new Event.Entered(
              Integer.parseInt(entry.group(2)),
              address(entry.group(3)),
              number(entry.group(4)),
              state(entry.group(5)),
              Long.parseLong(entry.group(1))));
    } else if (silence.matches()) {
      ending = Ending.SILENT;
      events.add(
          new Event.Silent(
              Integer.parseInt(silence.group(2)),
              Event.Silent.Awaited.valueOf(
                  silence.group(3).replace('-', '_').toUpperCase(Locale.ROOT)),
              Long.parseLong(silence.group(1))));
    } else if (machine.matches()) {
      ending = Ending.MACHINE_GONE;
      events.add(
          new Event.Machine(
              Event.Machine.What.valueOf(machine.group(2)), Long.parseLong(machine.group(1))));
    } else if (wake.matches()) {
      int core = Integer.parseInt(wake.group(2));
      long time = Long.parseLong(wake.group(1));
      phases.add(new Phase.Wake(core));
      events.add(new Event.WakeUp(core, time, time));
    } else {
      throw new IllegalArgumentException("no event: " + line);
    }
  }

  private void call(Matcher call) throws ProgramSyntaxException {
    Program program = ProgramParser.parse("event", topology + call.group(3));
    Step step = program.steps().get(0);
    Optional<String> result = Optional.ofNullable(call.group(5));
    events.add(
        new Event.Called(
            Placement.of(program, profile).orElseThrow().call(step.core(), step.invocation()),
            phases.size(),
            Long.parseLong(call.group(1)),
            result.isPresent() ? Long.parseLong(call.group(2)) : Event.Called.NEVER,
            result.map(word -> result(step, word)).orElse(0L),
            changes(Optional.ofNullable(call.group(6))),
            step.dirt().contains(Dirt.BE)));
    phases.addAll(program.phases());
  }

  private static long result(Step step, String word) {
    if (step.invocation().is(PsciFunction.AFFINITY_INFO)) {
      for (AffinityState state : AffinityState.values()) {
        if (state.name().equals(word)) {
          return state.value();
        }
      }
    }
    for (NodeHwState state : NodeHwState.values()) {
      if (state.name().equals(word)) {
        return state.value();
      }
    }
    for (ReturnCode code : ReturnCode.values()) {
      if (code.name().equals(word)) {
        return code.value();
      }
    }
    return word.contains(".") ? Version.parse(word).encoded() : number(word);
  }

  private static Changes changes(Optional<String> what) {
    if (what.isEmpty()) {
      return Changes.NONE;
    }
    String word = what.get();
    if (word.equals("unread")) {
      return Changes.UNREAD;
    }
    if (word.equals("unread-state")) {
      return Changes.ofRegisters(0);
    }
    return word.startsWith("x")
        ? new Changes(1L << Integer.parseInt(word.substring(1)), false, false, false, false)
        : new Changes(
            0,
            word.equals("SCTLR"),
            word.equals("VBAR"),
            word.equals("DAIF"),
            word.equals("SPSel"));
  }

  private long address(String text) throws ProgramSyntaxException {
    String step = "core 0: CPU_ON core=0 entry=" + text + " context=0";
    Value value =
        ProgramParser.parse("entry", topology + step)
            .steps()
            .get(0)
            .invocation()
            .arguments()
            .get(1);
    return value instanceof Value.Entry entry
        ? profile.entries().address(entry.slot()) + entry.offset()
        : ((Value.Literal) value).bits();
  }

  private static EntryState state(String registers) {
    return new EntryState(
        register(registers, "el"),
        register(registers, "daif"),
        register(registers, "spsel"),
        register(registers, "sctlr"),
        register(registers, "mpidr"),
        register(registers, "cntfrq"),
        register(registers, "t32"),
        register(registers, "cpsr"));
  }

  private static long register(String registers, String name) {
    Matcher matcher = Pattern.compile("\\b" + name + "=(\\S+)").matcher(registers);
    return matcher.find() ? number(matcher.group(1)) : EntryState.UNREAD;
  }

  private static long number(String text) {
    return text.startsWith("0x")
        ? Long.parseUnsignedLong(text.substring(2), 16)
        : Long.parseLong(text);
  }
}
