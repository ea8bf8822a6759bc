// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.psci.adapter.child.ChildProcess;
import org.psci.conformance.target.StartLostException;
import org.psci.conformance.target.TargetException;

/**
 * The version of an installed QEMU.
 *
 * @param text as QEMU says it, with the version of its package if there is one
 */
public record QemuVersion(String text) {
  private static final Pattern BANNER = Pattern.compile("QEMU emulator version (.*)");
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /**
   * Asks a QEMU.
   *
   * @throws TargetException if it is not there, or is no QEMU
   */
  public static QemuVersion of(String binary) throws TargetException {
    return of(binary, LONGEST);
  }

  /**
   * The same with another patience.
   *
   * @param longest how long the answer may take
   * @throws StartLostException if there is none by then
   * @throws TargetException if it is not there, or is no QEMU
   */
  public static QemuVersion of(String binary, Duration longest) throws TargetException {
    if (!isInstalled(binary)) {
      throw new TargetException(binary + " is not installed: apt install qemu-system-arm");
    }
    String answer = ask(binary, longest);
    Matcher banner = BANNER.matcher(answer);
    if (!banner.find()) {
      throw new TargetException(binary + " --version does not say that it is QEMU: " + answer);
    }
    return new QemuVersion(banner.group(1).strip());
  }

  private static String ask(String binary, Duration longest) throws TargetException {
    try (ChildProcess child = ChildProcess.start(java.util.List.of(binary, "--version"))) {
      if (!child.process().waitFor(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StartLostException(
            binary + " --version did not end within " + longest.toSeconds() + " s");
      }
      byte[] answer = child.process().getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new TargetException("cannot ask " + binary + " for its version", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TargetException("interrupted while asking " + binary + " for its version", e);
    }
  }

  /** Whether a command is there, by path or on the search path. */
  static boolean isInstalled(String binary) {
    if (binary.contains(File.separator)) {
      return Files.isExecutable(Path.of(binary));
    }
    String searchPath = System.getenv().getOrDefault("PATH", "");
    for (String folder : searchPath.split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, binary))) {
        return true;
      }
    }
    return false;
  }
}
