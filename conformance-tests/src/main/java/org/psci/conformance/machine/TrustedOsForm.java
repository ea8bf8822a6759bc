// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.psci.conformance.machine.ObjectForm.Field;
import org.psci.reference.TrustedOs;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.Topology;

/** A trusted OS: its type, and the core where it is at first. */
final class TrustedOsForm implements Form<TrustedOs> {
  private static final ObjectForm<Draft> FIELDS =
      new ObjectForm<>(
          List.of(
              new Field<>(
                  "type",
                  Forms.choice(Arrays.asList(MigrateInfoType.values()), TrustedOsForm::name),
                  draft -> draft.type,
                  (draft, type) -> draft.type = type),
              new Field<>(
                  "core",
                  Forms.number(0, Topology.MOST_CORES - 1),
                  draft -> draft.core,
                  (draft, core) -> draft.core = core)));

  /** One that is being read. */
  private static final class Draft {
    MigrateInfoType type = MigrateInfoType.NOT_REQUIRED;
    int core;
  }

  private static String name(MigrateInfoType type) {
    return switch (type) {
      case UNIPROCESSOR_MIGRATABLE -> "up_migratable";
      case UNIPROCESSOR_FIXED -> "up_fixed";
      case NOT_REQUIRED -> "none";
    };
  }

  @Override
  public TrustedOs read(JsonNode node) throws WrongValueException {
    Draft draft = new Draft();
    FIELDS.read(node, draft);
    return new TrustedOs(draft.type, draft.core);
  }

  @Override
  public JsonNode write(TrustedOs trustedOs) {
    Draft draft = new Draft();
    draft.type = trustedOs.type();
    draft.core = trustedOs.core();
    return FIELDS.write(draft, new Draft());
  }
}
