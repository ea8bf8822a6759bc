// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.Topology;

/** Power domains: for each level from 1 on the nodes, each as a list of the cores below it. */
public final class PowerTreeForm {
  private static final Form<List<List<List<Integer>>>> LEVELS =
      Forms.list(Forms.list(Forms.list(Forms.number(0, Topology.MOST_CORES - 1))));

  /** The tree; nothing, or null in the file, stands for the usual one. */
  public static final Form<Optional<PowerTree>> FORM =
      new Form<>() {
        @Override
        public Optional<PowerTree> read(JsonNode node) throws WrongValueException {
          if (node.isNull()) {
            return Optional.empty();
          }
          List<List<Long>> levels = new ArrayList<>();
          for (List<List<Integer>> level : LEVELS.read(node)) {
            List<Long> nodes = new ArrayList<>();
            for (List<Integer> cores : level) {
              long members = 0;
              for (int core : cores) {
                members |= 1L << core;
              }
              nodes.add(members);
            }
            levels.add(nodes);
          }
          try {
            return Optional.of(new PowerTree(levels));
          } catch (IllegalArgumentException e) {
            throw new WrongValueException(
                e.getMessage()
                    + "; expected for each level from 1 on its nodes, each as a list of cores, for"
                    + " instance [[[0, 1], [2, 3]], [[0, 1, 2, 3]]]");
          }
        }

        @Override
        public JsonNode write(Optional<PowerTree> tree) {
          if (tree.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
          }
          List<List<List<Integer>>> levels = new ArrayList<>();
          for (List<Long> level : tree.get().levels()) {
            levels.add(level.stream().map(PowerTreeForm::cores).toList());
          }
          return LEVELS.write(levels);
        }
      };

  private PowerTreeForm() {}

  private static List<Integer> cores(long members) {
    List<Integer> cores = new ArrayList<>();
    for (int core = 0; core < Topology.MOST_CORES; core++) {
      if ((members >>> core & 1) == 1) {
        cores.add(core);
      }
    }
    return cores;
  }
}
