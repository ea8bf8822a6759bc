// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.rule;

import java.util.Locale;
import java.util.Optional;
import org.psci.spec.vocabulary.Version;

/**
 * One rule of the specification, in the words of this project. DEN0022 is the authority.
 *
 * @param index position in the catalogue, from 0
 * @param id stable name, such as {@code CPU_ON-05}
 * @param area the function or topic that it belongs to
 * @param level how binding it is
 * @param since the first version to which it applies
 * @param until the last version to which it applies, or empty if it still does
 * @param section where it stands in DEN0022F.b; {@code SMCCC} for the calling convention; {@code -}
 *     where it has no single place
 * @param basis whether the text states it
 * @param observation how a black box shows it
 * @param sentence what it demands
 */
public record Rule(
    int index,
    String id,
    String area,
    Level level,
    Version since,
    Optional<Version> until,
    String section,
    Basis basis,
    Observation observation,
    String sentence) {

  /** How binding a rule is. */
  public enum Level {
    MUST,
    SHOULD,
    MAY,
    /** The implementation chooses. */
    IMPLDEF,
    /** No demand on the implementation: a gap in the text, or a duty of the caller. */
    NOTE
  }

  /** Where a rule comes from. */
  public enum Basis {
    /** The text says so. */
    STATED,
    /** It follows from other rules, from the calling convention or from common practice. */
    DERIVED
  }

  /** How a rule shows. */
  public enum Observation {
    /** In a value, a width or a register of a call that returns. */
    RETURN,
    /** In the state in which a core starts or restarts. */
    ENTRY,
    /** Through another call, or an effect on another core, on memory or on later calls. */
    STATE,
    /** Only in a race, with a pending event, or against a time bound. */
    TIMING,
    /** Only outside the machine, or after its reset. */
    HOST,
    /** Not at all: no caller can see it, or it binds the caller. */
    NONE
  }

  /** Whether this is its id, or the group that it belongs to: CPU_ON is that of CPU_ON-05. */
  public boolean isCalled(String name) {
    return id.equals(name) || id.startsWith(name + "-");
  }

  public boolean appliesTo(Version version) {
    return version.isAtLeast(since) && until.map(last -> !last.isBefore(version)).orElse(true);
  }

  /** Whether breaking it is a fault; permissions and notes cannot be broken. */
  public boolean binds() {
    return level == Level.MUST;
  }

  /** The basis as a word for reports. */
  public String basisWord() {
    return basis.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return id;
  }
}
