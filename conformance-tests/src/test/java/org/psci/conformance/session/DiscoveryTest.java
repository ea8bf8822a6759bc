// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Invocation;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Step;
import org.psci.conformance.program.Value;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.conformance.testing.Lawful;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;
import org.psci.spec.model.Platform;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Version;

/** Proves that the questions of the start find out what the implementation is. */
class DiscoveryTest {

  @Provide
  Arbitrary<Configuration> configurations() {
    return Arbitraries.of(Lawful.configurations());
  }

  @Property(tries = 100)
  void lawfulMachineIsSeenAsItIs(@ForAll("configurations") Configuration configuration)
      throws TargetException {
    try (Session session = new Session(ReferenceTarget.of(configuration, 1))) {
      Platform platform = session.platform();
      assertThat(session.discovery().isExplained()).isTrue();
      assertThat(platform.version()).isEqualTo(configuration.version());
      assertThat(platform.topology()).isEqualTo(configuration.topology());
      assertThat(platform.disabledCores()).isZero();
      assertThat(platform.trustedOs()).isEmpty();
      assertThat(platform.absent())
          .contains(PsciFunction.SYSTEM_OFF2)
          .doesNotContain(PsciFunction.CPU_ON, PsciFunction.AFFINITY_INFO);
      if (configuration.version().isAtLeast(Version.V1_0)) {
        assertThat(platform.absent().contains(PsciFunction.MIGRATE_INFO_TYPE))
            .isEqualTo(!configuration.has(PsciFunction.MIGRATE_INFO_TYPE));
      }
    }
  }

  @Test
  void versionThatWasNeverPublishedIsAViolationAndTheClaimedOneIsJudgedBy() throws TargetException {
    Configuration swapped =
        Configuration.standard().with(Version.V1_0).with(Set.of(Bug.VERSION_MAJOR_MINOR_SWAPPED));
    try (Session session = new Session(ReferenceTarget.of(swapped, 1))) {
      assertThat(session.platform().version()).isEqualTo(Version.V1_0);
      assertThat(session.discovery().violations())
          .singleElement()
          .satisfies(violation -> assertThat(violation.rules().get(0).id()).isEqualTo("VER-02"));
    }
  }

  /** A machine that hangs in some questions. */
  private static final class Hanging implements Target {
    private final Target machine = ReferenceTarget.of(Configuration.complete(Version.V1_1), 1);
    private final Predicate<Invocation> hangs;
    int starts;

    Hanging(Predicate<Invocation> hangs) {
      this.hangs = hangs;
    }

    @Override
    public Profile start(int patienceFactor) throws TargetException {
      starts++;
      return machine.start(patienceFactor);
    }

    @Override
    public List<History> run(List<Program> programs) throws TargetException {
      History whole = machine.run(programs.subList(0, 1)).get(0);
      List<Step> steps = programs.get(0).steps();
      for (int index = 0; index < steps.size(); index++) {
        if (hangs.test(steps.get(index).invocation())) {
          List<Event> seen = whole.events().subList(0, index);
          return List.of(new History(programs.get(0), seen, Ending.SILENT, "it hangs"));
        }
      }
      return List.of(whole);
    }

    @Override
    public int batchSize() {
      return 1;
    }

    @Override
    public void close() {
      machine.close();
    }
  }

  private static boolean asksAbout(Invocation question, PsciFunction function) {
    return question.is(PsciFunction.PSCI_FEATURES)
        && question.arguments().get(0).equals(new Value.Literal(function.smc32() & 0xffff_ffffL));
  }

  @Test
  void aQuestionThatIsNotAnsweredDoesNotHideTheOthers() throws TargetException {
    Set<PsciFunction> absent;
    try (Session session = new Session(new Hanging(question -> false))) {
      absent = session.platform().absent();
    }
    assertThat(absent).contains(PsciFunction.SYSTEM_OFF2);
    Hanging hanging =
        new Hanging(
            question ->
                asksAbout(question, PsciFunction.AFFINITY_INFO)
                    || asksAbout(question, PsciFunction.MEM_PROTECT));
    try (Session session = new Session(hanging)) {
      assertThat(session.platform().absent()).isEqualTo(absent);
      assertThat(session.discovery().undecided()).isPresent();
      assertThat(hanging.starts).isEqualTo(5);
      assertThat(session.restarts()).isEqualTo(4);
    }
  }

  @Test
  void whoNeverAnswersIsNotAskedForEver() throws TargetException {
    Hanging hanging = new Hanging(question -> true);
    try (Session session = new Session(hanging)) {
      assertThat(hanging.starts).isEqualTo(3);
      assertThat(session.restarts()).isEqualTo(2);
    }
  }

  /** The reference machine, of which something else is said. */
  private record Misdescribed(Target machine, UnaryOperator<Profile> words) implements Target {
    @Override
    public Profile start(int patienceFactor) throws TargetException {
      return words.apply(machine.start(patienceFactor));
    }

    @Override
    public List<History> run(List<Program> programs) throws TargetException {
      return machine.run(programs);
    }

    @Override
    public int batchSize() {
      return machine.batchSize();
    }

    @Override
    public void close() {
      machine.close();
    }
  }

  private static void refused(
      Version version, UnaryOperator<Profile> words, String... partsOfMessage) {
    Target machine = ReferenceTarget.of(Configuration.standard().with(version), 1);
    assertThatThrownBy(() -> new Session(new Misdescribed(machine, words)).close())
        .isInstanceOf(TargetException.class)
        .hasMessageContainingAll(partsOfMessage);
  }

  private static Profile with(
      Profile profile, Optional<Version> version, List<PowerState> powerStates) {
    return new Profile(
        profile.implementation(),
        version,
        profile.topology(),
        profile.conduit(),
        profile.executionState(),
        profile.exceptionLevel(),
        profile.entries(),
        Optional.of(powerStates),
        profile.canWake(),
        profile.canPrepare(),
        profile.patience());
  }

  @Test
  void whatContradictsPsciVersionIsRefused() {
    PowerState claim =
        new PowerState(0x1_0002, StateType.POWER_DOWN, List.of(LocalState.POWER_DOWN), 1);
    PowerState extended = new PowerState(0x4000_0002, StateType.POWER_DOWN, 0);
    refused(
        Version.V1_1,
        profile -> with(profile, Optional.of(Version.V1_0), List.of()),
        "'psci_version' of the profile is 1.0, but PSCI_VERSION returns 1.1");
    refused(
        Version.V0_2,
        profile -> with(profile, Optional.empty(), List.of(claim)),
        "0x10002 with a 'last_level', which is for OS-initiated mode",
        "leave 'last_level' out");
    refused(
        Version.V0_2,
        profile -> with(profile, Optional.empty(), List.of(extended)),
        "'power_states' of the profile does not fit PSCI_VERSION, which returns 0.2",
        "reserved bits set in the original format");
  }
}
