// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.psci.conformance.target.TargetException;

/**
 * Where packages are kept that targets need, in the home of the user: {@code $XDG_CACHE_HOME/psci},
 * or {@code ~/.cache/psci}.
 *
 * <p>A set of packages is there when its folder is: it is unpacked beside it and then renamed.
 */
public final class PackageCache {
  private final Path folder;

  /**
   * @param folder where everything lies; made when it is needed
   */
  public PackageCache(Path folder) {
    this.folder = folder;
  }

  /** The cache of the user who runs this. */
  public static PackageCache ofUser() {
    String xdg = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        xdg.isEmpty() ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(xdg);
    return new PackageCache(caches.resolve("psci").toAbsolutePath());
  }

  /** The cache itself, in which targets may keep what they make of packages. */
  public Path folder() {
    return folder;
  }

  /** Where a set is unpacked, as if on a root file system; empty if it was not fetched. */
  public Optional<Path> find(PackageSet set) {
    Path root = root(set);
    return Files.isDirectory(root) ? Optional.of(root) : Optional.empty();
  }

  /**
   * Where a set is unpacked.
   *
   * @throws TargetException if it was not fetched; the message says how to fetch it
   */
  public Path need(PackageSet set) throws TargetException {
    return find(set)
        .orElseThrow(
            () ->
                new TargetException(
                    "it needs "
                        + String.join(", ", set.packages())
                        + " for "
                        + set.architecture()
                        + ", which is not fetched yet: ./psci targets fetch "
                        + set.name()));
  }

  /**
   * A file of a set.
   *
   * @param path within the packages, without a slash in front
   * @throws TargetException if the set was not fetched, or has no such file
   */
  public Path file(PackageSet set, String path) throws TargetException {
    Path file = need(set).resolve(path);
    if (!Files.isReadable(file)) {
      throw new TargetException(
          "the fetched packages have no "
              + path
              + "; fetch them again: ./psci targets fetch "
              + set.name());
    }
    return file;
  }

  private Path root(PackageSet set) {
    return folder.resolve("packages").resolve(set.name());
  }

  /**
   * Fetches a set, and replaces what was there of it. If that is interrupted, the next time goes on
   * with what has already come.
   *
   * @param progress gets what apt says meanwhile, line by line
   * @throws TargetException if it does not work; the message says why
   */
  public void fetch(PackageSet set, Consumer<String> progress) throws TargetException {
    try {
      Files.createDirectories(folder);
      Path archives = folder.resolve("archives").resolve(set.name());
      Apt apt = new Apt(folder.resolve("apt-" + set.architecture()), set.architecture(), archives);
      apt.update(progress);
      apt.download(set, progress);
      List<Path> packages = listed(archives);
      Path fresh = folder.resolve("packages").resolve(set.name() + ".new");
      removeTree(fresh);
      Files.createDirectories(fresh);
      for (Path file : packages) {
        progress.accept("unpacking " + file.getFileName());
        apt.unpack(file, fresh);
      }
      removeTree(root(set));
      Files.move(fresh, root(set), StandardCopyOption.ATOMIC_MOVE);
      removeTree(archives);
      progress.accept(set.name() + ": " + packages.size() + " packages in " + root(set));
    } catch (IOException e) {
      throw new TargetException("cannot keep packages in " + folder + ": " + e.getMessage(), e);
    }
  }

  private static List<Path> listed(Path archives) throws IOException {
    try (Stream<Path> files = Files.list(archives)) {
      return files.filter(file -> file.toString().endsWith(".deb")).sorted().toList();
    }
  }

  private static void removeTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).forEach(all::add);
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
