// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, and what it has to say of a page. */
final class Browser implements AutoCloseable {
  private static final String VARIABLE = "PSCI_REQUIRE_TARGETS";
  private static final String WORD = "browser";

  /** It warns of browsers that are newer than itself; what is used here does not depend on that. */
  private final Logger selenium = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;
  private final List<String> requests = new ArrayList<>();

  private Browser(Path browser, Path chromedriver, Path profile) {
    selenium.setLevel(Level.SEVERE);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1200,1000",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.toFile()).build();
    driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
  }

  /**
   * Starts one; skips the test, loudly, if there is none; fails it if the environment says that
   * there has to be one.
   *
   * @param profile an empty directory for the browser's own files
   */
  static Browser start(Path profile) {
    Optional<Path> browser = find("chromium");
    Optional<Path> chromedriver = find("chromedriver");
    if (browser.isPresent() && chromedriver.isPresent()) {
      return new Browser(browser.get(), chromedriver.get(), profile);
    }
    String message =
        "SKIPPED: needs chromium and chromedriver (apt install chromium chromium-driver)";
    String required = System.getenv().getOrDefault(VARIABLE, "");
    if (Arrays.asList(required.split("[\\s,]+", -1)).contains(WORD)) {
      fail(VARIABLE + " is '" + required + "', but: " + message);
    }
    System.err.println(message);
    return Assumptions.abort(message);
  }

  private static Optional<Path> find(String command) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .map(directory -> Path.of(directory, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens a page. What it asked for and complained about is of this page only. */
  void open(Path page) {
    driver.manage().logs().get(LogType.BROWSER);
    driver.manage().logs().get(LogType.PERFORMANCE);
    requests.clear();
    driver.get(page.toUri().toString());
  }

  /** Chooses light or dark. */
  void scheme(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** The errors and warnings on the console of the page. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The addresses that the page made the browser ask for, itself among them. */
  List<String> requests() {
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = json(entry.getMessage()).path("message");
      if (message.path("method").asText().equals("Network.requestWillBeSent")) {
        requests.add(message.at("/params/request/url").asText());
      }
    }
    return List.copyOf(requests);
  }

  /** The value of a JavaScript expression, as JSON. */
  JsonNode evaluate(String expression) {
    return json(String.valueOf(driver.executeScript("return JSON.stringify(" + expression + ")")));
  }

  /** Faults of accessibility that are serious or worse: the rule and where it is broken. */
  List<String> barriers() {
    driver.executeScript(axe());
    String found =
        String.valueOf(
            driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1];"
                    + "axe.run(document, {resultTypes: ['violations']})"
                    + ".then(r => done(JSON.stringify(r.violations)), e => done('[' + e + ']'));"));
    List<String> barriers = new ArrayList<>();
    for (JsonNode violation : json(found)) {
      if (List.of("serious", "critical").contains(violation.path("impact").asText())) {
        for (JsonNode node : violation.get("nodes")) {
          barriers.add(violation.get("id").asText() + ": " + node.get("html").asText());
        }
      }
    }
    return barriers;
  }

  private static String axe() {
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      if (in == null) {
        throw new IllegalStateException("axe.min.js is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(text, e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
