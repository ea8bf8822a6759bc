// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.former;

import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Version;

/**
 * MIGRATE_INFO_TYPE() (5.9): which kind of trusted OS is resident. The answer is the same on every
 * core for the life of the system; NOT_SUPPORTED means that there is none to care about.
 */
final class MigrateInfoTypeCall implements Step {
  static final String SUBJECT = "MIGRATE_INFO_TYPE";
  private static final Because[] TYPES = types();
  private static final Because NOT_OFFERED =
      Presence.reveal(
          PsciFunction.MIGRATE_INFO_TYPE,
          false,
          Because.of("MIG-10", "MIG-02").revealing(SUBJECT, -1, "MIG-02"));
  private static final Because NO_OTHER_ANSWER = Because.of("MIG-02", "MIG-10");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    String open = platform.version().isBefore(Version.V1_0) ? "AMB-52" : "AMB-41";
    for (MigrateInfoType type : MigrateInfoType.values()) {
      Because why = TYPES[type.ordinal()];
      boolean uniprocessor = type != MigrateInfoType.NOT_REQUIRED;
      outcomes.returns(type.value(), before, uniprocessor ? why : why.under(open, "A"));
    }
    outcomes.returns(ReturnCode.NOT_SUPPORTED, before, NOT_OFFERED.under(open, "B"));
  }

  private static Because[] types() {
    Because[] types = new Because[MigrateInfoType.values().length];
    for (MigrateInfoType type : MigrateInfoType.values()) {
      types[type.ordinal()] =
          Presence.reveal(
              PsciFunction.MIGRATE_INFO_TYPE,
              true,
              Because.of("MIG-02", "MIG-08").revealing(SUBJECT, type.value(), "MIG-02"));
    }
    return types;
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    return Optional.of(NO_OTHER_ANSWER);
  }
}
