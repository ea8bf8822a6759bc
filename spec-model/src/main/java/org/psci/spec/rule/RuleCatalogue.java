// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.psci.spec.rule.Rule.Basis;
import org.psci.spec.rule.Rule.Level;
import org.psci.spec.rule.Rule.Observation;
import org.psci.spec.vocabulary.Version;

/** All rules, in the order of the file {@code rules.tsv} beside this class. */
public final class RuleCatalogue {
  private static final String FILE = "rules.tsv";
  private static final byte[] BYTES = read();
  private static final Map<String, Rule> BY_ID = parse(new String(BYTES, StandardCharsets.UTF_8));
  private static final List<Rule> ALL = List.copyOf(BY_ID.values());

  private RuleCatalogue() {}

  public static List<Rule> all() {
    return ALL;
  }

  public static Optional<Rule> find(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /**
   * The rule with this id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Rule rule(String id) {
    return find(id)
        .orElseThrow(() -> new IllegalArgumentException("no rule " + id + " in the catalogue"));
  }

  /**
   * SHA-256 of the catalogue: two verdicts compare only if they were given under the same rules.
   */
  public static String digest() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] read() {
    try (InputStream in = RuleCatalogue.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing beside " + RuleCatalogue.class);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Rule> parse(String text) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (String line : lines.subList(1, lines.size())) {
      String[] cell = line.split("\t", -1);
      if (cell.length != 9) {
        throw new IllegalStateException(FILE + ": 9 columns wanted in: " + line);
      }
      Rule rule =
          new Rule(
              rules.size(),
              cell[0],
              cell[1],
              Level.valueOf(cell[2]),
              Version.parse(cell[3]),
              cell[4].equals("-") ? Optional.empty() : Optional.of(Version.parse(cell[4])),
              cell[5],
              Basis.valueOf(cell[6].toUpperCase(Locale.ROOT)),
              Observation.valueOf(cell[7].toUpperCase(Locale.ROOT)),
              cell[8]);
      if (rules.put(rule.id(), rule) != null) {
        throw new IllegalStateException(FILE + ": " + rule.id() + " stands there twice");
      }
    }
    return rules;
  }
}
