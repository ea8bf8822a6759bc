// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.Topology;

/**
 * The cores of a machine: the MPIDR of each, or how many there are in each of how many groups, as
 * {@code "2x4"} or {@code "2x2x2"}.
 */
public final class TopologyForm implements Form<Topology> {
  private static final String EXPECTED =
      "numbers such as \"2x4\" (clusters and cores) or \"2x2x2\", together at most "
          + Topology.MOST_CORES
          + " cores, or a list of MPIDRs such as [\"0x0\", \"0x100\"]";
  private static final Pattern GROUPS = Pattern.compile("(?:([1-9]\\d?)x)?([1-9]\\d?)x([1-9]\\d?)");
  private static final Form<List<Mpidr>> MPIDRS =
      Forms.list(Forms.as(Forms.register(Long.SIZE), Mpidr::new, Mpidr::value));

  @Override
  public Topology read(JsonNode node) throws WrongValueException {
    Matcher groups = GROUPS.matcher(node.asText());
    if (node.isTextual() && groups.matches()) {
      int above = groups.group(1) == null ? 1 : Integer.parseInt(groups.group(1));
      int clusters = Integer.parseInt(groups.group(2));
      int coresEach = Integer.parseInt(groups.group(3));
      if (above * clusters * coresEach <= Topology.MOST_CORES) {
        return Topology.groups(above, clusters, coresEach);
      }
    }
    if (!node.isArray()) {
      throw WrongValueException.of(node, EXPECTED);
    }
    try {
      return new Topology(MPIDRS.read(node));
    } catch (IllegalArgumentException e) {
      throw new WrongValueException(e.getMessage() + "; expected the MPIDR of each core once");
    }
  }

  @Override
  public JsonNode write(Topology topology) {
    return MPIDRS.write(topology.cores());
  }
}
