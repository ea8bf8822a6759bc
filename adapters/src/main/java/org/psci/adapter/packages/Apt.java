// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.packages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.psci.adapter.child.ChildProcess;
import org.psci.conformance.target.TargetException;

/**
 * apt-get with lists and archives of its own: it uses the package sources and keys of this machine
 * and leaves everything else of it alone. Nothing counts as installed, and nothing is installed.
 * apt itself holds every archive against its checksum, and goes on with one that came in part.
 */
final class Apt {
  private static final int LAST_LINES = 6;

  /** Runs a command in a folder, with both outputs in one. */
  private static final String IN_FOLDER = "cd \"$0\" && LC_ALL=C exec \"$@\" 2>&1";

  private final List<String> options;
  private final Path archives;

  /**
   * @param home where it keeps its lists
   * @param archives where packages go
   */
  Apt(Path home, String architecture, Path archives) throws IOException {
    Path status = home.resolve("status");
    Files.createDirectories(home.resolve("lists").resolve("partial"));
    Files.createDirectories(archives.resolve("partial"));
    if (!Files.exists(status)) {
      Files.createFile(status);
    }
    this.archives = archives;
    this.options =
        List.of(
            "-o",
            "Dir::State=" + home,
            "-o",
            "Dir::State::lists=" + home.resolve("lists"),
            "-o",
            "Dir::State::status=" + status,
            "-o",
            "Dir::Cache=" + home,
            "-o",
            "Dir::Cache::archives=" + archives,
            "-o",
            "Dir::Log=" + home,
            "-o",
            "APT::Architecture=" + architecture,
            "-o",
            "APT::Architectures::=" + architecture,
            "-o",
            "APT::Sandbox::User=",
            "-o",
            "Acquire::Languages=none",
            "-o",
            "Acquire::Retries=3",
            "-o",
            "Debug::NoLocking=1");
  }

  /** Brings the lists of packages up to date. */
  void update(Consumer<String> progress) throws TargetException {
    aptGet(List.of("update"), progress);
  }

  /** Downloads the archives of a set. */
  void download(PackageSet set, Consumer<String> progress) throws TargetException {
    List<String> words = new ArrayList<>();
    if (set.withDependencies()) {
      words.addAll(List.of("install", "-y", "--download-only", "--no-install-recommends"));
    } else {
      words.add("download");
    }
    words.addAll(set.packages());
    aptGet(words, progress);
    aptGet(List.of("autoclean"), line -> {}); // versions that came before an interruption
  }

  private void aptGet(List<String> words, Consumer<String> progress) throws TargetException {
    List<String> command = new ArrayList<>();
    command.add("apt-get");
    command.addAll(options);
    command.addAll(words);
    run(command, progress);
  }

  /** Unpacks an archive below a folder. */
  void unpack(Path archive, Path into) throws TargetException {
    run(List.of("dpkg-deb", "-x", archive.toString(), into.toString()), line -> {});
  }

  private void run(List<String> command, Consumer<String> progress) throws TargetException {
    List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", IN_FOLDER, archives.toString()));
    all.addAll(command);
    List<String> last = new ArrayList<>();
    try (ChildProcess child = ChildProcess.start(all)) {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(child.process().getInputStream(), StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        progress.accept(line);
        last.add(line);
        if (last.size() > LAST_LINES) {
          last.remove(0);
        }
      }
      int code = child.process().waitFor();
      if (code != 0) {
        throw new TargetException(
            command.get(0) + " ended with exit code " + code + ": " + String.join("\n", last));
      }
    } catch (IOException e) {
      throw new TargetException(
          command.get(0) + " cannot be run; fetching packages needs a Debian with apt", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TargetException("interrupted while " + command.get(0) + " was running", e);
    }
  }
}
