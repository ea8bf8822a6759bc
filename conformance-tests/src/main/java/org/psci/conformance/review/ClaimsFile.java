// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.review;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.scenario.Scenarios;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;

/** Reads {@code claims.json}, in which rules and scenarios stand by name. */
public final class ClaimsFile {
  private static final String NAME = "claims.json";
  private static final String WANTED =
      "a claim has id, by, says, verdict, specification, rules, scenarios, caught, lawful, open";

  private ClaimsFile() {}

  /** The claims that come with the suite. */
  public static Claims builtIn() {
    try (InputStream in = ClaimsFile.class.getResourceAsStream(NAME)) {
      if (in == null) {
        throw new IllegalStateException(NAME + " is missing beside " + ClaimsFile.class);
      }
      return parse(NAME, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The claims in a text.
   *
   * @param name the name of the file, for messages
   * @throws IllegalArgumentException if it is broken; the message says where, and what is wanted
   */
  public static Claims parse(String name, String text) {
    Claims claims;
    try {
      claims = mapper().readValue(text, Claims.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          name + ":" + e.getLocation().getLineNr() + ": " + message(e), e);
    }
    Set<String> ids = new HashSet<>();
    for (Claim claim : claims.claims()) {
      if (!ids.add(claim.id())) {
        throw new IllegalArgumentException(
            name
                + ":"
                + lastLineWith(text, "\"" + claim.id() + "\"")
                + ": there is a claim "
                + claim.id()
                + " already; give this one an id of its own");
      }
    }
    return claims;
  }

  /** What Jackson says, without its talk of itself, and what would be right. */
  private static String message(JsonProcessingException e) {
    String message = e.getOriginalMessage().split("; `", 2)[0];
    return e instanceof MismatchedInputException ? message + "; " + WANTED : message;
  }

  private static int lastLineWith(String text, String word) {
    List<String> lines = text.lines().toList();
    int line = lines.size();
    while (line > 1 && !lines.get(line - 1).contains(word)) {
      line--;
    }
    return line;
  }

  private static ObjectMapper mapper() {
    Map<String, Scenario> scenarios = new HashMap<>();
    Scenarios.all().forEach(scenario -> scenarios.put(scenario.name(), scenario));
    SimpleModule names = new SimpleModule();
    names.addDeserializer(
        Rule.class,
        new ByName<>(
            Rule.class,
            RuleCatalogue::find,
            "no rule is called '%s'; rules look like SUSP-01, and 'psci explain SUSP' lists them"));
    names.addDeserializer(
        Scenario.class,
        new ByName<>(
            Scenario.class,
            name -> Optional.ofNullable(scenarios.get(name)),
            "no scenario is called '%s'; scenarios.txt lists them"));
    return JsonMapper.builder()
        .addModule(names)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .build();
  }

  private interface Finder<T> {
    Optional<T> find(String name);
  }

  /** Something that stands in the file by its name. */
  private static final class ByName<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1;

    private final transient Finder<T> finder;
    private final String unknown;

    ByName(Class<T> type, Finder<T> finder, String unknown) {
      super(type);
      this.finder = finder;
      this.unknown = unknown;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      String name = parser.getText();
      Optional<T> found = finder.find(name);
      if (found.isEmpty()) {
        throw JsonMappingException.from(parser, String.format(unknown, name));
      }
      return found.get();
    }
  }
}
