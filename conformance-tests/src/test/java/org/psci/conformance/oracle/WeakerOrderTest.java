// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.psci.conformance.cause.Diagnosis;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.TargetException;
import org.psci.conformance.testing.Lawful;
import org.psci.conformance.testing.Runs;
import org.psci.reference.Configuration;
import org.psci.spec.function.Specification;

/**
 * Proves that knowing less about the order of calls never makes a violation: an explained history
 * in which some calls last longer, so that more of them overlap, is explained too.
 */
class WeakerOrderTest {
  private static final int PROGRAMS = 12;

  @Provide
  Arbitrary<Configuration> configurations() {
    return Arbitraries.of(Lawful.configurations());
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void longerCallsAreExplainedToo(
      @ForAll("configurations") Configuration configuration, @ForAll long seed)
      throws TargetException {
    SplittableRandom random = new SplittableRandom(seed);
    try (Session session = new Session(ReferenceTarget.of(configuration, seed))) {
      Diagnosis diagnosis = new Diagnosis(new Specification(session.platform()));
      ProgramGenerator generator =
          new ProgramGenerator(session.profile(), session.platform(), seed);
      for (int number = 0; number < PROGRAMS; number++) {
        Judgement strict = Runs.judge(session, List.of(generator.program(number))).get(0);
        assertThat(strict.isExplained()).isTrue();
        History longer = stretched(strict.history(), random);
        assertThat(diagnosis.judge(longer).isExplained()).as("%s", longer).isTrue();
      }
    }
  }

  /** Calls may begin earlier and end later, though no core is in two calls at once. */
  private static History stretched(History history, SplittableRandom random) {
    List<Event> events = new ArrayList<>(history.events());
    for (int index = 0; index < events.size(); index++) {
      if (events.get(index) instanceof Event.Called called && called.returned()) {
        long begin = between(random, endBefore(events, index), called.begin());
        long end = between(random, called.end(), beginAfter(events, index));
        events.set(
            index,
            new Event.Called(
                called.call(),
                called.step(),
                begin,
                end,
                called.result(),
                called.changed(),
                called.bigEndian()));
      }
    }
    return new History(history.program(), events, history.ending(), history.remark());
  }

  private static long between(SplittableRandom random, long low, long high) {
    return low + random.nextLong(high - low + 1);
  }

  /** Interrupts are nothing that a core does. */
  private static boolean isOfCore(Event event, int core) {
    return event.core() == core && !(event instanceof Event.WakeUp);
  }

  private static long endBefore(List<Event> events, int index) {
    for (int before = index - 1; before >= 0; before--) {
      Event event = events.get(before);
      if (isOfCore(event, events.get(index).core())) {
        return event instanceof Event.Called called && called.returned()
            ? called.end()
            : event.time();
      }
    }
    return 0;
  }

  private static long beginAfter(List<Event> events, int index) {
    for (int after = index + 1; after < events.size(); after++) {
      if (isOfCore(events.get(after), events.get(index).core())) {
        return events.get(after).time();
      }
    }
    return ((Event.Called) events.get(index)).end() + 20;
  }
}
