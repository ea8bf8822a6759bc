// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.session;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.psci.conformance.cause.Diagnosis;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Invocation;
import org.psci.conformance.program.Phase;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Shape;
import org.psci.conformance.program.Step;
import org.psci.conformance.program.Value;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.spec.function.Specification;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.PowerStates;
import org.psci.spec.model.State;
import org.psci.spec.model.TrustedOs;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Fact;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Version;

/**
 * Asks an implementation what it is: its version, which functions it has, its trusted OS, cores
 * that are out of order. The questions are a program like any other, and judged like any other; the
 * answers make the {@link Platform} that everything else is judged by.
 */
final class Discovery {
  private static final int SMCCC_1_1 = 0x1_0001;
  private static final int KNOWN_MINORS = 3;

  /** Bit 1 of the flags of CPU_SUSPEND. */
  private static final int EXTENDED_FORMAT = 2;

  /** A target that fails at question after question is not asked for ever. */
  private static final int MOST_STARTS = 12;

  /** Nor one that answers nothing at all, start after start. */
  private static final int MOST_WITHOUT_AN_ANSWER = 3;

  /** The rules by which the presence of one function tells of another one. */
  private static final Set<String> IMPLYING = Set.of("FEAT-09", "FEAT-10");

  private final Profile profile;
  private final Shape shape;

  Discovery(Profile profile) {
    this.profile = profile;
    this.shape = Shape.of(profile.topology());
  }

  /**
   * Asks a target that has been started. Where it gives no answer, but hangs or dies, it is started
   * again and asked what is left: a function that nobody was asked about would be taken for there.
   *
   * @return one history for each start, at least one
   * @throws TargetException if the target cannot be used any more
   */
  List<History> ask(Target target) throws TargetException {
    List<History> histories = new ArrayList<>();
    List<Phase> open = questions();
    int withoutAnAnswer = 0;
    while (true) {
      History history = target.run(List.of(new Program(shape, open))).get(0);
      histories.add(history);
      int answered = answered(history);
      withoutAnAnswer = answered == 0 ? withoutAnAnswer + 1 : 0;
      boolean hadItsChance = answered == 0 && histories.size() > 1;
      open = open.subList(hadItsChance ? 1 : answered, open.size());
      boolean isHopeless =
          histories.size() == MOST_STARTS || withoutAnAnswer == MOST_WITHOUT_AN_ANSWER;
      if (history.isParked() || open.isEmpty() || isHopeless) {
        return histories;
      }
      target.start(1);
    }
  }

  private static int answered(History history) {
    int answered = 0;
    for (Event event : history.events()) {
      boolean isAnswer =
          event instanceof Event.Called called && called.returned() && !called.isParking();
      answered += isAnswer ? 1 : 0;
    }
    return answered;
  }

  private List<Phase> questions() {
    boolean wide = profile.executionState() == ExecutionState.AARCH64;
    List<Phase> phases = new ArrayList<>();
    ask(phases, Invocation.of(PsciFunction.PSCI_VERSION));
    for (PsciFunction function : PsciFunction.values()) {
      askFeature(phases, function.smc32());
      if (function.hasSmc64() && wide) {
        askFeature(phases, function.smc64());
      }
    }
    askFeature(phases, PsciFunction.SMCCC_VERSION);
    ask(phases, Invocation.of(PsciFunction.SMCCC_VERSION));
    ask(phases, Invocation.of(PsciFunction.MIGRATE_INFO_TYPE));
    ask(phases, Invocation.of(id(PsciFunction.MIGRATE_INFO_UP_CPU)));
    for (int core = 0; core < shape.cores(); core++) {
      ask(phases, Invocation.of(id(PsciFunction.AFFINITY_INFO), new Value.Core(core)));
    }
    return phases;
  }

  private int id(PsciFunction function) {
    boolean wide = profile.executionState() == ExecutionState.AARCH64 && function.hasSmc64();
    return wide ? function.smc64() : function.smc32();
  }

  private static void ask(List<Phase> phases, Invocation question) {
    phases.add(new Phase.Alone(Step.of(0, question)));
  }

  private static void askFeature(List<Phase> phases, int id) {
    ask(phases, Invocation.of(PsciFunction.PSCI_FEATURES, new Value.Literal(id & 0xffff_ffffL)));
  }

