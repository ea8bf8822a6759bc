// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.json;

import com.fasterxml.jackson.databind.JsonNode;
import org.psci.spec.model.MemoryRange;

/** A range of physical addresses: {@code base} and {@code length}. */
public final class MemoryRangeForm implements Form<MemoryRange> {
  private static final Form<Long> ADDRESS = Forms.register(Long.SIZE);

  @Override
  public MemoryRange read(JsonNode node) throws WrongValueException {
    Fields fields = new Fields(node);
    long base = fields.need("base", ADDRESS);
    long length = fields.need("length", ADDRESS);
    fields.noOthers();
    try {
      return new MemoryRange(base, length);
    } catch (IllegalArgumentException e) {
      throw new WrongValueException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public JsonNode write(MemoryRange range) {
    return new ObjectWriter()
        .put("base", ADDRESS, range.base())
        .put("length", ADDRESS, range.length())
        .written();
  }
}
