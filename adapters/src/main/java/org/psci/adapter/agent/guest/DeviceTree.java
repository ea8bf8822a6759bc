// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.Version;

/** What a flattened device tree says about the cores of a machine and about its PSCI. */
public final class DeviceTree {
  private static final String PSCI = "arm,psci";
  private static final Set<String> GIC_V2 = Set.of("arm,cortex-a15-gic", "arm,gic-400");
  private static final String GIC_V3 = "arm,gic-v3";

  /**
   * A node of the tree.
   *
   * @param name with its unit address
   * @param properties the bytes of each
   * @param children in the order of the tree
   */
  record Node(String name, Map<String, byte[]> properties, List<Node> children) {
    Node(String name) {
      this(name, new LinkedHashMap<>(), new ArrayList<>());
    }

    /** A property that is a list of printable strings; empty if it is missing, or is none. */
    List<String> strings(String property) {
      byte[] value = properties.get(property);
      if (value == null || !isPrintable(value)) {
        return List.of();
      }
      return List.of(new String(value, StandardCharsets.ISO_8859_1).split("\0", -1)).stream()
          .filter(text -> !text.isEmpty())
          .toList();
    }

    private static boolean isPrintable(byte[] strings) {
      for (byte each : strings) {
        if (each != 0 && (each < ' ' || each > '~')) {
          return false;
        }
      }
      return true;
    }
  }

  private final Node root;

  private DeviceTree(Node root) {
    this.root = root;
  }

  /**
   * Reads a tree.
   *
   * @throws DeviceTreeException if it is malformed
   */
  public static DeviceTree parse(byte[] blob) throws DeviceTreeException {
    return new DeviceTree(new DeviceTreeParser(blob).root());
  }

  /**
   * The affinities of the cores, in the order of their nodes.
   *
   * @throws DeviceTreeException if there is none, or if one has no usable {@code reg}
   */
  public List<Mpidr> cores() throws DeviceTreeException {
    Node cpus =
        root.children().stream()
            .filter(node -> node.name().equals("cpus"))
            .findFirst()
            .orElseThrow(() -> new DeviceTreeException("there is no node /cpus"));
    int cells = cells(cpus, "#address-cells");
    List<Mpidr> cores = new ArrayList<>();
    for (Node node : cpus.children()) {
      if (node.name().startsWith("cpu@") || node.strings("device_type").contains("cpu")) {
        cores.add(affinity(node, cells));
      }
    }
    if (cores.isEmpty()) {
      throw new DeviceTreeException("/cpus has no core");
    }
    return cores;
  }

  private static int cells(Node node, String property) throws DeviceTreeException {
    String path = "/" + node.name();
    byte[] cells = node.properties().get(property);
    if (cells == null || cells.length != Integer.BYTES) {
      throw new DeviceTreeException(path + " has no " + property);
    }
    long number = bigEndian(cells, Integer.BYTES);
    if (number != 1 && number != 2) {
      throw new DeviceTreeException(property + " of " + path + " is " + number + ", not 1 or 2");
    }
    return (int) number;
  }

  private static Mpidr affinity(Node cpu, int cells) throws DeviceTreeException {
    byte[] reg = cpu.properties().get("reg");
    if (reg == null || reg.length < cells * Integer.BYTES) {
      throw new DeviceTreeException("/cpus/" + cpu.name() + " has no usable reg");
    }
    long value = bigEndian(reg, cells * Integer.BYTES);
    if ((value & ~Mpidr.AFFINITY_BITS) != 0) {
      throw new DeviceTreeException(
          String.format("reg of /cpus/%s is 0x%x, which is no affinity", cpu.name(), value));
    }
    return new Mpidr(value);
  }

  private static long bigEndian(byte[] bytes, int length) {
    long value = 0;
    for (int index = 0; index < length; index++) {
      value = value << 8 | (bytes[index] & 0xff);
    }
    return value;
  }

  /**
   * How PSCI is called; empty if the tree does not say that there is PSCI.
   *
   * @throws DeviceTreeException if the method is neither {@code hvc} nor {@code smc}
   */
  public Optional<Conduit> conduit() throws DeviceTreeException {
    Optional<Node> psci = psci();
    if (psci.isEmpty()) {
      return Optional.empty();
    }
    String method = String.join(",", psci.get().strings("method"));
    return Optional.of(
        switch (method) {
          case "hvc" -> Conduit.HVC;
          case "smc" -> Conduit.SMC;
          default ->
              throw new DeviceTreeException(
                  "the method of /psci is '" + method + "', not hvc or smc");
        });
  }

  /** The {@code compatible} strings of the PSCI node; none if there is no such node. */
  public List<String> psciCompatible() {
    return psci().map(node -> node.strings("compatible")).orElse(List.of());
  }

  /** The latest PSCI version that the tree says PSCI is compatible with; empty before 0.2. */
  public Optional<Version> psciVersion() {
    return psciCompatible().stream()
        .filter(text -> text.startsWith(PSCI + "-"))
        .flatMap(text -> published(text.substring(PSCI.length() + 1)))
        .max(Comparator.naturalOrder());
  }

  private static Stream<Version> published(String text) {
    return Arrays.stream(Version.values()).filter(version -> version.toString().equals(text));
  }

  /**
   * The power_state values of idle states, of cores and of the domains above them, in the order of
   * the tree. How the values of cores and of domains go together, the tree does not say.
   */
  public List<Integer> suspendParameters() {
    List<Integer> values = new ArrayList<>();
    for (Node node : nodes()) {
      byte[] value = node.properties().get("arm,psci-suspend-param");
      if (value != null && value.length == Integer.BYTES) {
        values.add((int) bigEndian(value, Integer.BYTES));
      }
    }
    return List.copyOf(values);
  }

  private List<Node> nodes() {
    List<Node> nodes = new ArrayList<>(List.of(root));
    for (int index = 0; index < nodes.size(); index++) {
      nodes.addAll(nodes.get(index).children());
    }
    return nodes;
  }

  private Optional<Node> psci() {
    return compatibleWith(text -> text.startsWith(PSCI));
  }

  /**
   * The interrupt controller, if it is one that the agent knows and a child of the root.
   *
   * @throws DeviceTreeException if it does not say where it is
   */
  public Optional<Gic> gic() throws DeviceTreeException {
    Optional<Node> v3 = compatibleWith(GIC_V3::equals);
    Optional<Node> node = v3.isPresent() ? v3 : compatibleWith(GIC_V2::contains);
    if (node.isEmpty() || !root.children().contains(node.get())) {
      return Optional.empty();
    }
    int addressCells = cells(root, "#address-cells");
    int sizeCells = cells(root, "#size-cells");
    int entry = (addressCells + sizeCells) * Integer.BYTES;
    byte[] reg = node.get().properties().get("reg");
    if (reg == null || reg.length < 2 * entry) {
      throw new DeviceTreeException("/" + node.get().name() + " has no usable reg");
    }
    byte[] second = Arrays.copyOfRange(reg, entry, reg.length);
    return Optional.of(
        new Gic(
            v3.isPresent() ? 3 : 2,
            bigEndian(reg, addressCells * Integer.BYTES),
            bigEndian(second, addressCells * Integer.BYTES)));
  }

  private Optional<Node> compatibleWith(Predicate<String> what) {
    return nodes().stream()
        .filter(node -> node.strings("compatible").stream().anyMatch(what))
        .findFirst();
  }
}
