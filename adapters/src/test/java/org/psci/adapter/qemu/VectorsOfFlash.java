// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntPredicate;
import org.psci.adapter.agent.guest.AgentImage;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.spec.vocabulary.ExecutionState;

/**
 * QEMU's machine "virt", whose cores come out of a reset with VBAR = 0, where its flash is. Here
 * that leads to the vectors of the agent, as on a machine on which VBAR survives.
 *
 * @param real the machine with an empty flash
 */
record VectorsOfFlash(VirtBoard real) implements Board {
  private static final long IMAGE_OF_AARCH64 = 0x4020_0000L;
  private static final long IMAGE_OF_AARCH32 = 0x4001_0000L;

  private static final int VECTORS_OF_AARCH64 = 16;
  private static final int STRIDE_OF_AARCH64 = 0x80;
  private static final int VECTORS_OF_AARCH32 = 8;
  private static final int STRIDE_OF_AARCH32 = 4;

  @Override
  public QemuOptions usual() {
    return real.usual();
  }

  @Override
  public AgentImage agent() {
    return real.agent();
  }

  @Override
  public Memory memory() {
    return real.memory();
  }

  @Override
  public String machine(QemuOptions options) {
    return real.machine(options);
  }

  @Override
  public List<Load> loads(AgentImage agent) {
    ByteBuffer image = ByteBuffer.wrap(agent.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    boolean wide = real.executionState() == ExecutionState.AARCH64;
    return List.of(
        Load.kernel(agent.bytes()),
        Load.raw(wide ? flashOfAArch64(image) : flashOfAArch32(image), 0));
  }

  /** Uses x22, which the vectors use first. */
  private static byte[] flashOfAArch64(ByteBuffer image) {
    int vectors =
        find(image, VECTORS_OF_AARCH64 * STRIDE_OF_AARCH64, at -> image.getInt(at) == 0xd280_0016);
    byte[] bytes = new byte[VECTORS_OF_AARCH64 * STRIDE_OF_AARCH64];
    ByteBuffer flash = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int vector = 0; vector < VECTORS_OF_AARCH64; vector++) {
      int at = vector * STRIDE_OF_AARCH64;
      flash.putInt(at, 0x5800_0056); // ldr x22, .+8
      flash.putInt(at + 4, 0xd61f_02c0); // br x22
      flash.putLong(at + 8, IMAGE_OF_AARCH64 + vectors + at);
    }
    return bytes;
  }

  private static byte[] flashOfAArch32(ByteBuffer image) {
    int size = VECTORS_OF_AARCH32 * STRIDE_OF_AARCH32;
    int vectors = find(image, size, at -> isRowOfBranches(image, at, 2 * VECTORS_OF_AARCH32));
    byte[] bytes = new byte[2 * size];
    ByteBuffer flash = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < size; at += STRIDE_OF_AARCH32) {
      flash.putInt(at, 0xe59f_f018); // ldr pc, .+0x20
      flash.putInt(at + size, (int) IMAGE_OF_AARCH32 + vectors + at);
    }
    return bytes;
  }

  private static boolean isRowOfBranches(ByteBuffer image, int at, int count) {
    for (int number = 0; number < count; number++) {
      if (image.getInt(at + Integer.BYTES * number) >>> 24 != 0xea) {
        return false;
      }
    }
    return true;
  }

  private static int find(ByteBuffer image, int alignment, IntPredicate isThere) {
    for (int at = 0; at + 2 * alignment <= image.capacity(); at += alignment) {
      if (isThere.test(at)) {
        return at;
      }
    }
    throw new IllegalStateException("the image has no vectors");
  }

  @Override
  public String describe(String emulator, QemuOptions options) {
    return real.describe(emulator, options);
  }

  @Override
  public GuestProfile profile(QemuOptions options) {
    return real.profile(options);
  }
}
