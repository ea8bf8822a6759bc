// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.target.Profile;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.model.Platform;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Parameter;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** Proves that the text of a program is the program: printed and read again it is the same. */
class ProgramTextTest {
  private static final EntryPoints ENTRIES = new EntryPoints(0x4000_1000L, 16, 64);
  private static final Shape SHAPE = new Shape(2, 4);

  @Property(tries = 500)
  void generatedProgramsComeBack(
      @ForAll long seed,
      @ForAll Version version,
      @ForAll ExecutionState state,
      @ForAll boolean canPrepare)
      throws ProgramSyntaxException {
    Topology topology = Topology.clusters(2, 2);
    Platform platform = new Platform(version, topology, state, 1, ENTRIES);
    Profile profile =
        new Profile(
            "no machine",
            Optional.empty(),
            topology,
            Optional.of(Conduit.HVC),
            state,
            1,
            ENTRIES,
            Optional.empty(),
            canPrepare,
            canPrepare,
            Duration.ZERO);
    assertComesBack(new ProgramGenerator(profile, platform, seed).program(0));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void everyOtherProgramComesBack(
      @ForAll("phases") List<Phase> phases, @ForAll("schedules") Optional<Schedule> schedule)
      throws ProgramSyntaxException {
    assertComesBack(new Program(SHAPE, phases, schedule));
  }

  private static void assertComesBack(Program program) throws ProgramSyntaxException {
    String text = program.toString();
    Program read = ProgramParser.parse("printed", text);
    assertThat(read).isEqualTo(program);
    assertThat(read).hasToString(text);
  }

  // ---- any program that the text form can hold

  @Provide
  Arbitrary<List<Phase>> phases() {
    Arbitrary<Phase> alone = steps().map(Phase.Alone::new);
    Arbitrary<Phase> wake = cores().map(Phase.Wake::new);
    Arbitrary<Phase> together =
        steps()
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .uniqueElements(Step::core)
            .map(Phase.Together::new);
    return Arbitraries.oneOf(alone, wake, together).list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<Optional<Schedule>> schedules() {
    Arbitrary<Schedule.Decision> turns = cores().map(Schedule.Turn::new);
    Arbitrary<Schedule.Decision> liberties = Arbitraries.of(true, false).map(Schedule.Liberty::new);
    return Arbitraries.oneOf(turns, liberties).list().ofMaxSize(9).map(Schedule::new).optional();
  }

  private static Arbitrary<Integer> cores() {
    return Arbitraries.integers().between(0, SHAPE.cores() - 1);
  }

  private static Arbitrary<Step> steps() {
    Arbitrary<Set<Dirt>> dirt =
        Arbitraries.of(Dirt.class).set().map(set -> set.isEmpty() ? Set.of() : EnumSet.copyOf(set));
    Arbitrary<Integer> timers = Arbitraries.integers().between(0, Step.LONGEST_TIMER);
    Arbitrary<Integer> skews = Arbitraries.integers().between(0, Step.LARGEST_SKEW);
    return Combinators.combine(cores(), invocations(), repeats(), dirt, timers, skews)
        .as(
            (core, call, repeat, dirty, timer, skew) ->
                new Step(
                    core,
                    call,
                    repeat,
                    dirty,
                    call.is(PsciFunction.CPU_SUSPEND) ? timer : 0,
                    skew));
  }

  /** Return codes, which stand in the text by their names. */
  private static Arbitrary<Optional<Repeat>> repeats() {
    return Combinators.combine(
            Arbitraries.of(Repeat.Kind.class), Arbitraries.integers().between(-9, 0))
        .as(Repeat::new)
        .optional();
  }

  private static Arbitrary<Invocation> invocations() {
    return Arbitraries.oneOf(
        Arbitraries.of(PsciFunction.class)
            .flatMap(function -> Arbitraries.of(function.smc32(), function.id(CallWidth.SMC64)))
            .flatMap(ProgramTextTest::calls),
        Arbitraries.integers()
            .filter(id -> PsciFunction.of(id).isEmpty())
            .flatMap(ProgramTextTest::calls));
  }

  private static Arbitrary<Invocation> calls(int id) {
    List<Parameter> parameters =
        PsciFunction.of(id).map(PsciFunction::parameters).orElse(List.of());
    CallWidth width = CallWidth.of(id);
    Arbitrary<Invocation> plain =
        Combinators.combine(
                value(parameters, 0, width),
                value(parameters, 1, width),
                value(parameters, 2, width))
            .as((x1, x2, x3) -> Invocation.of(id, x1, x2, x3));
    return Combinators.combine(plain, Arbitraries.integers().list().ofSize(4))
        .as(
            (invocation, junk) -> {
              Invocation junked = invocation;
              for (int register = 0; register <= Invocation.ARGUMENTS; register++) {
                if (PsciFunction.significantBits(id, register) == 32) {
                  junked = junked.withHigh(register, junk.get(register));
                }
              }
              return junked;
            });
  }

  private static Arbitrary<Value> value(List<Parameter> parameters, int index, CallWidth width) {
    if (index >= parameters.size()) {
      return Arbitraries.longs().map(Value.Literal::new);
    }
    Parameter.Kind kind = parameters.get(index).kind();
    Arbitrary<Value> literal =
        (kind.bits(width) == 32
                ? Arbitraries.longs().between(0, 0xffff_ffffL)
                : Arbitraries.longs())
            .map(Value.Literal::new);
    return switch (kind) {
      case CORE -> Arbitraries.oneOf(literal, cores().map(Value.Core::new));
      case ENTRY ->
          Arbitraries.oneOf(
              literal,
              Combinators.combine(
                      Arbitraries.integers().between(0, Value.Entry.SLOTS - 1),
                      Arbitraries.integers().between(0, 15))
                  .as(Value.Entry::new));
      case WORD ->
          parameters.get(index).name().equals("power_state")
              ? Arbitraries.oneOf(literal, powerStates())
              : literal;
      case WIDE -> literal;
    };
  }

  private static Arbitrary<Value> powerStates() {
    return Combinators.combine(
            Arbitraries.of(StateType.class),
            Arbitraries.integers().between(0, Value.Suspend.HIGHEST_LEVEL))
        .as(Value.Suspend::new);
  }
}
