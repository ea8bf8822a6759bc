// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameTest {
  /** An announcement as the agent's own code writes it. */
  private static final String OF_THE_AGENT = "<SAEAAAAAABgAAl8mCoMAAAGFAIL/ggB/N706>\r\n";

  private static List<Frame> framesIn(FrameReader reader, byte[] bytes) {
    List<Frame> frames = new ArrayList<>();
    for (byte next : bytes) {
      Frame frame = reader.take(next);
      if (frame != null) {
        frames.add(frame);
      }
    }
    return frames;
  }

  private static List<Frame> framesIn(byte[] bytes) {
    return framesIn(new FrameReader(), bytes);
  }

  private static void assertSame(Frame frame, Frame other) {
    assertThat(frame).usingRecursiveComparison().isEqualTo(other);
  }

  @Test
  void framesComeThroughAsTheyWere() {
    Random random = new Random(1);
    for (int length = 0; length <= 1024; length += 4) {
      byte[] data = new byte[length];
      if (length % 3 != 0) {
        random.nextBytes(data);
      }
      Frame frame = Frame.with(Frame.Kind.DATA, random.nextInt(0x10000), random.nextInt(), data);

      List<Frame> frames = framesIn(frame.text());

      assertThat(frames).hasSize(1);
      assertSame(frames.get(0), frame);
    }
  }

  @Test
  void theAgentWritesFramesInTheSameWay() {
    List<Frame> frames = framesIn(OF_THE_AGENT.getBytes(StandardCharsets.US_ASCII));

    assertThat(frames).hasSize(1);
    assertThat(frames.get(0).kind()).isEqualTo(Frame.Kind.HERE);
    assertThat(frames.get(0).tag()).isEqualTo(1);
    assertThat(frames.get(0).length()).isEqualTo(24);
    assertThat(new String(frames.get(0).text(), StandardCharsets.US_ASCII).strip())
        .isEqualTo(OF_THE_AGENT.strip());
  }

  @Test
  void aFrameInWhichAnythingHasChangedIsNone() {
    byte[] text = Frame.with(Frame.Kind.WRITE, 7, 0x11000, new byte[] {1, 2, 3, 4}).text();
    for (int index = 0; index < text.length - 1; index++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = text.clone();
        changed[index] ^= (byte) (1 << bit);
        assertThat(framesIn(changed)).isEmpty();
      }
    }
  }

  @Test
  void aFrameIsFoundBehindHalfAFrameAndAmongText() {
    Frame frame = Frame.without(Frame.Kind.READ, 3, 0x400, 64);
    byte[] text = frame.text();
    String whole = new String(text, StandardCharsets.US_ASCII);
    String stream = "U-Boot <2023>\n" + whole.substring(0, 9) + whole + "Starting <kernel> ...\n";
    FrameReader reader = new FrameReader();

    List<Frame> frames = framesIn(reader, stream.getBytes(StandardCharsets.US_ASCII));

    assertThat(frames).hasSize(1);
    assertSame(frames.get(0), frame);
    assertThat(reader.text()).contains("U-Boot <2023>", "Starting <kernel> ...");
  }

  @Test
  void dataThatAreNotWhatTheHeaderSaysMakeNoFrame() {
    byte[] packed = Packing.pack(new byte[] {1, 2, 3, 3, 3, 3});
    assertThat(Packing.unpack(packed, 0, packed.length, 6)).isPresent();
    assertThat(Packing.unpack(packed, 0, packed.length, 5)).isEmpty();
    assertThat(Packing.unpack(packed, 0, packed.length, 7)).isEmpty();
    assertThat(Packing.unpack(packed, 0, packed.length - 1, 6)).isEmpty();
    assertThat(Packing.unpack(new byte[] {5, 1}, 0, 2, 6)).isEmpty();
  }

  @Test
  void megabytesThatAreNoFrameDoNotStayInMemory() {
    FrameReader reader = new FrameReader();
    byte[] chunk = new byte[1 << 16];
    java.util.Arrays.fill(chunk, (byte) 'A');
    reader.take((byte) '<');
    for (int turn = 0; turn < 64; turn++) {
      assertThat(framesIn(reader, chunk)).isEmpty();
    }
    assertThat(String.join("", reader.text()).length()).isLessThan(10_000);
    assertThat(framesIn(reader, Frame.without(Frame.Kind.GO, 1, 0, 0).text())).hasSize(1);
  }
}