  /**
   * What the answers say.
   *
   * @throws TargetException if the profile contradicts them
   */
  Platform conclude(List<History> histories) throws TargetException {
    Answers answers = new Answers(histories);
    int versionAnswer = answers.to(PsciFunction.PSCI_VERSION.smc32(), 0).orElse(0);
    Version version = version(versionAnswer, answers);
    refuseContradictions(versionAnswer, version);
    boolean ahead = versionAnswer >>> 16 == 1 && (versionAnswer & 0xffff) > KNOWN_MINORS;
    Platform basic =
        new Platform(
            version,
            profile.topology(),
            profile.executionState(),
            profile.exceptionLevel(),
            profile.entries());
    Platform asked =
        new Platform(
            version,
            ahead ? versionAnswer : version.encoded(),
            basic.topology(),
            powerTree(),
            basic.executionState(),
            basic.exceptionLevel(),
            basic.entries(),
            absent(version, answers),
            trustedOs(answers),
            disabled(answers),
            Map.of(),
            powerStates(version, answers),
            profile.memory(),
            speaksSmccc11(answers));
    return withConstants(asked, histories);
  }

  /** A version that was never published cannot be judged by: what it claims, or can do, decides. */
  private Version version(int answer, Answers answers) {
    Optional<Version> published = Version.decode(answer);
    if (published.isPresent()) {
      return published.get();
    }
    if (answer >>> 16 == 1 && (answer & 0xffff) > KNOWN_MINORS) {
      return Version.V1_3;
    }
    boolean hasFeatures =
        answers.feature(PsciFunction.PSCI_VERSION.smc32()).filter(flags -> flags >= 0).isPresent();
    return profile.claimedVersion().orElse(hasFeatures ? Version.V1_0 : Version.V0_2);
  }

  /** What a profile says in vain, or wrongly, would make every verdict doubtful. */
  private void refuseContradictions(int answer, Version version) throws TargetException {
    boolean published = Version.decode(answer).isPresent();
    Optional<Version> claimed = profile.claimedVersion();
    if (published && claimed.isPresent() && claimed.get() != version) {
      throw new TargetException(
          "'psci_version' of the profile is "
              + claimed.get()
              + ", but PSCI_VERSION returns "
              + version
              + "; correct one of them, or leave the field out and be judged by PSCI_VERSION");
    }
    for (PowerState state : profile.powerStates().orElse(List.of())) {
      if (version.isBefore(Version.V1_0) && state.lastLevel() != PowerState.NO_CLAIM) {
        throw new TargetException(
            String.format(
                "'power_states' of the profile has 0x%x with a 'last_level', which is for"
                    + " OS-initiated mode, and PSCI_VERSION returns %s, which has no such mode;"
                    + " leave 'last_level' out",
                state.value(), version));
      }
    }
  }

  /** Bit 1 of the flags of CPU_SUSPEND says the format; the values are the profile's to tell. */
  private PowerStates powerStates(Version version, Answers answers) throws TargetException {
    boolean extended =
        version.isAtLeast(Version.V1_0)
            && answers
                .feature(PsciFunction.CPU_SUSPEND.smc32())
                .filter(flags -> flags >= 0 && (flags & EXTENDED_FORMAT) != 0)
                .isPresent();
    PowerStateFormat format =
        extended ? PowerStateFormat.EXTENDED_STATE_ID : PowerStateFormat.ORIGINAL;
    try {
      return new PowerStates(format, profile.powerStates());
    } catch (IllegalArgumentException e) {
      throw new TargetException(
          "'power_states' of the profile does not fit "
              + (version.isBefore(Version.V1_0)
                  ? "PSCI_VERSION, which returns " + version + ", so that the format is original"
                  : "bit 1 of PSCI_FEATURES(CPU_SUSPEND), by which the format is " + format)
              + ": "
              + e.getMessage());
    }
  }

