// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** A configuration that is being put together field by field; it may contradict itself still. */
public final class ConfigurationDraft {
  public Version version;
  public Topology topology;

  /** Null for the usual tree of the topology. */
  public @Nullable PowerTree tree;

  public ExecutionState executionState;
  public Set<PsciFunction> absent;
  public ResidentOs trustedOs;
  public PowerStateFormat format;
  public int highestLevel;
  public List<PowerState> ownPowerStates;
  public int answersUpTo;
  public ErrorOrder order;
  public UpperHalf upperHalf;
  public final Set<Choice> choices = EnumSet.noneOf(Choice.class);
  public Set<Bug> bugs;

  public ConfigurationDraft(Configuration from) {
    version = from.version();
    topology = from.topology();
    tree = from.tree().equals(PowerTree.of(topology)) ? null : from.tree();
    executionState = from.executionState();
    absent = from.absent();
    trustedOs = from.trustedOs();
    format = from.format();
    highestLevel = from.highestLevel();
    ownPowerStates = from.ownPowerStates();
    answersUpTo = from.answersUpTo();
    order = from.order();
    upperHalf = from.upperHalf();
    choices.addAll(from.choices());
    bugs = from.bugs();
  }

  /** Says whether the machine does something that is left to it. */
  public void set(Choice choice, boolean does) {
    if (does) {
      choices.add(choice);
    } else {
      choices.remove(choice);
    }
  }

  /**
   * The configuration.
   *
   * @throws IllegalArgumentException if it contradicts itself; the message begins with the field
   */
  public Configuration finished() {
    return new Configuration(
        version,
        topology,
        tree == null ? PowerTree.of(topology) : tree,
        executionState,
        absent,
        trustedOs,
        format,
        highestLevel,
        ownPowerStates,
        answersUpTo,
        order,
        upperHalf,
        choices,
        bugs);
  }
}
