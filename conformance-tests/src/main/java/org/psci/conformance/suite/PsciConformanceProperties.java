// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;

/**
 * Random programs, for jqwik. A subclass says what is under test. The number of programs is jqwik's
 * number of tries; the seed that jqwik reports runs the same programs again.
 */
public abstract class PsciConformanceProperties {
  private Optional<Session> session = Optional.empty();
  private Optional<Last> last = Optional.empty();
  private int programs;

  /** The last program that ran. */
  private record Last(long seed, Judgement judgement) {}

  /** The implementation under test, not started yet. The suite closes it. */
  protected abstract Target target();

  /** Starts the target. */
  @BeforeProperty
  void start() throws TargetException {
    session = Optional.of(new Session(target()));
  }

  /** The last program stands for all of them; if it failed, it is the one that matters. */
  @AfterProperty
  void stop() {
    session.ifPresent(running -> last.ifPresent(program -> tell(running, program)));
    session.ifPresent(Session::close);
  }

  private void tell(Session running, Last program) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("seed", Long.toString(program.seed()));
    parameters.put("programs", Integer.toString(programs));
    new Court(running).tell("random program", List.of(), parameters, program.judgement());
  }

  /** Whatever a program does, the model explains what comes of it. */
  @Property(shrinking = ShrinkingMode.OFF)
  public void everyHistoryIsExplained(@ForAll long seed) throws TargetException {
    Session running = session.orElseThrow();
    ProgramGenerator generator = new ProgramGenerator(running.profile(), running.platform(), seed);
    Judgement judgement = running.confirmed(generator.program(0));
    programs++;
    last = Optional.of(new Last(seed, judgement));
    Complaint.unlessExplained(judgement);
  }
}
