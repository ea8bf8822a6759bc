// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.machine;

import com.fasterxml.jackson.databind.JsonNode;
import org.psci.conformance.json.Fields;
import org.psci.conformance.json.Form;
import org.psci.conformance.json.Forms;
import org.psci.conformance.json.ObjectWriter;
import org.psci.reference.ResidentOs;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.Topology;

/** A trusted OS: its type, and the core where it is at first. */
final class TrustedOsForm implements Form<ResidentOs> {
  private static final Form<Integer> CORE = Forms.number(0, Topology.MOST_CORES - 1);

  @Override
  public ResidentOs read(JsonNode node) throws WrongValueException {
    Fields fields = new Fields(node);
    MigrateInfoType type =
        fields.find("type", Forms.MIGRATE_INFO_TYPE).orElse(MigrateInfoType.NOT_REQUIRED);
    int core = fields.find("core", CORE).orElse(0);
    fields.noOthers();
    return new ResidentOs(type, core);
  }

  @Override
  public JsonNode write(ResidentOs trustedOs) {
    return new ObjectWriter()
        .putUnless(MigrateInfoType.NOT_REQUIRED, "type", Forms.MIGRATE_INFO_TYPE, trustedOs.type())
        .putUnless(0, "core", CORE, trustedOs.core())
        .written();
  }
}
