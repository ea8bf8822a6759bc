// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.psci.adapter.agent.guest.AgentImage;
import org.psci.adapter.agent.guest.BundledFile;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.adapter.packages.PackageCache;
import org.psci.adapter.packages.PackageSet;
import org.psci.conformance.target.TargetException;

/**
 * Debian's Trusted Firmware-A for the Raspberry Pi 3 on QEMU's machine "raspi3b". A stub at address
 * 0 stands in for the boot stages before BL31.
 *
 * <p>This BL31 ends CPU_OFF by asking the core for a warm reset through RMR_EL3, which QEMU does
 * not model. Two words of it are replaced so that the core goes to its reset address all the same;
 * the profile says what is therefore not judged.
 *
 * @param packages where the firmware is
 */
public record TrustedFirmwareBoard(PackageCache packages) implements Board {
  public static final PackageSet PACKAGES =
      new PackageSet("tfa", "arm64", List.of("arm-trusted-firmware"), false);

  private static final String BL31 = "usr/lib/arm-trusted-firmware/rpi3/bl31.bin";
  private static final String STUB = "raspi3b-stub.bin";
  private static final long BL31_ADDRESS = 0x100e_0000L;
  private static final long PAYLOAD = 0x1100_0000L;
  private static final int CORES = 4;

  /** {@code msr rmr_el3, x0} and {@code wfi}. */
  private static final int ASK_FOR_RESET = 0xd51e_c040;

  private static final int WAIT = 0xd503_207f;

  /** {@code msr sctlr_el3, xzr} and {@code br xzr}. */
  private static final int MMU_OFF = 0xd51e_101f;

  private static final int TO_RESET_ADDRESS = 0xd61f_03e0;

  @Override
  public QemuOptions usual() {
    return QemuOptions.DEFAULT.withCpu("cortex-a53");
  }

  @Override
  public int mostCores() {
    return CORES;
  }

  @Override
  public Memory memory() {
    return new Memory(0, 1 << 30, PAYLOAD + (32 << 20), 16 << 20);
  }

  @Override
  public String machine(QemuOptions options) {
    return "raspi3b";
  }

  @Override
  public List<Load> loads(AgentImage agent) throws TargetException {
    return List.of(
        Load.raw(BundledFile.bytes(TrustedFirmwareBoard.class, STUB), 0),
        Load.raw(patched(packages.file(PACKAGES, BL31)), BL31_ADDRESS),
        Load.raw(agent.bytes(), PAYLOAD));
  }

  private static byte[] patched(Path bl31) throws TargetException {
    try {
      byte[] bytes = Files.readAllBytes(bl31);
      withResetOfCores(bytes, bl31.toString());
      return bytes;
    } catch (IOException e) {
      throw new TargetException("cannot read " + bl31, e);
    }
  }

  /** Replaces the two words, which have to be there exactly once. */
  static void withResetOfCores(byte[] bytes, String name) throws TargetException {
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int found = 0;
    for (int at = 0; at + 2 * Integer.BYTES <= bytes.length; at += Integer.BYTES) {
      if (words.getInt(at) == ASK_FOR_RESET && words.getInt(at + Integer.BYTES) == WAIT) {
        words.putInt(at, MMU_OFF).putInt(at + Integer.BYTES, TO_RESET_ADDRESS);
        found++;
      }
    }
    if (found != 1) {
      throw new TargetException(
          name
              + " asks for the reset of a core in "
              + found
              + " places, not in one; this is not the build that is known to run here");
    }
  }

  @Override
  public String describe(String emulator, QemuOptions options) {
    return "Trusted Firmware-A 2.8 (Debian, rpi3, two words patched) on "
        + emulator
        + " raspi3b, SMC, EL2, "
        + options.describe();
  }

  @Override
  public GuestProfile profile(QemuOptions options) {
    return GuestProfile.shipped("tfa");
  }
}
