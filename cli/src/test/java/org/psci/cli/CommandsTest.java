// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.cli.Ran.psci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.adapter.qemu.TestFirmwareBug;
import org.psci.conformance.record.RecordFile;
import org.psci.reference.Bug;
import org.psci.spec.rule.RuleCatalogue;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Proves what a user of the commands relies on: the exit codes, and the files that a run leaves
 * behind.
 */
class CommandsTest {
  @TempDir Path directory;

  private Ran run(String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("run", "--out", directory.toString()));
    words.addAll(List.of(more));
    Ran ran = Ran.psci(words.toArray(new String[0]));
    if (Files.exists(directory.resolve(RecordFile.NAME))) {
      new LeftBehind(directory).doesNotFlatter();
    }
    return ran;
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("some.psci"), text);
  }

  // ---- programs that cannot be run

  @Test
  void malformedProgramIsRefusedWithItsPlace() throws IOException {
    Path file = file("topology 1x2\ncore 0: CPU_ON core=1 entry=A\n");
    Ran ran = psci("replay", file.toString());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).isEqualTo("psci: " + file + ":2: CPU_ON takes 'context=...'\n");
  }

  @Test
  void programThatDoesNotFitIsRefused() throws IOException {
    Ran ran = psci("replay", file("topology 8x1\ncore 0: PSCI_VERSION\n").toString());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(": it needs topology 8x1, which this target does not have");
  }

  // ---- mutants and soak

  @Test
  void mutantsTellWhatCaughtABug() throws IOException {
    Ran ran =
        psci(
            "mutants",
            "--bug",
            "cpuon-context-dropped,sysevent-crash",
            "--proofs",
            directory.toString(),
            "--catch-only",
            "--json");
    assertThat(ran.code()).isZero();
    JsonNode all = new ObjectMapper().readTree(ran.out());
    assertThat(all.has("naming")).isFalse();
    assertThat(all.get("caught").intValue()).isEqualTo(1);
    assertThat(all.get("countable").intValue()).isEqualTo(1);
    assertThat(all.at("/bugs/0/rules").toString()).contains("CPU_ON-13");
    assertThat(all.at("/bugs/1/counted").booleanValue()).isFalse();
    Ran again = psci("replay", directory.resolve("cpuon-context-dropped.psci").toString());
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.out()).contains("it shows CPU_ON-13/start/context-id, which");
  }

  @Test
  void mutantsTellHowABugIsNamed() throws IOException {
    Path named = directory.resolve("named.txt");
    List<String> words =
        List.of("mutants", "--bug", "cpuon-failure-stuck-pending", "--programs", "0");
    List<String> asJson = new ArrayList<>(words);
    asJson.addAll(List.of("--json", "--named", named.toString()));
    Ran ran = psci(asJson.toArray(String[]::new));
    JsonNode all = new ObjectMapper().readTree(ran.out());
    assertThat(all.at("/naming/recall").doubleValue()).isEqualTo(1);
    assertThat(all.at("/naming/certain/oneCause").intValue()).isEqualTo(1);
    assertThat(all.at("/bugs/0/named/right/0").textValue()).startsWith("CPU_ON-");
    assertThat(Files.readString(named)).startsWith("cpuon-failure-stuck-pending COMPLETE\n");
    Ran asText = psci(words.toArray(String[]::new));
    assertThat(asText.out()).contains("named by a rule that it breaks: 1 of 1 (1.000)");
  }

  @Test
  void mutantsFailWhereABugIsMissed() {
    Ran ran = psci("mutants", "--bug", "cpuon-during-off-lost", "--budget", "1");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("NOT CAUGHT", "caught: 0 of 1");
  }

  @Test
  void soakEndsWithFigures() throws IOException {
    Ran ran = psci("soak", "--events", "5000");
    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(ran.out()).contains(" events a second");
    JsonNode all = new ObjectMapper().readTree(psci("soak", "--events", "500", "--json").out());
    assertThat(all.get("events").longValue()).isGreaterThanOrEqualTo(500);
    assertThat(all.has("deviation")).isFalse();
  }

  @Test
  void aFindingNamesTheProfileInFull() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path profile = directory.resolve("profile.json");
    Files.writeString(profile, "{\"bugs\":[\"cpuon-context-dropped\"]}");
    String relative = here.relativize(profile.toAbsolutePath()).toString();
    assertThat(run("--profile", relative, "--programs", "0").code()).isEqualTo(1);
    assertThat(directory.resolve("findings/1.psci"))
        .content()
        .contains("# target: --target reference --profile " + profile.toAbsolutePath());
  }

  @Test
  void soakPrintsAProgramThatCanBeReplayed() throws IOException {
    Ran ran = psci("soak", "--profile", "{\"bugs\":[\"cpuon-context-dropped\"]}");
    assertThat(ran.code()).isEqualTo(1);
    Path file = file(ran.out().substring(ran.out().indexOf("# observed")));
    Ran again = psci("replay", file.toString());
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.out()).contains("it shows CPU_ON-13/start/context-id, which");
  }

  // ---- schedules and threads

  private static final String TORN =
      """
      # rules: CPU_ON-02
      # target: --target reference --bug cpuon-torn-pc-ctx
      topology 1x2
      schedule 0 0 1
      core 0: CPU_ON core=1 entry=A context=0xa
      core 0: CPU_ON core=1 entry=B context=0xb
      """;

  @Test
  void scheduleReplaysARaceAtOnce() throws IOException {
    Path file = file(TORN);
    for (String seed : List.of("1", "2", "3")) {
      Ran ran = psci("replay", file.toString(), "--seed", seed);
      assertThat(ran.code()).as(ran.out()).isEqualTo(1);
      assertThat(ran.out()).contains("CPU_ON-02");
    }
    Ran sound = psci("replay", file.toString(), "--target", "reference");
    assertThat(sound.code()).as(sound.out()).isZero();
  }

  @Test
  void coresOnThreadsRunWithoutASchedule() throws IOException {
    Ran refused =
        psci("replay", file(TORN).toString(), "--target", "reference", "--thread", "multi");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("it has a schedule", "without that line it runs");
    Path free = file(TORN.replace("schedule 0 0 1\n", ""));
    Ran ran = psci("replay", free.toString(), "--target", "reference", "--thread", "multi");
    assertThat(ran.code()).as(ran.out()).isZero();
    Ran wrong = psci("replay", free.toString(), "--target", "reference", "--thread", "many");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("--thread is multi or single, not 'many'");
  }

  // ---- run and replay

  @Test
  void runOnTheReferenceConformsAndLeavesItsResults() throws IOException {
    Ran ran = run("--programs", "100", "--seed", "3");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("reference machine conforms: no deviation from the ", "report: " + directory);

    JsonNode results = new ObjectMapper().readTree(directory.resolve("results.json").toFile());
    assertThat(results.fieldNames())
        .toIterable()
        .containsExactly(
            "suite",
            "catalogue",
            "scenarioList",
            "target",
            "choice",
            "profile",
            "psciVersion",
            "seed",
            "counts",
            "verdict",
            "reason",
            "rules",
            "causes",
            "doubts",
            "readings",
            "coverage",
            "scenarios",
            "random",
            "undecided",
            "skipped",
            "remarks");
    assertThat(results.get("catalogue").asText()).isEqualTo(RuleCatalogue.digest());
    assertThat(results.get("target").asText()).isEqualTo("reference");
    assertThat(results.get("psciVersion").asText()).isEqualTo("1.1");
    assertThat(results.get("seed").asLong()).isEqualTo(3);
    assertThat(results.get("verdict").asText()).isEqualTo("conforms");
    assertThat(results.get("causes")).isEmpty();
    assertThat(results.get("rules")).hasSameSizeAs(RuleCatalogue.all());
    assertThat(results.get("rules").get(0).fieldNames())
        .toIterable()
        .containsExactly("id", "section", "level", "basis", "verdict", "exercised");
    assertThat(results.get("counts").fieldNames())
        .toIterable()
        .containsExactly("programs", "calls", "events", "restarts");
    assertThat(directory.resolve(RecordFile.NAME)).isNotEmptyFile();
    assertThat(Files.readString(directory.resolve("report.html"))).startsWith("<!DOCTYPE html>");
    assertThat(Files.readString(directory.resolve("junit.xml"))).contains("<testsuite ");
    assertThat(directory.resolve("allure-results"))
        .isDirectoryContaining("glob:**-result.json")
        .isDirectoryContaining("glob:**-attachment.svg");
  }

  @Test
  void findingCanBeReplayed() throws IOException {
    Ran ran = run("--bug", "cpuon-context-dropped", "--programs", "50");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains(
            """
            1. not kept: a started core finds the context id of its CPU_ON in X0 or R0
               breaks:    CPU_ON-13/start/context-id (stated, section 5.1.4; also under INIT-10)
               program:   topology 1x2; core 0: CPU_ON core=1 entry=A context=0x1
               seen:      core 1 entered at 0x40001000 with x0 = 0x0; permitted: core 1 enters at\
             0x40001000 with x0 = 0x1, as the CPU_ON of core 0 said [CPU_ON-02, CPU_ON-13]
               shows every time; explains\
            """)
        .contains(" symptoms more\n   replay:    ./psci replay " + directory);

    JsonNode results = new ObjectMapper().readTree(directory.resolve("results.json").toFile());
    assertThat(results.get("causes")).hasSize(1);
    JsonNode cause = results.get("causes").get(0);
    assertThat(cause.fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "rules",
            "alsoUnder",
            "basis",
            "sentence",
            "observed",
            "permitted",
            "program",
            "symptoms",
            "moreSymptoms",
            "history",
            "seen",
            "shown",
            "runs",
            "file",
            "replay");
    assertThat(cause.get("rules")).extracting(JsonNode::asText).containsExactly("CPU_ON-13");
    assertThat(cause.get("alsoUnder")).extracting(JsonNode::asText).containsExactly("INIT-10");
    assertThat(rules(results, "violated")).containsExactly("CPU_ON-13");
    assertThat(rules(results, "in doubt")).contains("INIT-10");

    Path finding = directory.resolve(cause.get("file").asText());
    assertThat(finding)
        .content()
        .isEqualTo(
            """
            # observed: core 1 entered at 0x40001000 with x0 = 0x0
            # permitted: core 1 enters at 0x40001000 with x0 = 0x1, as the CPU_ON of core 0 said\
             [CPU_ON-02, CPU_ON-13]
            # not kept: a started core finds the context id of its CPU_ON in X0 or R0
            # cause: CPU_ON-13/start/context-id
            # rules: CPU_ON-13
            # also under: INIT-10
            # target: --target reference --bug cpuon-context-dropped
            # runs: 10
            topology 1x2
            core 0: CPU_ON core=1 entry=A context=0x1
            """);
    String said =
        """
        observed:  core 1 entered at 0x40001000 with x0 = 0x0
        possible:  0 ON, 1 ON, all others OFF
        possible:  0 ON, 1 ON_PENDING (CPU_ON of core 0), all others OFF
        permitted: core 1 enters at 0x40001000 with x0 = 0x1, as the CPU_ON of core 0 said\
         [CPU_ON-02, CPU_ON-13]
        cause:     CPU_ON-13/start/context-id
        breaks:    CPU_ON-13 (stated, section 5.1.4)
        not kept: a started core finds the context id of its CPU_ON in X0 or R0
        also under: INIT-10
        """;
    Ran replayed = psci("replay", finding.toString());
    assertThat(replayed.code()).isEqualTo(1);
    assertThat(replayed.out())
        .endsWith(
            said
                + "deviates, in run 1 of at most 10; it shows CPU_ON-13/start/context-id, which the"
                + " file is about\n");
    Ran judged = psci("judge", finding.toString().replace(".psci", ".json"));
    assertThat(judged.code()).isEqualTo(1);
    assertThat(judged.out()).endsWith(said + "deviates from PSCI in 1 way\n");
    Ran elsewhere = psci("replay", "--target", "reference", finding.toString());
    assertThat(elsewhere.code()).isZero();
    assertThat(elsewhere.out()).contains("conforms, in ");
  }

  private static List<String> rules(JsonNode results, String verdict) {
    List<String> ids = new ArrayList<>();
    for (JsonNode rule : results.get("rules")) {
      if (rule.get("verdict").asText().equals(verdict)) {
        ids.add(rule.get("id").asText());
      }
    }
    return ids;
  }

  @Test
  void runIsRecordedAndJudgedAgain() throws IOException {
    Path program = file("topology 1x2\ncore 0: CPU_ON core=1 entry=A context=0xa\n");
    Path record = directory.resolve("seen.json");
    assertThat(psci("replay", program.toString(), "--record", record.toString()).code()).isZero();
    Ran judged = psci("judge", record.toString());
    assertThat(judged.code()).isZero();
    assertThat(judged.out()).contains("core 1 entered at ", "conforms");
    String seen = Files.readString(record);
    Files.writeString(record, seen.replace("\"x0\":\"0xa\"", "\"x0\":\"0xb\""));
    JsonNode verdict =
        new ObjectMapper().readTree(psci("judge", "--json", record.toString()).out());
    assertThat(verdict.get(0).get("verdict").asText()).isEqualTo("violated");
    JsonNode deviation = verdict.get(0).get("deviations").get(0);
    assertThat(deviation.fieldNames())
        .toIterable()
        .containsExactly("event", "causes", "observed", "permitted", "states", "symptoms");
    assertThat(deviation.get("event").asInt()).isEqualTo(1);
    assertThat(deviation.get("causes").get(0).fieldNames())
        .toIterable()
        .containsExactly("id", "rule", "alsoUnder", "basis", "sentence");
    Files.writeString(record, seen.replace("\"end\":2", "\"end\":0"));
    Ran refused = psci("judge", record.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("seen.json: events[0].end: is 0, which is before");
  }

  @ParameterizedTest
  @EnumSource(
      value = Bug.class,
      names = {"CPUOFF_RETURNS_NOT_SUPPORTED", "FID_SMC64_ALIAS_OF_32ONLY", "CPUON_TORN_PC_CTX"})
  void everyFindingShowsItsCauseAgain(Bug bug) throws IOException {
    assertThat(run("--bug", bug.id(), "--programs", "300").code()).isEqualTo(1);
    JsonNode results = new ObjectMapper().readTree(directory.resolve("results.json").toFile());
    assertThat(results.get("causes")).isNotEmpty();
    for (JsonNode cause : results.get("causes")) {
      Ran replayed = psci("replay", directory.resolve(cause.get("file").asText()).toString());
      assertThat(replayed.code()).as(cause.get("program").asText()).isEqualTo(1);
      assertThat(replayed.out()).contains("; it shows " + cause.get("id").asText() + ", which");
    }
  }

  @Test
  void runThatExercisesNothingHasNoVerdict() throws IOException {
    Ran ran = run("--select", "RST2-05", "--programs", "10");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).contains("no verdict on reference machine: no rule was exercised");
  }

  @Test
  void selectionIsAboutItsRulesOnly() throws IOException {
    Ran ran = run("--bug", "cpuon-context-dropped", "--select", "VER", "--programs", "100");
    assertThat(ran.code()).isZero();
    JsonNode results = new ObjectMapper().readTree(directory.resolve("results.json").toFile());
    assertThat(results.get("rules")).hasSize(4);
  }

  @Test
  void selectionIsAboutCausesThatAlsoStandUnderItsRules() throws IOException {
    Ran ran = run("--bug", "cpuon-context-dropped", "--select", "INIT-10", "--programs", "0");
    assertThat(ran.code()).isEqualTo(1);
    JsonNode results = new ObjectMapper().readTree(directory.resolve("results.json").toFile());
    assertThat(results.get("causes"))
        .extracting(cause -> cause.get("id").asText())
        .containsExactly("CPU_ON-13/start/context-id");
    assertThat(rules(results, "violated")).isEmpty();
    assertThat(rules(results, "in doubt")).containsExactly("INIT-10");
  }

  // ---- review

  @Test
  void reviewIsWrittenFromRunsOnTheTargetsThatAreAskedFor() throws IOException {
    Path page = directory.resolve("review.md");
    Ran ran = psci("review", "--target", "reference", "--out", page.toString());
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).contains("A1: reference --bug suspend-suspends-others\n");
    assertThat(Files.readString(page))
        .contains("    ./psci review --target reference --out " + page + "\n")
        .contains(RuleCatalogue.digest())
        .contains("\n## A1\n", "\n## R9\n", "left out by --target")
        .contains("| `reference --bug suspend-suspends-others` | **deviates**: ")
        .doesNotContain("| `reference` | **deviates**")
        .doesNotContain("| `reference --downgrade` | **deviates**")
        .doesNotContain("Not settled on `reference");
  }

  @Test
  void pageThatCannotBeWrittenIsAMistakeOfTheUser() {
    Path page = directory.resolve("no/such/directory/review.md");
    Ran ran = psci("review", "--target", "reference", "--out", page.toString());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("psci: --out: " + page + " cannot be written");
  }

  // ---- the rest

  @Test
  void targetsAreListed() {
    Ran ran = psci("targets");
    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines().filter(line -> !line.startsWith(" ")))
        .hasSize(TargetKinds.ALL.size() + 1)
        .anyMatch(line -> line.matches("reference +ready"))
        .anyMatch(line -> line.matches("qemu +(ready: QEMU .*|not here: .*)"));
  }

  @Test
  void bugsAndOptionsOfATargetAreListed() {
    String reference = psci("targets", "reference").out();
    for (Bug bug : Bug.values()) {
      assertThat(reference).contains(bug.id()).contains(bug.summary());
    }
    assertThat(reference).contains("options: --bug --psci-version ");
    String firmware = psci("targets", "testfw").out();
    for (TestFirmwareBug bug : TestFirmwareBug.values()) {
      assertThat(firmware).contains(bug.id()).contains(bug.summary());
    }
  }

  /** Every option belongs to some target, and every target to options that there are. */
  @Test
  void optionsOfTargetsAreThere() {
    List<String> known =
        CommandSpec.forAnnotatedObject(new TargetChoice()).options().stream()
            .map(OptionSpec::longestName)
            .filter(name -> !name.equals("--target"))
            .toList();
    assertThat(TargetKinds.ALL.stream().flatMap(kind -> kind.options().stream()).distinct())
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void adapterThatDoesNotExistIsNoAdapter() {
    Ran ran = psci("check-adapter", "/no/such/adapter");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("/no/such/adapter");
  }

  @Test
  void adapterThatDoesNotExistGivesNoVerdict() throws IOException {
    Ran ran = run("--target", "process", "--command", "/no/such/adapter");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).startsWith("psci: ");
  }

  @Test
  void exploreSaysWhatHoldsInAllStates() {
    Ran ran = psci("explore", "--topology", "1x2");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("PSCI 1.1, 1x2, PC", "PSCI 1.1, 1x2, OSI", "stored because 2 changes of places")
        .contains("holds   core-life-cycle: ", "lawful  ALL_OFF: ")
        .contains("permits what PSCI 1.0 does, apart from", "listed  version-answer")
        .contains("rules by which no transition goes", "everything holds")
        .doesNotContain("NOT everything");
  }

  @Test
  void exploreAsJson() throws IOException {
    Ran ran = psci("explore", "--topology", "1x1", "--mode", "pc", "--threads", "1", "--json");
    assertThat(ran.code()).isZero();
    JsonNode found = new ObjectMapper().readTree(ran.out()).get("explorations").get(0);
    assertThat(found.get("holds").asBoolean()).isTrue();
    assertThat(found.get("states").asLong()).isEqualTo(found.get("stored").asLong()).isPositive();
    assertThat(found.get("invariants")).isNotEmpty();
    assertThat(found.get("coverage").get("CPU_OFF").get("does not return").asLong()).isPositive();
  }

  @Test
  void exploreGivesNoVerdictOnAPart() {
    Ran ran = psci("explore", "--topology", "1x3", "--most-states", "100");
    assertThat(ran.code()).isEqualTo(Exit.NO_VERDICT);
    assertThat(ran.err()).contains("raise --most-states");
  }
}