  /** What PSCI_FEATURES denies; in 0.2 there is none, and its answers mean nothing. */
  private static Set<PsciFunction> absent(Version version, Answers answers) {
    Set<PsciFunction> absent = EnumSet.noneOf(PsciFunction.class);
    boolean canDeny = version.isAtLeast(PsciFunction.PSCI_FEATURES.since());
    for (PsciFunction function : PsciFunction.values()) {
      boolean denied =
          canDeny && answers.feature(function.smc32()).filter(flags -> flags < 0).isPresent();
      if (version.isBefore(function.since()) || (denied && !function.isMandatory())) {
        absent.add(function);
      }
    }
    return absent;
  }

  /** The tree of the profile, or the usual one, as high as the table of power states goes. */
  private PowerTree powerTree() {
    int highest =
        profile.powerStates().orElse(List.of()).stream()
            .mapToInt(PowerState::level)
            .max()
            .orElse(0);
    return profile
        .powerTree()
        .orElseGet(() -> PowerTree.of(profile.topology()).withLevels(highest).asGuess());
  }

  private Optional<TrustedOs> trustedOs(Answers answers) {
    int type = answers.to(PsciFunction.MIGRATE_INFO_TYPE.smc32(), 0).orElse(-1);
    boolean migratable = type == MigrateInfoType.UNIPROCESSOR_MIGRATABLE.value();
    if (!migratable && type != MigrateInfoType.UNIPROCESSOR_FIXED.value()) {
      return Optional.empty();
    }
    MigrateInfoType kind =
        migratable ? MigrateInfoType.UNIPROCESSOR_MIGRATABLE : MigrateInfoType.UNIPROCESSOR_FIXED;
    return answers
        .wide(id(PsciFunction.MIGRATE_INFO_UP_CPU))
        .map(mpidr -> profile.topology().indexOf(mpidr & Mpidr.AFFINITY_BITS))
        .filter(core -> core >= 0)
        .map(core -> new TrustedOs(kind, core));
  }

  private long disabled(Answers answers) {
    long disabled = 0;
    for (int core = 0; core < State.cores(profile.topology()); core++) {
      Optional<Integer> state =
          answers.to(id(PsciFunction.AFFINITY_INFO), profile.topology().mpidr(core).value());
      if (state.filter(s -> s == ReturnCode.DISABLED.value()).isPresent()) {
        disabled |= 1L << core;
      }
    }
    return disabled;
  }

  private static boolean speaksSmccc11(Answers answers) {
    boolean reported =
        answers.feature(PsciFunction.SMCCC_VERSION).filter(flags -> flags == 0).isPresent();
    return reported
        && answers.to(PsciFunction.SMCCC_VERSION, 0).filter(v -> v >= SMCCC_1_1).isPresent();
  }

  /**
   * Of each constant the first value that was revealed; the others are held against it. What an
   * answer says of a function itself counts before what the presence of another one implies.
   */
  private static Platform withConstants(Platform platform, List<History> histories) {
    Diagnosis diagnosis = new Diagnosis(new Specification(platform));
    Map<String, Long> constants = new HashMap<>();
    Map<String, Long> implied = new HashMap<>();
    for (History history : histories) {
      for (Because why : diagnosis.judgeFirst(history).explanations()) {
        for (Fact fact : why.facts()) {
          boolean isImplied = IMPLYING.contains(fact.rule().id());
          (isImplied ? implied : constants).putIfAbsent(fact.subject(), fact.value());
        }
      }
    }
    implied.forEach(constants::putIfAbsent);
    return platform.withConstants(constants);
  }

  /** The results of a discovery, by question. */
  private static final class Answers {
    private final List<Event.Called> calls = new ArrayList<>();

    Answers(List<History> histories) {
      for (History history : histories) {
        for (Event event : history.events()) {
          if (event instanceof Event.Called called && called.returned()) {
            calls.add(called);
          }
        }
      }
    }

    Optional<Integer> to(int functionId, long x1) {
      return calls.stream()
          .filter(c -> c.call().functionId() == functionId && argument(c.call()) == x1)
          .map(c -> (int) c.result())
          .findFirst();
    }

    Optional<Long> wide(int functionId) {
      return calls.stream()
          .filter(c -> c.call().functionId() == functionId)
          .map(Event.Called::result)
          .findFirst();
    }

    Optional<Integer> feature(int id) {
      return to(PsciFunction.PSCI_FEATURES.smc32(), id & 0xffff_ffffL);
    }

    private static long argument(Call call) {
      return call.register(1);
    }
  }
}
