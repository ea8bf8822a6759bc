// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Proves that a command line survives being written into one line of a file. */
class WordsTest {

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.strings().withChars("ab-=,.' \\\"$*\t").ofMaxLength(8).list().ofMaxSize(5);
  }

  @Property
  void wordsComeBack(@ForAll("lines") List<String> words) {
    assertThat(Words.split(Words.join(words))).isEqualTo(words);
  }

  @Test
  void plainWordsStayPlain() {
    assertThat(Words.join(List.of("--target", "process", "--command", "python3 it's.py")))
        .isEqualTo("--target process --command 'python3 it'\\''s.py'");
  }
}
