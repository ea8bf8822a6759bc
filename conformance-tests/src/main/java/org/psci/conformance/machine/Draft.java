// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.machine;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.reference.Bug;
import org.psci.reference.CallChoices;
import org.psci.reference.Configuration;
import org.psci.reference.DiscoveryChoices;
import org.psci.reference.IdleChoices;
import org.psci.reference.PowerStateChoices;
import org.psci.reference.SuspendChoices;
import org.psci.reference.SystemChoices;
import org.psci.reference.TrustedOs;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** A configuration that is being put together field by field; it may contradict itself still. */
final class Draft {
  Version version;
  Topology topology;

  /** Null for the usual tree of the topology. */
  @Nullable PowerTree powerTree;

  ExecutionState executionState;
  Set<PsciFunction> absent;
  boolean hidesPending;
  boolean answersGroups;
  boolean checksEntries;
  boolean hasMigrateInfo;
  PowerStateFormat format;
  boolean downgrades;
  boolean wakesEarly;
  boolean osInitiated;
  boolean published;
  int highestLevel;
  List<PowerState> powerStates;
  boolean defaultIsStandby;
  boolean frozenShowsOff;
  boolean countsOnExit;
  boolean strictModeChange;
  CallChoices.Order order;
  CallChoices.UpperHalf upperHalf;
  boolean checksAlignment;
  boolean keepsWidthRule;
  int answersUpTo;
  boolean startsFailOnce;
  boolean hasSmcccVersion;
  boolean reportsSmcccVersion;
  boolean reportsSmc64ToAarch32;
  boolean suspendSaysAlreadyOn;
  boolean suspendReturnsEarly;
  boolean vendorResets;
  boolean hibernatesByDefault;
  boolean acceptsEmptyRange;
  TrustedOs trustedOs;
  Set<Bug> bugs;

  Draft(Configuration from) {
    version = from.version();
    topology = from.topology();
    powerTree = from.tree().equals(PowerTree.of(topology)) ? null : from.tree();
    executionState = from.executionState();
    absent = from.absent();
    hidesPending = from.choices().hidesPending();
    answersGroups = from.choices().answersGroups();
    checksEntries = from.choices().checksEntries();
    hasMigrateInfo = from.choices().hasMigrateInfo();
    format = from.suspend().format();
    downgrades = from.suspend().downgrades();
    wakesEarly = from.suspend().wakesEarly();
    osInitiated = from.powerStateChoices().osInitiated();
    published = from.powerStateChoices().published();
    highestLevel = from.powerStateChoices().highestLevel();
    powerStates = from.powerStateChoices().own();
    defaultIsStandby = from.idle().defaultIsStandby();
    frozenShowsOff = from.idle().frozenShowsOff();
    countsOnExit = from.idle().countsOnExit();
    strictModeChange = from.idle().strictModeChange();
    order = from.calls().order();
    upperHalf = from.calls().upperHalf();
    checksAlignment = from.calls().checksAlignment();
    keepsWidthRule = from.calls().keepsWidthRule();
    answersUpTo = from.calls().answersUpTo();
    startsFailOnce = from.calls().startsFailOnce();
    hasSmcccVersion = from.discovery().hasSmcccVersion();
    reportsSmcccVersion = from.discovery().reportsSmcccVersion();
    reportsSmc64ToAarch32 = from.discovery().reportsSmc64ToAarch32();
    suspendSaysAlreadyOn = from.system().suspendSaysAlreadyOn();
    suspendReturnsEarly = from.system().suspendReturnsEarly();
    vendorResets = from.system().vendorResets();
    hibernatesByDefault = from.system().hibernatesByDefault();
    acceptsEmptyRange = from.system().acceptsEmptyRange();
    trustedOs = from.trustedOs();
    bugs = from.bugs();
  }

  /**
   * The configuration.
   *
   * @throws IllegalArgumentException if it contradicts itself; the message begins with the field
   */
  Configuration finished() {
    return new Configuration(
        version,
        topology,
        powerTree == null ? PowerTree.of(topology) : powerTree,
        executionState,
        absent,
        new Configuration.Choices(hidesPending, answersGroups, checksEntries, hasMigrateInfo),
        new SuspendChoices(format, downgrades, wakesEarly),
        new PowerStateChoices(osInitiated, published, highestLevel, powerStates),
        new IdleChoices(defaultIsStandby, frozenShowsOff, countsOnExit, strictModeChange),
        new CallChoices(
            order, upperHalf, checksAlignment, keepsWidthRule, answersUpTo, startsFailOnce),
        new DiscoveryChoices(hasSmcccVersion, reportsSmcccVersion, reportsSmc64ToAarch32),
        new SystemChoices(
            suspendSaysAlreadyOn,
            suspendReturnsEarly,
            vendorResets,
            hibernatesByDefault,
            acceptsEmptyRange),
        trustedOs,
        bugs);
  }
}
