// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.cli.Ran.psci;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes a wrong word hears in one line which would have been right. */
class WrongUsageTest {
  @TempDir Path directory;

  private static void expectOneLine(Ran ran) {
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).endsWith("\n");
    assertThat(ran.err().lines()).hasSize(1);
  }

  @ParameterizedTest(name = "psci {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run --target ref                            | there is no target 'ref'; the nearest is 'reference'
          run --bug no-such-bug                       | there is no bug 'no-such-bug'; the nearest is '
          run --psci-version 1.4                      | --psci-version: '1.4' is no PSCI version; known are 0.2, 1.0, 1.1, 1.2 and 1.3
          run --cores 4                               | --cores belongs to --target qemu or
          run --gic 2 --target testfw                 | --gic belongs to --target qemu or qemu-smc
          run --target qemu --profile {"conduit":"x"} | --profile: conduit: is "x"; expected "hvc", "smc"
          targets fetch qemu                          | qemu needs no packages in your cache; xen
          targets no-such                             | there is no target 'no-such'; the nearest is '
          run --gic 4 --target qemu                   | --gic is 2 or 3, not 4
          run --power-state-format new                | --power-state-format is original or extended, not 'new'
          run --target qemu --downgrade               | --downgrade belongs to --target reference or testfw, not to qemu
          run --target testfw --early-wake            | --early-wake belongs to --target reference, not to testfw
          run --target testfw --psci-version 1.2      | --psci-version: the test firmware is of version 0.2, 1.0 or 1.1, not 1.2
          run --target testfw --bug no-such-bug       | there is no bug 'no-such-bug'; the nearest is '
          run --profile no-such.json                  | --profile: there is no file 'no-such.json'
          run --profile .                             | --profile: . is a directory; name a JSON file in it
          run --profile {"version":"0.2","os_initiated":true} | --profile: os_initiated: 0.2 has no OS-initiated mode; say false
          run --profile {} --psci-version 1.1         | --psci-version and --profile: say "version" in the profile instead
          run --target process --profile {}           | --profile belongs to --target reference or qemu
          mutants --bug no-such-bug                   | there is no bug 'no-such-bug'; the nearest is '
          mutants --budget 0                          | --budget is 1 to 2000000
          mutants --threads 0                         | --threads is 1 to 64
          mutants --json --markdown                   | --json and --markdown exclude each other
          mutants --programs -1                       | --programs is 0 or more
          mutants --catch-only --named x              | --catch-only and --named exclude each other
          soak --threads 0                            | --threads is 1 to 64
          soak --events 0                             | --events is at least 1
          soak --target ref                           | there is no target 'ref'; the nearest is 'reference'
          run --command true                          | --command belongs to --target process or command, not to reference
          run --target qemu --bug cpuon-self-invalid  | --bug belongs to --target reference or testfw, not to qemu
          run --target process                        | --target process needs --command CMD, the adapter to start
          run --target qemu --cores 99                | --cores:
          run --target qemu --thread some             | --thread is multi or single, not 'some'
          run --select CPU                            | there is no rule or group 'CPU'; the nearest is 'CPU_ON'
          run --programs -1                           | --programs and --time are not negative
          bench --target reference                    | this needs a target that runs the agent of the suite, and reference does not; --target qemu, for instance, does
          bench --seconds-per-window 0.1              | --seconds-per-window is at least 0.5 and --windows at least 7
          readings no-such-directory                  | no-such-directory/results.json is not there; name the directory that a run was given by --out
          rules CPU_ON-99                             | there is no rule or group 'CPU_ON-99'; the nearest is 'CPU_ON-09'; see psci
          rules --markdown CPU_ON                     | --markdown prints the page of all rules; leave the rest out
          explore --topology 3x3                      | --topology is CLUSTERSxCORES with up to 8 cores, for instance 2x2, not '3x3'
          explore --mode all                          | --mode is pc, osi or both, not 'all'
          explore --psci-version 2.0                  | --psci-version: '2.0' is no PSCI version; known are 0.2, 1.0, 1.1, 1.2 and 1.3
          explore --trusted-os two                    | --trusted-os is none, migratable or fixed, not 'two'
          explore --threads 65                        | --threads is 1 to 64, and --most-states at least 1
          bench explore --rounds 0                    | --rounds is at least 1
          explain CPU_ON-99                           | there is no rule, function, open point, scenario or bug 'CPU_ON-99'; the nearest is 'CPU_ON-09'; see psci
          replay no-such-file.psci                    | no-such-file.psci: there is no such file
          review --target ref                         | there is no target 'ref'; the nearest is 'reference'
          review --target reference,qemu --time 0     | --time is at least 1
          """)
  void wrongUsageIsExplained(String line, String message) {
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    if (words.get(0).equals("run")) {
      words.addAll(List.of("--out", directory.toString()));
    }
    Ran ran = psci(words.toArray(new String[0]));
    expectOneLine(ran);
    assertThat(ran.err()).startsWith("psci: " + message);
  }

  @ParameterizedTest(name = "psci {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run --targt qemu           | there is no option '--targt'; the nearest is '--target'; see psci run --help
          run --targt=qemu           | there is no option '--targt'; the nearest is '--target'; see psci run --help
          run --no-os-initated       | there is no option '--no-os-initated'; the nearest is '--no-os-initiated'; see psci run --help
          run --target qmeu          | there is no target 'qmeu'; the nearest is 'qemu'; see psci run --help
          run --target               | --target needs a value, NAME; see psci run --help
          run --target --cores 4     | --target needs a value, NAME; see psci run --help
          run --bug cpuon-torn       | there is no bug 'cpuon-torn'; the nearest is 'cpuon-torn-pc-ctx'; see psci run --help
          run --bug torn             | there is no bug 'torn'; the nearest is 'cpuon-torn-pc-ctx'; see psci run --help
          run --select CPU_NO-05     | there is no rule or group 'CPU_NO-05'; the nearest is 'CPU_ON-05'; see psci run --help
          run --seed many            | --seed is a whole number, not 'many'; see psci run --help
          run --seed 1 --seed 2      | --seed stands there twice; see psci run --help
          run qemu                   | 'qemu' has no place here; a target is chosen by --target qemu; see psci run --help
          run now                    | 'now' is one word too many; see psci run --help
          run --gic 4 --target qemu  | --gic is 2 or 3, not 4; see psci run --help
          rnu                        | there is no command 'rnu'; the nearest is 'run'; see psci --help
          replay                     | psci replay needs FILE; see psci replay --help
          targets fetch              | psci targets fetch needs NAME; see psci targets fetch --help
          targets fetch xne          | there is no target 'xne'; the nearest is 'xen'; see psci targets fetch --help
          rules AFF-99               | there is no rule or group 'AFF-99'; the nearest is 'AFF-09'; see psci rules --help
          explain AMB-13Z            | there is no rule, function, open point, scenario or bug 'AMB-13Z'; the nearest is 'AMB-13'; see psci explain --help
          explain race-for-one-croe  | there is no rule, function, open point, scenario or bug 'race-for-one-croe'; the nearest is 'race-for-one-core'; see psci explain --help
          bench --windows seven      | --windows is a whole number, not 'seven'; see psci bench --help
          --versoin                  | there is no option '--versoin'; the nearest is '--version'; see psci --help
          """)
  void theNearestRightWordIsNamed(String line, String message) {
    Ran ran = psci(line.split(" ", -1));
    expectOneLine(ran);
    assertThat(ran.err()).isEqualTo("psci: " + message + "\n");
  }

  /** A command line that is none begins no run, so what an earlier one has left still stands. */
  @ParameterizedTest(name = "psci run --out DIR {0}")
  @ValueSource(
      strings = {
        "--targt qemu",
        "--target",
        "--seed many",
        "--seed 1 --seed 2",
        "--quiet=loud",
        "--out elsewhere",
        "qemu",
        "--programs 0 and more",
        "--resume",
        "--resume elsewhere"
      })
  void wordsThatBeginNoRunLeaveTheResultsOfAnEarlierOneAsTheyAre(String words) throws Exception {
    List<String> line = new ArrayList<>(List.of("run", "--out", directory.toString()));
    List<String> earlier = new ArrayList<>(line);
    earlier.addAll(List.of("--select", "STAT-10", "--bug", "stat-read-clears", "--programs", "10"));
    assertThat(psci(earlier.toArray(new String[0])).code()).isEqualTo(Exit.DEVIATION);
    SortedMap<String, String> files = new LeftBehind(directory).files();
    assertThat(files)
        .containsKeys("results.json", "report.html", "junit.xml", "records.jsonl")
        .containsKeys("findings/1.psci", "findings/1.json");

    line.addAll(List.of(words.split(" ", -1)));
    expectOneLine(psci(line.toArray(new String[0])));
    assertThat(new LeftBehind(directory).files()).isEqualTo(files);
    assertThat(Path.of("elsewhere")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"qmeu,qemu,1", "qemu,qemu,0", "run,runs,1", "kitten,sitting,3", "abc,'',3"})
  void lettersThatAreSwappedCountOnce(String a, String b, int distance) {
    assertThat(Nearest.distance(a, b)).isEqualTo(distance);
    assertThat(Nearest.distance(b, a)).isEqualTo(distance);
  }

  @Test
  void whatBeginsLikeTheWordIsNearerThanWhatIsAsShort() {
    assertThat(Nearest.to("ref", List.of("xen", "reference"))).contains("reference");
    assertThat(Nearest.to("x", List.of())).isEmpty();
  }
}
