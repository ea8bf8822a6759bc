// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.testing;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.Look;
import org.psci.conformance.record.ProgramRun;
import org.psci.conformance.record.Scores;

/** Records of runs that nobody made. */
public final class HandMadeRun {
  public static final String PROGRAM = "topology 1x2\ncore 0: PSCI_VERSION\n";

  private static final Scores SCORES =
      new Scores(1, 1, 1, 0, 0, 0, new TreeMap<>(), List.of(), new TreeMap<>(), List.of());

  private final String source;
  private List<Deviation> deviations = List.of();
  private @Nullable String undecided;
  private boolean patient;
  private boolean repeated;
  private boolean afterDeviation;
  private int number;
  private List<String> way = List.of();

  private HandMadeRun(String source) {
    this.source = source;
  }

  /** Of a program from there. */
  public static HandMadeRun of(String source) {
    return new HandMadeRun(source);
  }

  public HandMadeRun shows(Deviation... some) {
    deviations = List.of(some);
    return this;
  }

  public HandMadeRun undecided(String why) {
    undecided = why;
    return this;
  }

  /** With ten times the patience. */
  public HandMadeRun patient() {
    patient = true;
    return this;
  }

  /** It was run once more after that. */
  public HandMadeRun repeated() {
    repeated = true;
    return this;
  }

  /** Something had gone wrong before on the same machine. */
  public HandMadeRun afterDeviation() {
    afterDeviation = true;
    return this;
  }

  public HandMadeRun number(int run) {
    number = run;
    return this;
  }

  /** It is a race, and came out like this. */
  public HandMadeRun way(String... seen) {
    way = List.of(seen);
    return this;
  }

  public ProgramRun recorded() {
    return new ProgramRun(
        source,
        number,
        PROGRAM,
        false,
        patient,
        repeated,
        afterDeviation,
        Ending.PARKED,
        "",
        undecided,
        deviations,
        way,
        List.of(),
        null,
        SCORES);
  }

  /** A deviation that breaks one of these rules, a clause of this name of each. */
  public static Deviation deviation(String kind, String... rules) {
    return deviation(kind, false, true, rules);
  }

  /** A deviation that changes nothing, so that it is no cause of what follows. */
  public static Deviation idle(String kind, String... rules) {
    return deviation(kind, false, false, rules);
  }

  /** Something that did not come. */
  public static Deviation silence(String kind, String... rules) {
    return deviation(kind, true, true, rules);
  }

  private static Deviation deviation(
      String kind, boolean silence, boolean diverts, String... rules) {
    return explainedBy(
        Arrays.stream(rules).map(rule -> rule + "/" + kind).toList(),
        "saw " + kind,
        silence,
        diverts);
  }

  /** A deviation that each of these clauses explains, and other things that the first explains. */
  public static Deviation explainedBy(List<String> causes, String observed, String... symptoms) {
    return with(explainedBy(causes, observed, false, true), symptoms);
  }

  private static Deviation explainedBy(
      List<String> causes, String observed, boolean silence, boolean diverts) {
    return new Deviation(
        causes.stream().map(id -> id.split("/", 2)[0]).distinct().toList(),
        causes,
        silence,
        diverts,
        "CPU_ON",
        -1,
        observed,
        List.of("anything else"),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private static Deviation with(Deviation deviation, String... symptoms) {
    return new Deviation(
        deviation.rules(),
        deviation.causes(),
        deviation.silence(),
        deviation.diverts(),
        deviation.subject(),
        deviation.event(),
        deviation.observed(),
        deviation.permitted(),
        deviation.states(),
        List.of(symptoms),
        deviation.unlisted(),
        deviation.reading());
  }

  /** A look that has shown this. */
  public static Look shown(String group, Deviation deviation) {
    return look(group, Look.Result.SHOWN, deviation);
  }

  /** A look that has shown nothing. */
  public static Look nothing(String group, Look.Result result) {
    return look(group, result, null);
  }

  private static Look look(String group, Look.Result result, @Nullable Deviation deviation) {
    return new Look(
        group,
        result,
        deviation == null ? 0 : 3,
        3,
        deviation == null ? null : PROGRAM,
        true,
        deviation,
        null,
        Ending.PARKED,
        "",
        List.of(),
        null);
  }
}
