// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.psci.conformance.oracle.Oracle;
import org.psci.spec.function.Specification;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.step.Entries;

/**
 * Which classes of the model and the oracle name a rule. It is read off the compiled classes, in
 * which the ids stand as they do in the source, so that it is never out of date.
 */
final class RulePlaces {
  private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9_]*-\\d\\d");
  private static final Map<String, SortedSet<String>> PLACES = places();

  private RulePlaces() {}

  /** The simple names of the classes, in alphabetical order. */
  static List<String> of(Rule rule) {
    return List.copyOf(PLACES.getOrDefault(rule.id(), new TreeSet<>()));
  }

  private static Map<String, SortedSet<String>> places() {
    Map<String, SortedSet<String>> places = new TreeMap<>();
    for (Class<?> one : List.of(Specification.class, Entries.class, Oracle.class)) {
      try {
        scan(one, places);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the classes beside " + one.getName(), e);
      }
    }
    return places;
  }

  private static void scan(Class<?> one, Map<String, SortedSet<String>> places) throws IOException {
    Path home = home(one);
    String folder = one.getPackageName().replace('.', '/');
    if (Files.isDirectory(home)) {
      scan(home.resolve(folder), places);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(home)) {
        scan(jar.getPath(folder), places);
      }
    }
  }

  private static Path home(Class<?> one) {
    try {
      URL url = one.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no place that could be read: " + e.getMessage(), e);
    }
  }

  private static void scan(Path folder, Map<String, SortedSet<String>> places) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = file.getFileName().toString().replaceAll("(\\$.*)?\\.class$", "");
        String constants = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        ID.matcher(constants)
            .results()
            .map(MatchResult::group)
            .map(RulePlaces::known)
            .filter(id -> !id.isEmpty())
            .forEach(id -> places.computeIfAbsent(id, any -> new TreeSet<>()).add(name));
      }
    }
  }

  /** The rule at the end of what was found; before it may stand the length of the constant. */
  private static String known(String found) {
    for (int start = 0; start < found.length(); start++) {
      if (RuleCatalogue.find(found.substring(start)).isPresent()) {
        return found.substring(start);
      }
    }
    return "";
  }
}
